import { figureOf } from './cells.ts';
import type { Cell, Row, Sort, Table } from './table.ts';

/** Order after a click on a heading: the largest first, names from A; a second click reverses it. */
export function nextSort({ columns }: Table, now: Sort | undefined, by: string): Sort {
  const isName = columns.find(({ key }) => key === by)?.kind === 'text';
  return { by, descending: now?.by === by ? !now.descending : !isName };
}

/** The order wished for, or the table's own where it has no such column. */
export function sortOf({ columns, sorted }: Table, wished: Sort | null): Sort | undefined {
  return wished && columns.some(({ key }) => key === wished.by) ? wished : sorted;
}

/** The rows in order; equal ones stay as they are. Unknown figures go last either way. */
export function sortRows(table: Table, wished: Sort | null = null): readonly Row[] {
  const sort = sortOf(table, wished);
  const column = table.columns.findIndex(({ key }) => key === sort?.by);
  if (!sort || column < 0) return table.rows;
  const sign = sort.descending ? -1 : 1;
  const keyed = table.rows.map((row) => ({ row, order: orderOf(row[column]) }));
  keyed.sort(({ order: x }, { order: y }) => {
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (typeof x === 'string' && typeof y === 'string') return sign * collator.compare(x, y);
    return x === y ? 0 : x < y ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

/** Sort key of a cell; null where its figure is not known. */
function orderOf(cell: Cell | undefined): string | number | bigint | null {
  if (cell?.kind === 'text') return cell.order ?? cell.text;
  const figure = cell ? figureOf(cell) : null;
  return figure === 'new' ? Number.POSITIVE_INFINITY : figure;
}

const collator = new Intl.Collator(undefined, { numeric: true });
