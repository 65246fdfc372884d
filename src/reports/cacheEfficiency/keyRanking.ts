import { hitRate, inputOf } from '../table/sums.ts';
import type { CacheGroup } from './efficiencyTable.ts';

/** Part of all input that a key has to have to be ranked: with less, its hit rate changes little. */
export const RANKED_FROM = 0.01;
const MOST = 3;

export interface Ranking {
  /** Highest hit rate first. */
  readonly best: readonly CacheGroup[];
  /** Lowest hit rate first. */
  readonly worst: readonly CacheGroup[];
}

/** The keys with the best and the worst hit rates, at most three each and none in both; ties by id. */
export function rankKeys(keys: readonly CacheGroup[]): Ranking {
  const least = RANKED_FROM * keys.reduce((sum, { sums }) => sum + inputOf(sums), 0);
  const ranked = keys
    .filter(({ id, sums }) => id !== '' && inputOf(sums) >= least)
    .sort((a, b) => hitRate(b.sums) - hitRate(a.sums) || (a.id < b.id ? -1 : 1));
  const size = Math.min(MOST, Math.floor(ranked.length / 2));
  return { best: ranked.slice(0, size), worst: ranked.slice(ranked.length - size).reverse() };
}
