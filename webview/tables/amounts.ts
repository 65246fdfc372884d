/** What the totals of the explorer are made of, told by names. */
import type { Measure } from '../../src/shared/choice.ts';

/** Units of one value of a dimension. */
export interface Units {
  readonly uncached: number;
  readonly write5m: number;
  readonly write1h: number;
  readonly read: number;
  readonly output: number;
  readonly searches: number;
}

const ITEMS = 6;

/** The units at a position of columns such as `Totals.counts`. */
export function unitsAt(counts: Float64Array, position: number): Units {
  const at = (item: number) => counts[position * ITEMS + item] ?? 0;
  return { uncached: at(0), write5m: at(1), write1h: at(2), read: at(3), output: at(4), searches: at(5) };
}

export function sumUnits(all: readonly Units[]): Units {
  const sum = (of: (units: Units) => number) => all.reduce((total, units) => total + of(units), 0);
  return {
    uncached: sum(({ uncached }) => uncached),
    write5m: sum(({ write5m }) => write5m),
    write1h: sum(({ write1h }) => write1h),
    read: sum(({ read }) => read),
    output: sum(({ output }) => output),
    searches: sum(({ searches }) => searches),
  };
}

export const writesOf = ({ write5m, write1h }: Pick<Units, 'write5m' | 'write1h'>): number => write5m + write1h;

/** All input tokens: the whole that a cache hit rate is of. */
export function inputOf(units: Pick<Units, 'uncached' | 'write5m' | 'write1h' | 'read'>): number {
  return units.uncached + writesOf(units) + units.read;
}

/** What a measure counts; for the cache hit rate its reads. */
export function measured(measure: Exclude<Measure, 'cost'>, units: Units): number {
  switch (measure) {
    case 'tokens':
      return inputOf(units) + units.output;
    case 'uncachedInput':
      return units.uncached;
    case 'cacheWrite5m':
      return units.write5m;
    case 'cacheWrite1h':
      return units.write1h;
    case 'cacheRead':
    case 'cacheHitRate':
      return units.read;
    case 'output':
      return units.output;
    case 'webSearches':
      return units.searches;
  }
}
