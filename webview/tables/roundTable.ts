import { CENT, type Money, toCents } from '../../src/shared/money.ts';

/** A table in whole cents in which every row and every column adds up to its own total, and those to the table's. */
export interface RoundedTable {
  readonly cells: readonly (readonly bigint[])[];
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  /** The nearest cent to the exact sum. */
  readonly total: bigint;
}

const ONE = Number(CENT);

/**
 * Rounds a matrix of amounts to cents in both directions at once: each cell and each total becomes one of its two
 * neighbouring cents, what is whole stays as it is, and the grand total becomes the nearest one.
 *
 * Controlled rounding after L. H. Cox, "A Constructive Procedure for Unbiased Controlled Rounding", JASA 82 (1987): with
 * the totals as one more row and column of opposite sign every line sums to zero, so whatever is not whole lies on a
 * cycle, and moving an amount around it makes at least one more of its cells whole.
 *
 * `wished` are the columns' totals of another table of the same amounts, in cents. They are met so that both tables print
 * the same, except where this one's rows leave no way to.
 */
export function roundTable(amounts: readonly (readonly Money[])[], wished?: readonly bigint[]): RoundedTable {
  const height = amounts.length;
  const width = amounts[0]?.length ?? 0;
  const exact = withTotals(amounts, width);
  const down = exact.map((line) => line.map(floorCents));
  const rest = exact.map((line, row) => line.map((amount, column) => Number(amount - at(down, row, column) * CENT)));
  const grand = toCents(at(exact, height, width));

  const settle = (row: number, column: number, up: boolean, partner?: (column: number) => boolean): void => {
    while (isFraction(rest, row, column)) {
      const path = (partner && pathAround(rest, row, column, partner)) ?? pathAround(rest, row, column);
      if (!path) throw new Error('a table whose lines add up has no cell that is alone in not being whole');
      const cycle = [[row, column] as const, ...path];
      const rises = (index: number) => (index % 2 === 0) === up;
      const room = cycle.map(([y, x], index) => (rises(index) ? ONE - (rest[y]?.[x] ?? 0) : (rest[y]?.[x] ?? 0)));
      const step = Math.min(...room);
      for (const [index, [y, x]] of cycle.entries()) {
        const line = rest[y];
        if (line) line[x] = (line[x] ?? 0) + (rises(index) ? step : -step);
      }
    }
  };
  const nearest = (row: number, column: number) => settle(row, column, (rest[row]?.[column] ?? 0) * 2 >= ONE);

  settle(height, width, grand > at(down, height, width));
  if (wished) {
    const rises = (column: number) => -(wished[column] ?? 0n) > at(down, height, column);
    for (let column = 0; column < width; column++) {
      const up = rises(column);
      // One column's total moves against another's: against one that has to move the other way itself.
      settle(height, column, up, (other) => other < width && rises(other) !== up);
    }
  }
  for (let row = 0; row < height; row++) nearest(row, width);
  for (let column = 0; column < width; column++) nearest(height, column);
  for (let row = 0; row < height; row++) for (let column = 0; column < width; column++) nearest(row, column);

  const cents = (row: number, column: number) => at(down, row, column) + (rest[row]?.[column] === ONE ? 1n : 0n);
  return {
    cells: amounts.map((line, row) => line.map((_, column) => cents(row, column))),
    rows: amounts.map((_, row) => -cents(row, width)),
    columns: Array.from({ length: width }, (_, column) => -cents(height, column)),
    total: grand,
  };
}

function withTotals(amounts: readonly (readonly Money[])[], width: number): Money[][] {
  const columns = new Array<Money>(width).fill(0n);
  let total = 0n;
  const lines = amounts.map((line) => {
    let sum = 0n;
    for (const [column, amount] of line.entries()) {
      sum += amount;
      columns[column] = (columns[column] ?? 0n) + amount;
    }
    total += sum;
    return [...line, -sum];
  });
  return [...lines, [...columns.map((sum) => -sum), total]];
}

type Cell = readonly [row: number, column: number];

/**
 * The shortest way from a cell's row to its column over other cells that are not whole; rows and columns take turns. Null
 * when none begins with a column that `first` admits.
 */
function pathAround(
  rest: readonly (readonly number[])[],
  row: number,
  column: number,
  first: (column: number) => boolean = () => true,
): Cell[] | null {
  const width = rest[0]?.length ?? 0;
  const rowBefore = new Map<number, number>();
  const columnBefore = new Map<number, number>();
  let front = [row];
  while (front.length > 0) {
    const columns: number[] = [];
    for (const y of front) {
      for (let x = 0; x < width; x++) {
        if ((y === row && (x === column || !first(x))) || columnBefore.has(x) || !isFraction(rest, y, x)) continue;
        columnBefore.set(x, y);
        if (x === column) return trace(x, row, rowBefore, columnBefore);
        columns.push(x);
      }
    }
    front = [];
    for (const x of columns) {
      for (let y = 0; y < rest.length; y++) {
        if (y === row || rowBefore.has(y) || !isFraction(rest, y, x)) continue;
        rowBefore.set(y, x);
        front.push(y);
      }
    }
  }
  return null;
}

function trace(end: number, row: number, rowBefore: Map<number, number>, columnBefore: Map<number, number>): Cell[] {
  const path: Cell[] = [];
  let column = end;
  for (;;) {
    const y = columnBefore.get(column) ?? row;
    path.push([y, column]);
    if (y === row) return path;
    column = rowBefore.get(y) ?? end;
    path.push([y, column]);
  }
}

const isFraction = (rest: readonly (readonly number[])[], row: number, column: number) => {
  const value = rest[row]?.[column] ?? 0;
  return value > 0 && value < ONE;
};

const at = (table: readonly (readonly bigint[])[], row: number, column: number) => table[row]?.[column] ?? 0n;

function floorCents(amount: Money): bigint {
  const truncated = amount / CENT;
  return amount < 0n && truncated * CENT !== amount ? truncated - 1n : truncated;
}
