import { UNKNOWN } from '../cost.ts';
import { figureOf } from './cells.ts';
import { sortOf, sortRows } from './sortRows.ts';
import { type Cell, type Column, type Row, type Sort, type Table, type TextCell, withColumns } from './table.ts';

/**
 * A table as the page shows it: without the columns of files, and those that are dashes from top to bottom, which take
 * room and say nothing. Names come alone; what tells them apart is a tooltip, and beside them only where two are alike.
 */
export function tableOnScreen(table: Table): Table {
  const own = withColumns(table, ({ place }) => place === undefined || place === 'screen');
  const filled = withColumns(
    own,
    (column, at) => at <= FIRST_FIGURE || own.rows.some((row) => !isDash(row[at], column)),
  );
  return filled.rows.some(([name]) => isDetailed(name)) ? { ...filled, rows: withNamesAlone(filled.rows) } : filled;
}

/** Position of the column that the table is about. It is there whatever it says. */
const FIRST_FIGURE = 1;

/** All of a table in the order of the page, which cannot sort by a column that it leaves out. */
export function inOrderOfScreen(table: Table, wished: Sort | null): Table {
  return { ...table, rows: sortRows(table, sortOf(tableOnScreen(table), wished)) };
}

function isDash(cell: Cell | undefined, { zero }: Column): boolean {
  // Its tooltip counts them.
  if (cell?.kind === 'money' && (cell.unpricedTokens ?? 0) > 0) return false;
  const figure = cell ? figureOf(cell) : null;
  return figure === null || (zero === UNKNOWN && Number(figure) === 0);
}

function isDetailed(cell: Cell | undefined): cell is TextCell & { readonly detail: string } {
  return cell?.kind === 'text' && cell.detail !== undefined;
}

function withNamesAlone(rows: readonly Row[]): Row[] {
  const count = new Map<string, number>();
  for (const [name] of rows) if (name?.kind === 'text') count.set(name.text, (count.get(name.text) ?? 0) + 1);
  return rows.map((row) => {
    const [name, ...figures] = row;
    if (!isDetailed(name) || count.get(name.text) !== 1) return row;
    const { detail, ...alone } = name;
    return [{ ...alone, hint: detail }, ...figures];
  });
}
