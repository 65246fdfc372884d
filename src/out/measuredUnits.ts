import type { Measure } from '../shared/choice.ts';
import type { Counts } from '../source.ts';
import { ITEMS } from '../spend/kind.ts';

/** Positions in `ITEMS`. */
const ITEMS_OF: Readonly<Partial<Record<Measure, readonly number[]>>> = {
  tokens: [0, 1, 2, 3, 4],
  uncachedInput: [0],
  cacheWrite5m: [1],
  cacheWrite1h: [2],
  cacheRead: [3],
  output: [4],
  webSearches: [5],
};

/** Units of a measure that the value at an index has; 0 of a cost. `counts` as in `Totals`. */
export function unitsOf(counts: Float64Array, value: number, measure: Measure): number {
  return sum(countsAt(counts, value), ITEMS_OF[measure] ?? []);
}

/** Cache reads and all input, whose share they are. */
export function readsOf(counts: Float64Array, value: number): { readonly part: number; readonly whole: number } {
  const own = countsAt(counts, value);
  return { part: sum(own, [3]), whole: sum(own, [0, 1, 2, 3]) };
}

function countsAt(counts: Float64Array, value: number): Counts {
  return [...counts.subarray(value * ITEMS.length, (value + 1) * ITEMS.length)];
}

function sum(counts: Counts, items: readonly number[]): number {
  return items.reduce((total, item) => total + (counts[item] ?? 0), 0);
}
