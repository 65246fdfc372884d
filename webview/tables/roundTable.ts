import { type Money, rowsToCents, toCents } from '../../src/shared/money.ts';
import { type Moves, zeroSumGrid } from './zeroSumGrid.ts';

/** A table in whole cents in which every row and every column adds up to its own total, and those to the table's. */
export interface RoundedTable {
  readonly cells: readonly (readonly bigint[])[];
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  /** The nearest cent to the exact sum. */
  readonly total: bigint;
}

/**
 * Rounds a matrix of amounts to cents in both directions at once: each cell and each total becomes one of its two
 * neighbouring cents, what is whole stays as it is, and the grand total becomes the nearest one. The other totals are
 * those of `rowsToCents` as far as both directions allow; `wished` puts the columns' totals of another table of the same
 * amounts in their place, so that both print the same.
 *
 * Controlled rounding after L. H. Cox, "A Constructive Procedure for Unbiased Controlled Rounding", JASA 82 (1987): with
 * the totals as one more row and column of opposite sign every line sums to zero, so whatever is not whole lies on a
 * cycle, and moving an amount around it makes at least one more of its cells whole.
 */
export function roundTable(amounts: readonly (readonly Money[])[], wished?: readonly bigint[]): RoundedTable {
  const height = amounts.length;
  const width = amounts[0]?.length ?? 0;
  const rowSums = amounts.map(sumOf);
  const columnSums = Array.from({ length: width }, (_, column) => sumOf(amounts.map((line) => line[column] ?? 0n)));
  const total = sumOf(rowSums);
  const negative = (sums: readonly Money[]) => sums.map((sum) => -sum);
  const grid = zeroSumGrid([
    ...amounts.map((line, row) => [...line, -(rowSums[row] ?? 0n)]),
    [...negative(columnSums), total],
  ]);

  const rowTotals = rowsToCents(rowSums);
  const columnTotals = wished ?? rowsToCents(columnSums);
  const rises = (row: number, column: number) =>
    -((row === height ? columnTotals[column] : rowTotals[row]) ?? 0n) > grid.cents(row, column);
  // A total moves only the way it has to, while all else may still move back and forth between its two cents.
  const isBound = (row: number, column: number, up: boolean) => !grid.isWhole(row, column) && rises(row, column) === up;
  const columnsFirst: Moves = (row, column, up) =>
    row === height ? isBound(row, column, up) : grid.hasRoom(row, column, up);
  const thenRows: Moves = (row, column, up) =>
    row === height || column === width ? isBound(row, column, up) : grid.hasRoom(row, column, up);
  grid.settle(height, width, toCents(total) > grid.cents(height, width), columnsFirst);
  for (let column = 0; column < width; column++) grid.settle(height, column, rises(height, column), columnsFirst);
  for (let row = 0; row < height; row++) grid.settle(row, width, rises(row, width), thenRows);
  for (let row = 0; row < height; row++) for (let column = 0; column < width; column++) grid.settleNearest(row, column);

  return {
    cells: amounts.map((line, row) => line.map((_, column) => grid.cents(row, column))),
    rows: amounts.map((_, row) => -grid.cents(row, width)),
    columns: columnSums.map((_, column) => -grid.cents(height, column)),
    total: grid.cents(height, width),
  };
}

function sumOf(amounts: readonly Money[]): Money {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
