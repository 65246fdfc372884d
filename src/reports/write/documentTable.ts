import { foldRows } from '../../export/foldRows.ts';
import type { Format } from '../../shared/format.ts';
import { figureOf } from '../../shared/tables/cells.ts';
import { type Cell, type Column, type Table, withColumns } from '../../shared/tables/table.ts';
import { roundTable } from './roundTable.ts';

/** Most rows of a table in a document: a year of days is shown in full. */
const MOST_ROWS = 400;

/**
 * A table as documents print it: at most so many rows, no empty columns, rounded so that it adds up, amounts first. Rows
 * that are folded are rounded before, so that those that stay have the cents that files of all rows have.
 */
export function printedTable(table: Table, format: Format): Table {
  return foldRows(wholeTable(table), MOST_ROWS - 1, format);
}

/** The same with all of its rows. */
export function wholeTable(table: Table): Table {
  return amountsFirst(roundTable(filledTable(table)));
}

/** A table without the columns that are a dash in every row: on paper they only take room. */
export function filledTable(table: Table): Table {
  return withColumns(table, (column, at) => table.rows.some((cells) => saysSomething(cells[at], column)));
}

function saysSomething(cell: Cell | undefined, { zero }: Column): boolean {
  const figure = cell ? figureOf(cell) : null;
  if (zero !== undefined && figure !== null && Number(figure) === 0) return false;
  switch (cell?.kind) {
    case undefined:
      return false;
    case 'text':
      return cell.text !== '';
    case 'money':
      return cell.amount !== null || (cell.unpricedTokens ?? 0) > 0;
    case 'rate':
      return cell.perMillion !== null;
    case 'count':
    case 'ratio':
      return cell.value !== null;
    case 'share':
    case 'change':
    case 'points':
      return cell.fraction !== null;
  }
}

/**
 * A table as people read it: what a row is of, its amounts, its other figures, its counts, and details last. Counts that
 * are priced stay before their prices, and those of a table without amounts where they are. Files keep the order of the
 * columns.
 */
export function amountsFirst(table: Table): Table {
  const { columns, rows, total } = table;
  const has = (wanted: Column['kind']) => columns.some(({ kind }) => kind === wanted);
  const staysSo = has('rate') || !has('money');
  const rank = (at: number) => rankOf(columns[at], staysSo);
  const order = [...columns.keys()].sort((a, b) => rank(a) - rank(b) || a - b);
  const inOrder = <Item>(items: readonly Item[]) => order.flatMap((at) => items.slice(at, at + 1));
  return { ...table, columns: inOrder(columns), rows: rows.map(inOrder), total: total && inOrder(total) };
}

function rankOf(column: Column | undefined, staysSo: boolean): number {
  if (!column || column.isLast) return 4;
  if (column.kind === 'text') return 0;
  if (column.kind === 'money' || staysSo) return 1;
  return column.kind === 'count' ? 3 : 2;
}
