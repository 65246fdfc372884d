import type { Measure } from '../../shared/choice.ts';

/** Items (see `ITEMS`) that a measure counts; of a share, those that its whole is made of too. */
export interface Counted {
  readonly parts: readonly boolean[];
  readonly wholes: readonly boolean[] | null;
}

const only = (...items: readonly number[]) => [0, 1, 2, 3, 4, 5].map((item) => items.includes(item));
const TOKENS: Counted = { parts: only(0, 1, 2, 3, 4), wholes: null };

const COUNTED: Readonly<Record<Measure, Counted>> = {
  cost: TOKENS,
  tokens: TOKENS,
  uncachedInput: { parts: only(0), wholes: null },
  cacheWrite5m: { parts: only(1), wholes: null },
  cacheWrite1h: { parts: only(2), wholes: null },
  cacheRead: { parts: only(3), wholes: null },
  output: { parts: only(4), wholes: null },
  webSearches: { parts: only(5), wholes: null },
  // Reads over all input: what was read, written and sent uncached.
  cacheHitRate: { parts: only(3), wholes: only(0, 1, 2, 3) },
};

export function countedBy(measure: Measure): Counted {
  return COUNTED[measure];
}
