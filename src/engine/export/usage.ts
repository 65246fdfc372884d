import type { Series } from '../../source/series.ts';
import type { DayUsage } from '../../spend/day/dayUsage.ts';
import { ITEMS, NO_DETAIL, type UsageDetail, withKnownGeo } from '../../spend/kind.ts';
import { rfc3339 } from '../../time/zone.ts';
import type { ExportSources, RowsOfDay } from './exportFormat.ts';
import { type IdNames, LATER_SERIES_COLUMNS, SERIES_COLUMNS, type SeriesText } from './idNames.ts';

export const USAGE_COLUMNS = [
  'bucket_start',
  'bucket_end',
  ...SERIES_COLUMNS,
  'uncached_input_tokens',
  'cache_creation_5m',
  'cache_creation_1h',
  'cache_read',
  'output',
  'web_search_requests',
  ...LATER_SERIES_COLUMNS,
] as const;

/** A row for each hour and series that was used. */
export function usageRows({ pricedDays }: ExportSources, names: IdNames): RowsOfDay {
  const texts = new Map<Series, SeriesText>();
  const textOf = (series: Series) => {
    const known = texts.get(series) ?? names.seriesText(series);
    texts.set(series, known);
    return known;
  };

  function* rows({ slots, series: all, firsts, cellSlots, counts }: DayUsage, detail: UsageDetail): Generator<string> {
    const told = all.map((series) => textOf(withKnownGeo(series, detail)));
    // The next cell of each series and item: they come in the order of their slots.
    const next = firsts.slice();
    for (let slot = 0; slot < slots.length - 1; slot++) {
      const when = `${rfc3339(slots[slot] ?? 0, 'UTC')},${rfc3339(slots[slot + 1] ?? 0, 'UTC')}`;
      for (const [index, { first, later }] of told.entries()) {
        const units = ITEMS.map((_, item) => {
          const row = index * ITEMS.length + item;
          const cell = next[row] ?? 0;
          if (cell === firsts[row + 1] || cellSlots[cell] !== slot) return 0;
          next[row] = cell + 1;
          return counts[cell] ?? 0;
        });
        if (units.some((count) => count !== 0)) yield `${when},${first},${units.join()}${later}`;
      }
    }
  }

  return (dayStart) => {
    const entry = pricedDays.entry(dayStart);
    const columns = entry && entry.hours.size > 0 ? pricedDays.columns(dayStart) : null;
    return columns && rows(columns, entry?.detail ?? NO_DETAIL);
  };
}
