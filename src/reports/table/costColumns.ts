import { BASIS_WORDS, COST_PARTS } from '../../shared/basis.ts';
import { capital } from '../../shared/capital.ts';
import { UNKNOWN } from '../../shared/cost.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { WEB_SEARCHES } from '../../spend/kind.ts';
import type { UsageLine } from '../reportData.ts';
import { change, cost, count, money, share } from './cells.ts';
import type { ColumnDef, ReportRow } from './columnDef.ts';
import type { Sums } from './sums.ts';

/** The cost, and for programs how it came about, where that is not the same for all of it: people see it by the `≈`. */
export function costColumns(lines: readonly UsageLine[]): ColumnDef[] {
  const present = COST_PARTS.filter((part) => lines.some((line) => line[part] !== 0n));
  const parts = present.map(
    (part): ColumnDef => ({
      column: { key: `${part}_usd`, title: capital(BASIS_WORDS[part]), kind: 'money', place: 'data' },
      cell: known('money', (sums) => money(sums[part], part)),
    }),
  );
  const columns: ColumnDef[] = [
    { column: { key: 'cost_usd', title: terms.COST, kind: 'money' }, cell: known('money', cost) },
  ];
  return parts.length > 1 ? [...columns, ...parts] : columns;
}

/** The share of the cost of a total. */
export function shareColumn(total: Sums): ColumnDef {
  return {
    column: { key: 'share', title: terms.SHARE, kind: 'share' },
    cell: known('share', (sums) => (isPriced(sums) ? share(sums.cost, total.cost) : { kind: 'share', fraction: null })),
  };
}

/** Change of the cost; left out where a part of either side has no price, and so is in no cost. */
export function changeColumn<R extends ReportRow = ReportRow>(
  key = 'change',
  title: string = terms.CHANGE,
  beforeOf: (row: R) => Sums | null = ({ before }) => before,
): ColumnDef<R> {
  return {
    column: { key, title, longTitle: title, kind: 'change' },
    cell: (row) => {
      const [sums, before] = [row.sums, beforeOf(row)];
      const isComparable = sums?.unpricedTokens === 0 && before?.unpricedTokens === 0;
      return isComparable ? change(sums.cost, before.cost) : { kind: 'change', fraction: null };
    },
  };
}

/** A column of what was used, made of sums. */
export function usageColumn(column: Column, countOf: (sums: Sums) => number): ColumnDef {
  return { column, cell: ({ sums }) => count(sums && countOf(sums)) };
}

/** Tokens, short for people; a dash where none were used. */
export function tokenColumn(key: string, title: string): Column {
  return { key, title, kind: 'count', short: true, zero: UNKNOWN };
}

export const SEARCH_COLUMN: Column = { key: 'web_searches', title: terms.SEARCHES, kind: 'count', zero: UNKNOWN };

/** Tokens by kind, and searches. */
export const TOKEN_COLUMNS: readonly ColumnDef[] = [
  usageColumn(tokenColumn('uncached_input_tokens', terms.UNCACHED_INPUT), ({ units }) => units[0] ?? 0),
  usageColumn(tokenColumn('cache_write_tokens', 'Cache writes'), ({ units }) => (units[1] ?? 0) + (units[2] ?? 0)),
  usageColumn(tokenColumn('cache_read_tokens', 'Cache reads'), ({ units }) => units[3] ?? 0),
  usageColumn(tokenColumn('output_tokens', terms.OUTPUT), ({ units }) => units[4] ?? 0),
  usageColumn(SEARCH_COLUMN, ({ units }) => units[WEB_SEARCHES] ?? 0),
];

/** Each kind of input tokens, of tables that split writes. */
export const INPUT_COLUMNS: readonly Column[] = [
  tokenColumn('uncached_input_tokens', terms.UNCACHED_INPUT),
  tokenColumn('cache_write_5m_tokens', 'Writes (5 min)'),
  tokenColumn('cache_write_1h_tokens', 'Writes (1 h)'),
  tokenColumn('cache_read_tokens', 'Reads'),
];

/** False for tokens without a price and nothing else, whose cost is not known. */
function isPriced({ cost: amount, unpricedTokens }: Sums): boolean {
  return amount !== 0n || unpricedTokens === 0;
}

function known(kind: 'money' | 'share', cellOf: (sums: Sums) => Cell): ColumnDef['cell'] {
  const nothing: Cell = kind === 'money' ? money(null, 'none') : { kind, fraction: null };
  return ({ sums }) => (sums === null ? nothing : cellOf(sums));
}
