import { costText, UNKNOWN } from '../shared/cost.ts';
import type { CacheRow, CacheView } from '../shared/explorer.ts';
import type { Format } from '../shared/format.ts';
import { rowsToCents, toCents } from '../shared/money.ts';
import * as terms from '../shared/terms.ts';
import { type Column, markdownTable } from './alignedTable.ts';
import { nameText, shareText } from './reportWords.ts';

const MOST_ROWS = 20;
const TITLES = [
  terms.HIT_RATE,
  terms.READS_PER_WRITE,
  'Uncached',
  'Written, 5 min',
  'Written, 1 h',
  'Read',
  terms.SAVED,
];
const FORMULA =
  'Hit rate = read ÷ (uncached + both writes + read). Reads per write = read ÷ both writes. ' +
  'Saved = reads × (input rate − read rate) − writes × (write rate − input rate), at the rates of each day: ' +
  'negative where writing cost more than reading saved.';

/** What caching did, by model, workspace and key, with the formulas in words. */
export function cacheSection(cache: CacheView, format: Format): string {
  if (inputOf(cache.total) === 0) return 'No input tokens in this period.';
  const tables = [
    cacheTable('Model', cache.model, cache.total, format),
    cacheTable('Workspace', cache.workspace, cache.total, format),
    cacheTable('API key', cache.apiKey, cache.total, format),
  ];
  return [FORMULA, ...tables].join('\n\n');
}

function cacheTable(title: string, all: readonly CacheRow[], total: CacheRow, format: Format): string {
  const rows = all.filter((row) => inputOf(row) > 0);
  // Rounded together before the table is cut, so that what is left out is the whole difference from the total.
  const saved = rowsToCents(rows.map((row) => row.saved));
  const hasUnrated = total.unratedTokens > 0;
  const cells = (row: CacheRow, name: string, cents: bigint | undefined) => [
    name,
    shareText(format, row.read, inputOf(row)),
    readsPerWrite(row, format),
    ...[row.uncached, row.write5m, row.write1h, row.read].map((tokens) => format.count(tokens)),
    costText(format, { cents: cents ?? 0n, amount: row.saved, basis: row.basis, unpricedTokens: row.unratedTokens }),
    ...(hasUnrated ? [format.count(row.unratedTokens)] : []),
  ];
  const columns: Column[] = [
    { title, align: 'left' },
    ...[...TITLES, ...(hasUnrated ? [terms.UNPRICED_TOKENS] : [])].map(
      (each): Column => ({ title: each, align: 'right' }),
    ),
  ];
  const shown = rows.slice(0, MOST_ROWS).map((row, at) => cells(row, nameText(row), saved[at]));
  const table = markdownTable(columns, shown, cells(total, terms.TOTAL, toCents(total.saved)));
  const more = rows.length - shown.length;
  return more > 0 ? `${table}\n\nAnd ${format.count(more)} more, which are in the total.` : table;
}

function inputOf({ uncached, write5m, write1h, read }: CacheRow): number {
  return uncached + write5m + write1h + read;
}

function readsPerWrite({ read, write5m, write1h }: CacheRow, format: Format): string {
  const writes = write5m + write1h;
  return writes === 0 ? UNKNOWN : format.tenths(read / writes);
}
