/** Position of the reader in a chart: a cell, and the other end of the selected range. */
export interface Cursor {
  readonly at: number;
  readonly anchor: number;
}

/** Grid of cells that keys move over: `columns` in a row, as many rows as `count` makes. */
export interface Walkable {
  readonly count: number;
  readonly columns: number;
}

export type Step = { readonly type: 'move'; readonly cursor: Cursor | null } | { readonly type: 'enter' } | null;

/**
 * Finds what a key does: arrows, Home, End and the page keys move, with Shift they select a range, Enter drills down and
 * Escape leaves. Null for a key that the chart has no use for. `first` is the cell where a reader begins.
 */
export function cursorStep(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  cursor: Cursor | null,
  { count, columns }: Walkable,
  first: number,
): Step {
  if (count === 0) return null;
  if (key === 'Escape') return cursor ? { type: 'move', cursor: null } : null;
  if (key === 'Enter' || key === ' ') return cursor ? { type: 'enter' } : null;
  const isGrid = columns < count;
  const from = cursor?.at ?? first;
  const target = targetOf(key, from, { count, columns });
  if (target === null) return null;
  const at = cursor || key === 'Home' || key === 'End' ? Math.max(0, Math.min(count - 1, target)) : first;
  return { type: 'move', cursor: { at, anchor: shiftKey && cursor && !isGrid ? cursor.anchor : at } };
}

function targetOf(key: string, from: number, { count, columns }: Walkable): number | null {
  const isGrid = columns < count;
  const page = Math.max(1, Math.round(count / 10));
  switch (key) {
    case 'ArrowLeft':
      return from - 1;
    case 'ArrowRight':
      return from + 1;
    case 'ArrowUp':
      return isGrid ? (from >= columns ? from - columns : from) : null;
    case 'ArrowDown':
      return isGrid ? (from + columns < count ? from + columns : from) : null;
    case 'PageUp':
      return from - page;
    case 'PageDown':
      return from + page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
