import { capital } from '../capital.ts';
import { DIMENSION_WORDS } from '../dimensions.ts';
import type { CacheRow, CacheView } from '../explorer.ts';
import { rowsToCents, toCents } from '../money.ts';
import * as terms from '../terms.ts';
import { countCell, moneyCell, nameCell, rateCell, ratioCell, TOTAL_CELL } from './cells.ts';
import { nameColumn, UNPRICED_COLUMN } from './columns.ts';
import type { Cell, Column, Table } from './table.ts';

export type CacheBy = Exclude<keyof CacheView, 'total'>;

const TOKENS = { kind: 'count', short: true, unit: 'tokens' } as const;
const COLUMNS: readonly Column[] = [
  { key: 'hitRate', title: 'hit rate', longTitle: terms.CACHE_HIT_RATE, kind: 'share' },
  { key: 'perWrite', title: 'reads per write', kind: 'ratio' },
  { key: 'saved', title: 'saved', kind: 'money', unit: 'USD' },
  { key: 'reads', title: 'reads', ...TOKENS },
  { key: 'writes', title: 'writes', ...TOKENS, place: 'screen' },
  { key: 'write5m', title: 'Written, 5 min', ...TOKENS, place: 'files' },
  { key: 'write1h', title: 'Written, 1 h', ...TOKENS, place: 'files' },
  { key: 'uncached', title: 'uncached', ...TOKENS },
];

/** Cache hits, reads and writes of each model, workspace or key, and the money saved; a loss is negative. */
export function cacheTable(cache: CacheView, by: CacheBy): Table {
  const rows = cache[by];
  const cents = rowsToCents(rows.map(({ saved }) => saved));
  const hasUnrated = cache.total.unratedTokens > 0;
  const figures = (row: CacheRow, printed: bigint): Cell[] => {
    const { uncached, write5m, write1h, read, saved, unratedTokens, basis } = row;
    const writes = write5m + write1h;
    return [
      rateCell(read, uncached + writes + read),
      ratioCell(read, writes),
      moneyCell({ amount: saved, basis, cents: printed, unpricedTokens: unratedTokens }),
      ...[read, writes, write5m, write1h, uncached, ...(hasUnrated ? [unratedTokens] : [])].map(countCell),
    ];
  };
  return {
    key: `cache-by-${by}`,
    columns: [nameColumn(capital(DIMENSION_WORDS[by]), 'Id'), ...COLUMNS, ...(hasUnrated ? [UNPRICED_COLUMN] : [])],
    rows: rows.map((row, at) => [nameCell(row), ...figures(row, cents[at] ?? 0n)]),
    total: [TOTAL_CELL, ...figures(cache.total, toCents(cache.total.saved))],
    sorted: { by: 'saved', descending: true },
  };
}
