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

/** Part of the total below which a change is of little account: a cent that became a dollar is no news. */
const LITTLE = 0.01;

/**
 * The rows in order; equal ones stay as they are. Unknown figures go last either way, and before them changes of rows that
 * were and are below a hundredth of the total.
 */
export function sortRows(table: Table, wished: Sort | null = null): readonly Row[] {
  const sort = sortOf(table, wished);
  const column = table.columns.findIndex(({ key }) => key === sort?.by);
  if (!sort || column < 0) return table.rows;
  const sign = sort.descending ? -1 : 1;
  const cells = table.rows.map((row) => row[column]);
  const isLittle = littleOf(cells);
  const keyed = table.rows.map((row, at) => ({ row, order: orderOf(cells[at]), little: isLittle(cells[at]) }));
  keyed.sort(({ order: x, little: xLittle }, { order: y, little: yLittle }) => {
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (xLittle !== yLittle) return Number(xLittle) - Number(yLittle);
    if (typeof x === 'string' && typeof y === 'string') return sign * collator.compare(x, y);
    return x === y ? 0 : x < y ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

/** Finds changes of little: of a hundredth of the column at most, now as before. False for cells that are no change. */
function littleOf(cells: readonly (Cell | undefined)[]): (cell: Cell | undefined) => boolean {
  const sizes = cells.map(sizesOf);
  const totals = [0, 1].map((side) => sizes.reduce((sum, both) => sum + (both?.[side] ?? 0), 0));
  return (cell) => sizesOf(cell)?.every((size, side) => size < LITTLE * (totals[side] ?? 0)) ?? false;
}

/** What a change is of, now and before; null for a cell that is none. */
function sizesOf(cell: Cell | undefined): readonly [now: number, before: number] | null {
  if (cell?.kind === 'change') return [Math.abs(Number(cell.now ?? 0)), Math.abs(Number(cell.before ?? 0))];
  return cell?.kind === 'points' ? [cell.whole ?? 0, cell.wholeBefore ?? 0] : null;
}

/** Sort key of a cell; null where its figure is not known. */
function orderOf(cell: Cell | undefined): string | number | bigint | null {
  if (cell?.kind === 'text') return cell.order ?? cell.text;
  const figure = cell ? figureOf(cell) : null;
  return figure === 'new' ? Number.POSITIVE_INFINITY : figure;
}

const collator = new Intl.Collator(undefined, { numeric: true });
