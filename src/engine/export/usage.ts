import type { DayColumns } from '../../ledger/dayColumns.ts';
import { rfc3339 } from '../../out/zonedTime.ts';
import { ITEMS, NO_SPLITS, type Splits } from '../../spend/kind.ts';
import { type Series, toldApart } from '../../spend/series.ts';
import type { ExportSources, RowsOfDay } from '../exportCsv.ts';
import { type IdNames, SERIES_COLUMNS, textCells } from './idNames.ts';

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
] as const;

/** A row for each hour and series that was used. */
export function usageRows({ book }: ExportSources, names: IdNames): RowsOfDay {
  const texts = new Map<Series, string>();
  const textOf = (series: Series) => {
    const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = series;
    const ids = [...names.workspace(workspaceId), ...names.apiKey(apiKeyId)];
    const known = texts.get(series) ?? textCells([...ids, model, serviceTier, contextWindow, inferenceGeo, speed]);
    texts.set(series, known);
    return known;
  };

  function* rows({ slots, series: all, firsts, cellSlots, counts }: DayColumns, splits: Splits): Generator<string> {
    const told = all.map((series) => textOf(toldApart(series, splits)));
    // The next cell of each series and item: they come in the order of their slots.
    const next = firsts.slice();
    for (let slot = 0; slot < slots.length - 1; slot++) {
      const when = `${rfc3339(slots[slot] ?? 0, 'UTC')},${rfc3339(slots[slot + 1] ?? 0, 'UTC')}`;
      for (const [index, text] of told.entries()) {
        const units = ITEMS.map((_, item) => {
          const row = index * ITEMS.length + item;
          const cell = next[row] ?? 0;
          if (cell === firsts[row + 1] || cellSlots[cell] !== slot) return 0;
          next[row] = cell + 1;
          return counts[cell] ?? 0;
        });
        if (units.some((count) => count !== 0)) yield `${when},${text},${units.join()}`;
      }
    }
  }

  return (dayStart) => {
    const entry = book.entry(dayStart);
    const columns = entry && entry.hours.size > 0 ? book.columns(dayStart) : null;
    return columns && rows(columns, entry?.splits ?? NO_SPLITS);
  };
}
