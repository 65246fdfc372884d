import { CENT, type Money } from '../money.ts';

/** Totals in cents that do not move; undefined of a line that may take the difference. */
export interface FixedTotals {
  readonly columns?: readonly (bigint | undefined)[] | undefined;
  readonly rows?: readonly (bigint | undefined)[] | undefined;
}

/** Dearer than any move of a figure that is free. */
const FAR = 1e6;
/** Dearer than a figure that keeps its sign. */
const OTHER_SIGN = 1e3;

interface Step {
  readonly cost: number;
  readonly cells: readonly (readonly [row: number, column: number, cents: bigint])[];
}

/**
 * Moves single cents in a rounded grid until its fixed totals are what they have to be, changed in place: a column's cent
 * comes from a column that is free, a row's from a row that is. Each goes to where it moves figures least from their exact
 * amounts, and none to a cell of zero. A tiny amount becomes a credit only where no other way is left. Columns come
 * first, then rows from the last one up: a row is held as far as another one can make up for it.
 */
export function holdTotals(cents: bigint[][], amounts: readonly (readonly Money[])[], fixed: FixedTotals): void {
  const { columns = [], rows = [] } = fixed;
  const width = amounts[0]?.length ?? 0;
  const off = (row: number, column: number) =>
    Number((cents[row]?.[column] ?? 0n) * CENT - (amounts[row]?.[column] ?? 0n)) / Number(CENT);
  const columnSum = (column: number) => cents.reduce((sum, line) => sum + (line[column] ?? 0n), 0n);
  const rowSum = (row: number) => (cents[row] ?? []).reduce((sum, cell) => sum + cell, 0n);
  const rowOff = (row: number) => (amounts[row] ?? []).reduce((sum, _, column) => sum + off(row, column), 0);

  /** Cost of a move: by how much the squared distance of a cell from its exact amount grows. */
  const cellCost = (row: number, column: number, by: bigint) => {
    const amount = amounts[row]?.[column] ?? 0n;
    const moved = (cents[row]?.[column] ?? 0n) + by;
    if (amount === 0n) return Number.POSITIVE_INFINITY;
    return 1 + 2 * Number(by) * off(row, column) + (moved * amount < 0n ? OTHER_SIGN : 0);
  };
  const rowCost = (row: number, by: bigint) => {
    const total = rows[row];
    if (total === undefined) return 1 + 2 * Number(by) * rowOff(row);
    return (total - rowSum(row)) * by > 0n ? 0 : FAR;
  };
  const take = ({ cells }: Step) => {
    for (const [row, column, by] of cells) {
      const line = cents[row];
      if (line) line[column] = (line[column] ?? 0n) + by;
    }
  };

  /** One cent into a column, and out of another in the same row, or else in whichever row. */
  const alongColumns = (into: number, from: readonly number[], by: bigint): Step | null => {
    const single = (column: number, sign: bigint): Step | null =>
      least(
        amounts.map((_, row) => ({
          cost: cellCost(row, column, sign) + rowCost(row, sign),
          cells: [[row, column, sign]],
        })),
      );
    const within = amounts.flatMap((_, row) =>
      from.map(
        (column): Step => ({
          cost: cellCost(row, into, by) + cellCost(row, column, -by),
          cells: [
            [row, into, by],
            [row, column, -by],
          ],
        }),
      ),
    );
    const first = single(into, by);
    const across = from.flatMap((column): Step[] => {
      const second = single(column, -by);
      return first && second ? [{ cost: first.cost + second.cost, cells: [...first.cells, ...second.cells] }] : [];
    });
    return least([...within, ...across]) ?? first;
  };
  for (const [column, wanted] of columns.entries()) {
    if (wanted === undefined) continue;
    for (let left = wanted - columnSum(column); left !== 0n; left = wanted - columnSum(column)) {
      const by = left > 0n ? 1n : -1n;
      const others = [...Array(width).keys()].filter((other) => other !== column);
      const opposite = others.filter((other) => {
        const total = columns[other];
        return total !== undefined && (columnSum(other) - total) * by > 0n;
      });
      const free = others.filter((other) => columns[other] === undefined);
      const step = (opposite.length > 0 ? alongColumns(column, opposite, by) : null) ?? alongColumns(column, free, by);
      if (!step) break;
      take(step);
    }
  }

  for (const [row, wanted] of [...rows.entries()].reverse()) {
    if (wanted === undefined) continue;
    for (let left = wanted - rowSum(row); left !== 0n; left = wanted - rowSum(row)) {
      const by = left > 0n ? 1n : -1n;
      const mayGive = (other: number) => {
        const total = rows[other];
        return total === undefined || other < row || (other > row && (rowSum(other) - total) * by > 0n);
      };
      const givers = amounts.flatMap((_, other) => (mayGive(other) ? [other] : []));
      const step = least(
        givers.flatMap((other) =>
          Array.from({ length: width }, (_, column): Step => {
            return {
              cost: cellCost(row, column, by) + cellCost(other, column, -by) + rowCost(other, -by),
              cells: [
                [row, column, by],
                [other, column, -by],
              ],
            };
          }),
        ),
      );
      if (!step) break;
      take(step);
    }
  }
}

function least(steps: readonly Step[]): Step | null {
  let best: Step | null = null;
  for (const step of steps) if (step.cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = step;
  return best;
}
