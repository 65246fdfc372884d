import type { DayColumns } from '../../ledger/dayColumns.ts';
import { ITEMS } from '../../spend/kind.ts';
import { type Series, seriesKey } from '../../spend/series.ts';

/** A series of a day's usage, and where its columns begin. */
export interface SeriesColumn {
  readonly series: Series;
  readonly first: number;
  /** Number of its API key: the same for the same key. */
  readonly key: number;
}

/** The series of a day in the order of ties: by key, then by series. */
export function inOrder({ series: all, slots }: DayColumns): SeriesColumn[] {
  const size = ITEMS.length * (slots.length - 1);
  const keyed = all.map((series, index) => ({ series, first: index * size, identity: seriesKey(series) }));
  keyed.sort((a, b) => order(a.series.apiKeyId, b.series.apiKeyId) || order(a.identity, b.identity));
  const keys = new Map<string, number>();
  return keyed.map(({ series, first }) => {
    const key = keys.get(series.apiKeyId) ?? keys.size;
    keys.set(series.apiKeyId, key);
    return { series, first, key };
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
