/**
 * The cells of a grid that are not whole yet, as the edges between its rows and columns. They form a forest: a cell that
 * would close a cycle is moved along it, up and down in turn, until one of its cells is whole and drops out.
 */
export interface Forest {
  add(row: number, column: number): void;
}

/** `gain` rates a move of a cell up or down, the higher the better; `rest` is changed in place, between 0 and `one`. */
export function createForest(
  rest: number[][],
  one: number,
  gain: (row: number, column: number, up: boolean) => number,
): Forest {
  const rows = new Map<number, Set<number>>();
  const columns = new Map<number, Set<number>>();
  const restOf = (row: number, column: number) => rest[row]?.[column] ?? 0;

  /** Cells from a column to a row, if the forest connects them. */
  const path = (column: number, row: number, from: number): [number, number][] | null => {
    for (const y of columns.get(column) ?? []) {
      if (y === from) continue;
      if (y === row) return [[y, column]];
      for (const x of rows.get(y) ?? []) {
        if (x === column) continue;
        const found = path(x, row, y);
        if (found) return [[y, column], [y, x], ...found];
      }
    }
    return null;
  };
  const link = (row: number, column: number) => {
    rows.set(row, (rows.get(row) ?? new Set()).add(column));
    columns.set(column, (columns.get(column) ?? new Set()).add(row));
  };
  const drop = (row: number, column: number) => {
    rows.get(row)?.delete(column);
    columns.get(column)?.delete(row);
    if (rows.get(row)?.size === 0) rows.delete(row);
  };

  return {
    add: (row, column) => {
      const way = rows.has(row) ? path(column, row, -1) : null;
      link(row, column);
      if (!way) return;
      const cycle = [[row, column] as const, ...way];
      const gainOf = (up: boolean) =>
        cycle.reduce((sum, [y, x], index) => sum + gain(y, x, (index % 2 === 0) === up), 0);
      const up = gainOf(true) >= gainOf(false);
      const rises = (index: number) => (index % 2 === 0) === up;
      const room = ([y, x]: readonly [number, number], index: number) =>
        rises(index) ? one - restOf(y, x) : restOf(y, x);
      const step = Math.min(...cycle.map(room));
      for (const [index, [y, x]] of cycle.entries()) {
        const moved = restOf(y, x) + (rises(index) ? step : -step);
        const line = rest[y];
        if (line) line[x] = moved;
        if (moved === 0 || moved === one) drop(y, x);
      }
    },
  };
}
