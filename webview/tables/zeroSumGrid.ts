import { CENT, type Money } from '../../src/shared/money.ts';

/**
 * A grid of amounts whose every row and every column sums to zero, on its way to whole cents. Each cell becomes one of its
 * two neighbouring cents, and the sums stay zero throughout.
 */
export interface ZeroSumGrid {
  /** The cents of a cell; the lower neighbour while it is not whole. */
  cents(row: number, column: number): bigint;
  isWhole(row: number, column: number): boolean;
  /** Whether a cell can move up or down without passing its neighbouring cents; one that was whole never can. */
  hasRoom(row: number, column: number, up: boolean): boolean;
  /**
   * Makes a cell whole, upwards or downwards. What it gains or loses goes around a cycle of other cells: of those that
   * `mayMove`, or where they form none, of those that are not whole either.
   */
  settle(row: number, column: number, up: boolean, mayMove?: Moves): void;
  /** Makes a cell whole by its nearest cent. */
  settleNearest(row: number, column: number): void;
}

export type Moves = (row: number, column: number, up: boolean) => boolean;
type Cell = readonly [row: number, column: number];

const ONE = Number(CENT);

export function zeroSumGrid(amounts: readonly (readonly Money[])[]): ZeroSumGrid {
  const down = amounts.map((line) => line.map(floorCents));
  const first = amounts.map((line, row) => line.map((amount, x) => Number(amount - (down[row]?.[x] ?? 0n) * CENT)));
  const rest = first.map((line) => [...line]);
  const restOf = (row: number, column: number) => rest[row]?.[column] ?? 0;
  const isWhole = (row: number, column: number) => restOf(row, column) === 0 || restOf(row, column) === ONE;
  const size = [amounts.length, amounts[0]?.length ?? 0] as const;

  const settle: ZeroSumGrid['settle'] = (row, column, up, mayMove) => {
    while (!isWhole(row, column)) {
      const path =
        (mayMove && pathAround([row, column], size, up, mayMove)) ??
        pathAround([row, column], size, up, (y, x) => !isWhole(y, x));
      if (!path) throw new Error('a row or a column of the grid does not sum to zero');
      const cycle = [[row, column] as const, ...path];
      const rises = (index: number) => (index % 2 === 0) === up;
      const step = Math.min(...cycle.map(([y, x], index) => (rises(index) ? ONE - restOf(y, x) : restOf(y, x))));
      for (const [index, [y, x]] of cycle.entries()) {
        const line = rest[y];
        if (line) line[x] = restOf(y, x) + (rises(index) ? step : -step);
      }
    }
  };
  return {
    settle,
    isWhole,
    hasRoom: (row, column, up) => (first[row]?.[column] ?? 0) !== 0 && restOf(row, column) !== (up ? ONE : 0),
    settleNearest: (row, column) => settle(row, column, restOf(row, column) * 2 >= ONE),
    cents: (row, column) => (down[row]?.[column] ?? 0n) + (restOf(row, column) === ONE ? 1n : 0n),
  };
}

/**
 * The shortest way from a cell's row to its column over other cells, rows and columns in turn, against the cell's move
 * along a row and with it along a column; null if there is none.
 */
function pathAround([row, column]: Cell, [height, width]: Cell, up: boolean, mayMove: Moves): Cell[] | null {
  const columnOfRow = new Map<number, number>();
  const rowOfColumn = new Map<number, number>();
  let front = [row];
  while (front.length > 0) {
    const columns: number[] = [];
    for (const y of front) {
      for (let x = 0; x < width; x++) {
        if ((y === row && x === column) || rowOfColumn.has(x) || !mayMove(y, x, !up)) continue;
        rowOfColumn.set(x, y);
        if (x === column) return wayBack(column, row, columnOfRow, rowOfColumn);
        columns.push(x);
      }
    }
    front = [];
    for (const x of columns) {
      for (let y = 0; y < height; y++) {
        if (y === row || columnOfRow.has(y) || !mayMove(y, x, up)) continue;
        columnOfRow.set(y, x);
        front.push(y);
      }
    }
  }
  return null;
}

/** From the end to the beginning, but for the cycle's first cell, which alternates in the same way. */
function wayBack(end: number, row: number, columnOfRow: Map<number, number>, rowOfColumn: Map<number, number>): Cell[] {
  const path: Cell[] = [];
  let column = end;
  for (;;) {
    const y = rowOfColumn.get(column) ?? row;
    path.push([y, column]);
    if (y === row) return path;
    column = columnOfRow.get(y) ?? end;
    path.push([y, column]);
  }
}

function floorCents(amount: Money): bigint {
  const truncated = amount / CENT;
  return amount < 0n && truncated * CENT !== amount ? truncated - 1n : truncated;
}
