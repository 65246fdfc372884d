import type { Money } from '../money.ts';
import { MovingCents } from './movingCents.ts';

/** Totals in cents that do not move; undefined of a line that may take the difference. */
export interface FixedTotals {
  readonly columns?: readonly (bigint | undefined)[] | undefined;
  readonly rows?: readonly (bigint | undefined)[] | undefined;
}

type Totals = readonly (number | undefined)[];

/** Dearer than any move of a figure that is free. */
const FAR = 1e6;

/**
 * Moves single cents in a rounded grid until its fixed totals are what they have to be, changed in place: a column's cent
 * comes from a column that is free, a row's from a row that is. Each goes to where it moves figures least from their exact
 * amounts. Columns come first, then rows from the last one up: a row is held as far as another one can make up for it. What
 * was found of lines that a cent is not in stays: its time grows with the rows, and not with the cells.
 */
export function holdTotals(cents: bigint[][], amounts: readonly (readonly Money[])[], fixed: FixedTotals): void {
  if (!fixed.rows && !fixed.columns) return;
  const grid = new MovingCents(cents, amounts);
  const [rows, columns] = [numbersOf(fixed.rows), numbersOf(fixed.columns)];
  for (const column of columns.keys()) holdColumn(grid, column, columns, rows);
  for (const row of [...rows.keys()].reverse()) holdRow(grid, row, rows);
  grid.write(cents);
}

function holdColumn(grid: MovingCents, column: number, columns: Totals, rows: Totals): void {
  const wanted = columns[column] ?? grid.columnSums[column] ?? 0;
  const by = Math.sign(wanted - (grid.columnSums[column] ?? 0));
  const isHeld = () => grid.columnSums[column] === wanted;
  const hasTooMuch = (other: number) => isFurther(grid.columnSums[other], columns[other], by);

  /** Moves cents out of some columns, until one of them has no more to give; false where none can be moved. */
  const moveFrom = (from: readonly number[]): boolean => {
    const giverIn = (row: number) => cheapest(from, (other) => grid.cellCost(row, other, -by));
    const givers = grid.rows.map(giverIn);
    const giverCost = (row: number) => givers[row]?.cost ?? Number.POSITIVE_INFINITY;
    for (let moved = 0; !isHeld(); moved += 1) {
      const cost = (row: number) => grid.cellCost(row, column, by);
      const within = cheapest(grid.rows, (row) => cost(row) + giverCost(row));
      const into = cheapest(grid.rows, (row) => cost(row) + rowCost(grid, rows, row, by));
      const outOf = cheapest(grid.rows, (row) => giverCost(row) + rowCost(grid, rows, row, -by));
      if (into.at < 0) return moved > 0;
      const [taker, row] = into.cost + outOf.cost < within.cost ? [into.at, outOf.at] : [within.at, within.at];
      const giver = givers[row]?.at ?? -1;
      grid.move(giver < 0 ? into.at : taker, column, by);
      if (giver < 0) continue;
      grid.move(row, giver, -by);
      givers[row] = giverIn(row);
      if (columns[giver] !== undefined && !hasTooMuch(giver)) return true;
    }
    return true;
  };

  while (!isHeld()) {
    const opposite = grid.columns.filter(hasTooMuch);
    const free = grid.columns.filter((other) => columns[other] === undefined);
    const isMoved = (opposite.length > 0 && moveFrom(opposite)) || moveFrom(free);
    if (!isMoved) return;
  }
}

function holdRow(grid: MovingCents, row: number, rows: Totals): void {
  const wanted = rows[row] ?? grid.rowSums[row] ?? 0;
  const by = Math.sign(wanted - (grid.rowSums[row] ?? 0));
  const mayGive = (other: number) =>
    rows[other] === undefined || other < row || (other > row && isFurther(grid.rowSums[other], rows[other], by));
  const giverIn = (column: number) =>
    cheapest(grid.rows.filter(mayGive), (other) => {
      return grid.cellCost(other, column, -by) + rowCost(grid, rows, other, -by);
    });
  const givers = by === 0 ? [] : grid.columns.map(giverIn);
  while (grid.rowSums[row] !== wanted) {
    const costOf = (column: number) => grid.cellCost(row, column, by) + (givers[column]?.cost ?? 0);
    const column = cheapest(grid.columns, costOf).at;
    const giver = givers[column]?.at ?? -1;
    if (giver < 0) return;
    grid.move(row, column, by);
    grid.move(giver, column, -by);
    for (const each of grid.columns) if (givers[each]?.at === giver) givers[each] = giverIn(each);
  }
}

/** Cost of a cent in a row's sum: nothing where that brings it nearer to its total. */
function rowCost(grid: MovingCents, rows: Totals, row: number, by: number): number {
  if (rows[row] === undefined) return grid.rowCost(row, by);
  return isFurther(rows[row], grid.rowSums[row], by) ? 0 : FAR;
}

/** True where a sum lies beyond a total, in the direction of `by`; false where there is no total. */
function isFurther(sum: number | undefined, total: number | undefined, by: number): boolean {
  return sum !== undefined && total !== undefined && (sum - total) * by > 0;
}

/** The first line of the least cost; at -1 where all cost without end. */
function cheapest(lines: readonly number[], costOf: (line: number) => number): { at: number; cost: number } {
  let best = { at: -1, cost: Number.POSITIVE_INFINITY };
  for (const at of lines) {
    const cost = costOf(at);
    if (cost < best.cost) best = { at, cost };
  }
  return best;
}

function numbersOf(totals: FixedTotals['rows'] = []): Totals {
  return totals.map((total) => (total === undefined ? undefined : Number(total)));
}
