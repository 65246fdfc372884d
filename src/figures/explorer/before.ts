import type { Measure } from '../../shared/choice.ts';
import type { Span } from '../../spend/time.ts';
import { Grid } from './grid.ts';
import type { Counted } from './measured.ts';
import { Rollup } from './rollup.ts';
import { hasMinutes } from './sight.ts';
import { takesOf } from './takes.ts';
import type { Trait } from './traits.ts';
import type { View } from './view.ts';

/** The buckets of a choice in the period before. */
export interface Before {
  readonly boundaries: readonly number[];
  readonly span: Span;
}

/** The same buckets of the period before; of a span that is still running, up to the same moment. */
export function beforeOf(boundaries: readonly number[], back: (instant: number) => number, view: View): Before {
  const [start = 0] = boundaries;
  const isRunning = start < view.now && view.now < (boundaries.at(-1) ?? 0);
  const moment = isRunning ? Math.max(view.moment, start) : Number.POSITIVE_INFINITY;
  const moved = boundaries.map((boundary) => back(Math.min(boundary, moment)));
  return { boundaries: moved, span: { start: moved[0] ?? 0, end: moved.at(-1) ?? 0 } };
}

export interface Compared {
  readonly rollup: Rollup;
  /** By bucket; null where that would be made up. */
  readonly column: BigInt64Array | Float64Array | null;
}

/** Sums of the period before; null where it is not known. */
export function compare(
  { boundaries, span }: Before,
  view: View,
  traits: readonly Trait[],
  passing: readonly boolean[],
  measure: Measure,
  counted: Counted | null,
): Compared | null {
  if (!view.isKnown(span, false)) return null;
  const one = Int32Array.from(passing, (isIn) => (isIn ? 0 : -1));
  const rollup = new Rollup(traits.length);
  const grid = new Grid(traits, one, 1, boundaries.length - 1, counted);
  const known = boundaries.slice(1).map(() => true);
  for (const take of takesOf({ boundaries, known, cube: view.cube, minutes: view.minutes })) {
    rollup.add(take);
    grid.add(take);
  }
  const isTold = !view.byMinute || boundaries.slice(1).every((_, at) => hasMinutes(boundaries[at] ?? 0, view.book));
  return { rollup, column: isTold ? columnOf(grid, measure) : null };
}

function columnOf({ amounts, parts, wholes }: Grid, measure: Measure): BigInt64Array | Float64Array {
  if (measure === 'cost') return amounts;
  return measure === 'cacheHitRate' ? parts.map((part, at) => part / (wholes[at] || 1)) : parts;
}
