import { basisOf } from '../../src/shared/basis.ts';
import { capital } from '../../src/shared/capital.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { CacheRow, CacheView } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { rowsToCents, toCents } from '../../src/shared/money.ts';
import { sumOf } from '../../src/shared/tables/costFigures.ts';
import * as terms from '../../src/shared/terms.ts';
import { compactCell, moneyCell, NO_CELL, rateCell } from './cells.ts';
import { UNPRICED_COLUMN, unpricedCell } from './costColumns.ts';
import { type Cell, type Column, type Line, positionsOf, type Sheet } from './sheet.ts';

export type CacheBy = Exclude<keyof CacheView, 'total'>;

const COLUMNS: readonly Column[] = [
  { key: 'hitRate', name: 'hit rate', copied: terms.CACHE_HIT_RATE },
  { key: 'perWrite', name: 'reads per write', copied: terms.READS_PER_WRITE },
  { key: 'saved', name: 'saved', copied: 'Saved (USD)' },
  { key: 'reads', name: 'reads', copied: 'Reads (tokens)' },
  { key: 'writes', name: 'writes', copied: 'Writes (tokens)' },
  { key: 'uncached', name: 'uncached', copied: 'Uncached (tokens)' },
];

/** What caching did for each model, workspace or key, and what it saved; a loss is negative. */
export function cacheSheet(cache: CacheView, by: CacheBy, format: Format): Sheet {
  const rows = cache[by];
  const cents = rowsToCents(rows.map(({ saved }) => saved));
  const hasUnrated = cache.total.unratedTokens > 0;
  const cells = (row: Row, printed: bigint) => [
    ...cellsOf(row, printed, format),
    ...(hasUnrated ? [unpricedCell(format, row.unratedTokens)] : []),
  ];
  const lines = rows.map(
    (row, at): Line => ({
      id: row.id,
      name: row.name,
      detail: row.detail,
      cells: cells(row, cents[at] ?? 0n),
    }),
  );
  const positionsIn = positionsOf(lines);
  return {
    caption: `Cache by ${DIMENSION_WORDS[by]}`,
    head: capital(DIMENSION_WORDS[by]),
    ids: 'Id',
    columns: hasUnrated ? [...COLUMNS, UNPRICED_COLUMN] : COLUMNS,
    lines,
    sorted: { by: 'saved', descending: true },
    total: {
      id: '',
      name: terms.TOTAL,
      detail: '',
      cells: cells(cache.total, toCents(cache.total.saved)),
    },
    together: (some) => {
      const positions = positionsIn(some);
      const parts = positions.flatMap((at) => rows[at] ?? []);
      return cells(rowOf(parts), sumOf(positions.map((at) => cents[at] ?? 0n)));
    },
  };
}

/** Several rows as one. */
function rowOf(rows: readonly CacheRow[]): Row {
  const sum = (of: (row: CacheRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    uncached: sum(({ uncached }) => uncached),
    write5m: sum(({ write5m }) => write5m),
    write1h: sum(({ write1h }) => write1h),
    read: sum(({ read }) => read),
    saved: sumOf(rows.map(({ saved }) => saved)),
    unratedTokens: sum(({ unratedTokens }) => unratedTokens),
    basis: basisOf(rows.map(({ basis }) => basis)),
  };
}

type Row = Omit<CacheRow, 'id' | 'name' | 'detail'>;

function cellsOf(row: Row, cents: bigint, format: Format): Cell[] {
  const { uncached, read, saved, unratedTokens, basis } = row;
  const writes = row.write5m + row.write1h;
  return [
    rateCell(format, read, uncached + writes + read),
    writes === 0 ? NO_CELL : ratioCell(format, read / writes),
    moneyCell(format, { amount: saved, cents, basis, unpricedTokens: unratedTokens }),
    compactCell(format, read),
    compactCell(format, writes),
    compactCell(format, uncached),
  ];
}

function ratioCell(format: Format, ratio: number): Cell {
  return {
    order: ratio,
    text: () => format.tenths(ratio),
    title: () => '',
    copied: () => ratio.toFixed(6),
  };
}
