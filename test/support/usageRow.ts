import { type Series, seriesOf } from '../../src/source/series.ts';
import type { UsageRow } from '../../src/source/source.ts';

/** A row of usage with every count by its name. */
export interface NamedRow extends Series {
  readonly uncachedInput: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  readonly output: number;
  readonly webSearches: number;
}

export const COUNTS = ['uncachedInput', 'cacheWrite5m', 'cacheWrite1h', 'cacheRead', 'output', 'webSearches'] as const;

export function rowOf(named: NamedRow): UsageRow {
  return { series: seriesOf(named), counts: COUNTS.map((name) => named[name]) };
}

export function namesOf({ series, counts }: UsageRow): NamedRow {
  const [uncachedInput = 0, cacheWrite5m = 0, cacheWrite1h = 0, cacheRead = 0, output = 0, webSearches = 0] = counts;
  return { ...series, uncachedInput, cacheWrite5m, cacheWrite1h, cacheRead, output, webSearches };
}
