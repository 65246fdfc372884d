import type { Money } from '../money.ts';
import { type FixedTotals, MovingCents } from './movingCents.ts';

/**
 * Moves single cents in a rounded grid until its fixed totals are what they have to be: a column's cent comes from a
 * column that is free, a row's from a row that is. Each goes to where it moves figures least from their exact amounts.
 * Columns come first, then rows from the last one up: a row is held as far as another one can make up for it. What was
 * found of lines that a cent is not in stays: its time grows with the rows, and not with the cells.
 */
export function holdTotals(
  cents: readonly (readonly bigint[])[],
  amounts: readonly (readonly Money[])[],
  fixed: FixedTotals,
): readonly (readonly bigint[])[] {
  if (!fixed.rows && !fixed.columns) return cents;
  const grid = new MovingCents(cents, amounts, fixed);
  for (const column of grid.columns) holdColumn(grid, column);
  for (const row of grid.rows.toReversed()) holdRow(grid, row);
  return grid.moved();
}

function holdColumn(grid: MovingCents, column: number): void {
  const { rows, columns, columnLacks: lacks } = grid;
  const by = Math.sign(lacks[column] ?? 0);
  const isHeld = () => (lacks[column] ?? 0) === 0;
  const hasTooMuch = (other: number) => (lacks[other] ?? 0) * by < 0;

  /** Moves cents out of some columns, until one of them has no more to give; false where none can be moved. */
  const moveFrom = (from: readonly number[]): boolean => {
    const giverIn = (row: number) => cheapest(from, (other) => grid.cellCost(row, other, -by));
    const givers = rows.map(giverIn);
    const giverCost = (row: number) => givers[row]?.cost ?? Number.POSITIVE_INFINITY;
    for (let moved = 0; !isHeld(); moved += 1) {
      const takerCost = (row: number) => grid.cellCost(row, column, by);
      const within = cheapest(rows, (row) => takerCost(row) + giverCost(row));
      const into = cheapest(rows, (row) => takerCost(row) + grid.rowCost(row, by));
      const outOf = cheapest(rows, (row) => giverCost(row) + grid.rowCost(row, -by));
      if (into.at < 0) return moved > 0;
      const [taker, row] = into.cost + outOf.cost < within.cost ? [into.at, outOf.at] : [within.at, within.at];
      const giver = givers[row]?.at ?? -1;
      grid.move(giver < 0 ? into.at : taker, column, by);
      if (giver < 0) continue;
      grid.move(row, giver, -by);
      givers[row] = giverIn(row);
      if (lacks[giver] === 0) return true;
    }
    return true;
  };

  while (!isHeld()) {
    const opposite = columns.filter(hasTooMuch);
    const free = columns.filter((other) => lacks[other] === undefined);
    const isMoved = (opposite.length > 0 && moveFrom(opposite)) || moveFrom(free);
    if (!isMoved) return;
  }
}

function holdRow(grid: MovingCents, row: number): void {
  const { rows, columns, rowLacks: lacks } = grid;
  const by = Math.sign(lacks[row] ?? 0);
  if (by === 0) return;
  const mayGive = (other: number) => {
    const lack = lacks[other];
    return lack === undefined || other < row || (other > row && lack * by < 0);
  };
  const giverIn = (column: number) => {
    return cheapest(rows.filter(mayGive), (other) => grid.cellCost(other, column, -by) + grid.rowCost(other, -by));
  };
  const givers = columns.map(giverIn);
  while (lacks[row] !== 0) {
    const column = cheapest(columns, (each) => grid.cellCost(row, each, by) + (givers[each]?.cost ?? 0)).at;
    const giver = givers[column]?.at ?? -1;
    if (giver < 0) return;
    grid.move(row, column, by);
    grid.move(giver, column, -by);
    for (const each of columns) if (givers[each]?.at === giver) givers[each] = giverIn(each);
  }
}

/** The first line of the least cost; at -1 where none can be had. */
function cheapest(lines: readonly number[], costOf: (line: number) => number): { at: number; cost: number } {
  let best = { at: -1, cost: Number.POSITIVE_INFINITY };
  for (const at of lines) {
    const cost = costOf(at);
    if (cost < best.cost) best = { at, cost };
  }
  return best;
}
