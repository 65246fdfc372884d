import type { Format } from '../shared/format.ts';

const MOST_ROWS = 300;

/** The first rows of a table that is to be read, and all the others in one, so that it still adds up. */
export function cut<Line extends { readonly name: string }>(
  lines: readonly Line[],
  sum: (lines: readonly Line[]) => Omit<Line, 'name'>,
  format: Format,
): Line[] {
  if (lines.length <= MOST_ROWS) return [...lines];
  const rest = lines.slice(MOST_ROWS - 1);
  const others = { ...sum(rest), name: `${format.count(rest.length)} others` } as Line;
  return [...lines.slice(0, MOST_ROWS - 1), others];
}
