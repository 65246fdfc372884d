import { CENT, type Money, rowsToCents, sumOfAmounts, toCents } from '../money.ts';
import { adjustTotals } from './adjustTotals.ts';
import { holdTotals } from './holdTotals.ts';
import type { FixedTotals } from './movingCents.ts';
import { createForest } from './roundForest.ts';

/** A table in whole cents in which every row and every column adds up to its own total, and those to the table's. */
export interface RoundedGrid {
  readonly cells: readonly (readonly bigint[])[];
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  /** The nearest cent to the exact sum, or the sum of the columns where all of them are fixed. */
  readonly total: bigint;
}

const ONE = Number(CENT);

/**
 * Rounds a matrix of amounts to cents in both directions at once: each cell and each total becomes one of its two
 * neighbouring cents, and the grand total the nearest one. Totals that are fixed, because they are shown elsewhere too,
 * stay as they are: the other columns take the difference, then the other rows.
 *
 * Controlled rounding after L. H. Cox, "A Constructive Procedure for Unbiased Controlled Rounding", JASA 82 (1987): with
 * the totals as one more row and column of opposite sign every line sums to zero, so what is not whole lies on cycles, and
 * moving an amount around one makes at least one more cell whole. Cells come in one by one and never leave more of them
 * than a forest has edges, so that it takes time by cells times columns: thousands of rows are a matter of milliseconds.
 */
export function roundGrid(amounts: readonly (readonly Money[])[], fixed: FixedTotals = {}): RoundedGrid {
  const height = amounts.length;
  const width = amounts[0]?.length ?? 0;
  const rowSums = amounts.map(sumOfAmounts);
  const columnSums = Array.from({ length: width }, (_, column) =>
    sumOfAmounts(amounts.map((line) => line[column] ?? 0n)),
  );
  const total = sumOfAmounts(rowSums);
  const grid = [
    ...amounts.map((line, row) => [...line, -(rowSums[row] ?? 0n)]),
    [...columnSums.map((sum) => -sum), total],
  ];
  const floors = grid.map((line) => line.map(floorCents));
  const parts = grid.map((line, y) => line.map((amount, x) => Number(amount - (floors[y]?.[x] ?? 0n) * CENT)));

  const rowTotals = wishedTotals(rowSums, fixed.rows, toCents(total));
  const columnTotals = wishedTotals(columnSums, fixed.columns, toCents(total));
  const shouldRise = (row: number, column: number): boolean => {
    const floor = floors[row]?.[column] ?? 0n;
    if (row === height) return (column === width ? toCents(total) : -(columnTotals[column] ?? 0n)) > floor;
    return column === width ? -(rowTotals[row] ?? 0n) > floor : (parts[row]?.[column] ?? 0) * 2 >= ONE;
  };
  const risen = parts.map((line, y) => line.map((part, x) => part > 0 && shouldRise(y, x)));
  const rises = (row: number, column: number) => risen[row]?.[column] ?? false;
  const weight = (row: number, column: number) => (row === height ? 100 : 1) * (column === width ? 10 : 1);
  const rest = parts.map((line) => [...line]);
  const forest = createForest(
    rest,
    ONE,
    (row, column, up) => (rises(row, column) === up ? 1 : -1) * weight(row, column),
  );
  for (let row = 0; row <= height; row++) {
    for (let column = 0; column <= width; column++) {
      const part = parts[row]?.[column] ?? 0;
      if (part > 0 && part < ONE) forest.add(row, column);
    }
  }
  const isUp = rest.map((line) => line.map((part) => part === ONE));
  adjustTotals(isUp, { canMove: (row, column) => (parts[row]?.[column] ?? 0) > 0, rises });

  const rounded = amounts.map((line, row) =>
    line.map((_, column) => (floors[row]?.[column] ?? 0n) + (isUp[row]?.[column] ? 1n : 0n)),
  );
  const cents = holdTotals(rounded, amounts, fixed);
  const rows = cents.map(sumOfAmounts);
  return {
    cells: cents,
    rows,
    columns: columnSums.map((_, column) => sumOfAmounts(cents.map((line) => line[column] ?? 0n))),
    total: sumOfAmounts(rows),
  };
}

/** Cents of totals, the fixed ones as given; the greatest of the others takes the difference to the grand total. */
function wishedTotals(sums: readonly Money[], fixed: FixedTotals['rows'], whole: bigint): bigint[] {
  if (!fixed) return rowsToCents(sums);
  const size = (sum: Money) => (sum < 0n ? -sum : sum);
  const free = [...sums.keys()].filter((at) => fixed[at] === undefined);
  const cents = rowsToCents(free.map((at) => sums[at] ?? 0n));
  const totals = sums.map((_, at) => fixed[at] ?? 0n);
  for (const [index, at] of free.entries()) totals[at] = cents[index] ?? 0n;
  const [first] = free;
  if (first === undefined) return totals;
  const greatest = free.reduce((best, at) => (size(sums[at] ?? 0n) > size(sums[best] ?? 0n) ? at : best), first);
  totals[greatest] = (totals[greatest] ?? 0n) + whole - sumOfAmounts(totals);
  return totals;
}

function floorCents(amount: Money): bigint {
  const truncated = amount / CENT;
  return amount < 0n && truncated * CENT !== amount ? truncated - 1n : truncated;
}
