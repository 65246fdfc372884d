interface Wishes {
  /** Returns true where a cell lies between two neighbouring cents. */
  canMove(row: number, column: number): boolean;
  /** Returns true where it should be the upper one of them. */
  rises(row: number, column: number): boolean;
}

/**
 * Moves the totals in the last row of a rounded grid to the wished neighbour, where others can make up for it: first the
 * grand total, in its last column. Every line keeps its sum.
 */
export function adjustTotals(isUp: boolean[][], { canMove, rises }: Wishes): void {
  const last = isUp.length - 1;
  const width = isUp[0]?.length ?? 0;
  const upAt = (row: number, column: number) => isUp[row]?.[column] ?? false;
  const flip = (row: number, column: number) => {
    const line = isUp[row];
    if (line) line[column] = !line[column];
  };
  const mayTurn = (column: number, from: boolean, need: 'wish' | 'any') =>
    canMove(last, column) && upAt(last, column) === from && (need === 'any' || rises(last, column) !== from);

  /** Columns are reached over rows that have one cell to move each way. `up` is the way of the first column's total. */
  const adjust = (first: number, up: boolean, need: 'wish' | 'any'): boolean => {
    const reached = new Map<number, readonly [row: number, from: number]>();
    const queue = [first];
    for (const from of queue) {
      for (let row = 0; row < last; row++) {
        if (!canMove(row, from) || upAt(row, from) !== up) continue;
        for (let to = 0; to < width; to++) {
          if (to === first || reached.has(to) || !canMove(row, to) || upAt(row, to) === up) continue;
          reached.set(to, [row, from]);
          queue.push(to);
          if (!mayTurn(to, up, need)) continue;
          flip(last, to);
          flip(last, first);
          for (let at = to; at !== first; ) {
            const [over, back] = reached.get(at) ?? [0, first];
            flip(over, at);
            flip(over, back);
            at = back;
          }
          return true;
        }
      }
    }
    return false;
  };

  for (let column = width - 1; column >= 0; column--) {
    const up = rises(last, column);
    if (!canMove(last, column) || upAt(last, column) === up) continue;
    if (!adjust(column, up, 'wish') && column === width - 1) adjust(column, up, 'any');
  }
}
