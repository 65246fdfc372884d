import { CENT, type Money, sumOfAmounts } from '../money.ts';

/** Totals in cents that do not move; undefined of a line that may take the difference. */
export interface FixedTotals {
  readonly columns?: readonly (bigint | undefined)[] | undefined;
  readonly rows?: readonly (bigint | undefined)[] | undefined;
}

/** Dearer than a figure that keeps its sign. */
const OTHER_SIGN = 1e3;
/** Dearer than any move of a figure that is free. */
const FAR = 1e6;

/** Cents of a grid as they move one by one. Distances are in cents; they are numbers, as all of them are short. */
export class MovingCents {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** What the fixed totals lack; undefined of a line that is free. */
  readonly rowLacks: (number | undefined)[];
  readonly columnLacks: (number | undefined)[];
  readonly #cents: readonly (readonly bigint[])[];
  /** Signs of the exact amounts, and the cents times these: below zero where a figure has changed its sign. */
  readonly #signs: readonly (readonly number[])[];
  readonly #sizes: number[][];
  /** How far the cents are from the exact amounts. */
  readonly #offs: number[][];
  readonly #rowOffs: number[];
  readonly #moved: number[][];

  constructor(
    cents: readonly (readonly bigint[])[],
    amounts: readonly (readonly Money[])[],
    { rows, columns }: FixedTotals,
  ) {
    this.rows = [...amounts.keys()];
    this.columns = [...(amounts[0] ?? []).keys()];
    this.#cents = cents;
    this.#signs = amounts.map((line) => line.map((amount) => (amount === 0n ? 0 : amount < 0n ? -1 : 1)));
    this.#sizes = cents.map((line, row) =>
      line.map((cell, column) => Number(cell) * (this.#signs[row]?.[column] ?? 0)),
    );
    this.#offs = amounts.map((line, row) =>
      line.map((amount, column) => Number((cents[row]?.[column] ?? 0n) * CENT - amount) / Number(CENT)),
    );
    this.#rowOffs = this.#offs.map((line) => line.reduce((sum, off) => sum + off, 0));
    this.#moved = amounts.map((line) => line.map(() => 0));
    const lack = (total: bigint | undefined, sum: () => bigint) =>
      total === undefined ? undefined : Number(total - sum());
    this.rowLacks = this.rows.map((row) => lack(rows?.[row], () => sumOfAmounts(cents[row] ?? [])));
    this.columnLacks = this.columns.map((column) =>
      lack(columns?.[column], () => sumOfAmounts(cents.map((line) => line[column] ?? 0n))),
    );
  }

  /**
   * Cost of a cent in a cell: by how much the squared distance from the exact amount grows. None goes to a cell of zero, and
   * none over zero but where no other way is left.
   */
  cellCost(row: number, column: number, by: number): number {
    const sign = this.#signs[row]?.[column] ?? 0;
    if (sign === 0) return Number.POSITIVE_INFINITY;
    const size = (this.#sizes[row]?.[column] ?? 0) + by * sign;
    return 1 + 2 * by * (this.#offs[row]?.[column] ?? 0) + (size < 0 ? OTHER_SIGN : 0);
  }

  /** As `cellCost`, of a row's sum: nothing where that brings it nearer to its fixed total. */
  rowCost(row: number, by: number): number {
    const lack = this.rowLacks[row];
    if (lack !== undefined) return lack * by > 0 ? 0 : FAR;
    return 1 + 2 * by * (this.#rowOffs[row] ?? 0);
  }

  move(row: number, column: number, by: number): void {
    add(this.#moved[row], column, by);
    add(this.#sizes[row], column, by * (this.#signs[row]?.[column] ?? 0));
    add(this.#offs[row], column, by);
    add(this.#rowOffs, row, by);
    add(this.rowLacks, row, -by);
    add(this.columnLacks, column, -by);
  }

  /** Cents as they are now. */
  moved(): bigint[][] {
    return this.#cents.map((line, row) => line.map((cell, column) => cell + BigInt(this.#moved[row]?.[column] ?? 0)));
  }
}

/** Adds to a number, where there is one. */
function add(numbers: (number | undefined)[] | undefined, at: number, by: number): void {
  const number = numbers?.[at];
  if (numbers && number !== undefined) numbers[at] = number + by;
}
