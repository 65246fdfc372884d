import { CENT, type Money } from '../money.ts';

/** Dearer than a figure that keeps its sign. */
const OTHER_SIGN = 1e3;

/** Cents of a grid as they move one by one, with their distances from the exact amounts, in cents. */
export class MovingCents {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly rowSums: number[];
  readonly columnSums: number[];
  readonly #cents: number[][];
  readonly #offs: number[][];
  readonly #rowOffs: number[];
  /** Signs of the exact amounts. */
  readonly #signs: readonly (readonly number[])[];

  constructor(cents: readonly (readonly bigint[])[], amounts: readonly (readonly Money[])[]) {
    this.rows = [...amounts.keys()];
    this.columns = [...(amounts[0] ?? []).keys()];
    this.#cents = cents.map((line) => line.map(Number));
    this.#signs = amounts.map((line) => line.map((amount) => Math.sign(Number(amount))));
    this.#offs = amounts.map((line, row) =>
      line.map((amount, column) => Number((cents[row]?.[column] ?? 0n) * CENT - amount) / Number(CENT)),
    );
    this.rowSums = this.#cents.map(sumOf);
    this.#rowOffs = this.#offs.map(sumOf);
    this.columnSums = this.columns.map((column) => sumOf(this.#cents.map((line) => line[column] ?? 0)));
  }

  /**
   * Cost of a cent in a cell: by how much the squared distance from the exact amount grows. None goes to a cell of zero, and
   * below zero only where no other way is left.
   */
  cellCost(row: number, column: number, by: number): number {
    const sign = this.#signs[row]?.[column] ?? 0;
    if (sign === 0) return Number.POSITIVE_INFINITY;
    const moved = (this.#cents[row]?.[column] ?? 0) + by;
    return 1 + 2 * by * (this.#offs[row]?.[column] ?? 0) + (moved * sign < 0 ? OTHER_SIGN : 0);
  }

  /** As `cellCost`, of a row's sum. */
  rowCost(row: number, by: number): number {
    return 1 + 2 * by * (this.#rowOffs[row] ?? 0);
  }

  move(row: number, column: number, by: number): void {
    add(this.#cents[row], column, by);
    add(this.#offs[row], column, by);
    add(this.#rowOffs, row, by);
    add(this.rowSums, row, by);
    add(this.columnSums, column, by);
  }

  /** Writes the cents as they are now. */
  write(cents: bigint[][]): void {
    for (const [row, line] of this.#cents.entries()) cents[row] = line.map(BigInt);
  }
}

function add(numbers: number[] | undefined, at: number, by: number): void {
  if (numbers) numbers[at] = (numbers[at] ?? 0) + by;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
