import { BASIS_WORDS, COST_PARTS } from '../../shared/basis.ts';
import { capital } from '../../shared/capital.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { WEB_SEARCHES } from '../../spend/kind.ts';
import type { UsageLine } from '../reportData.ts';
import { change, cost, count, money, share } from './cells.ts';
import type { ColumnDef, ReportRow } from './columnDef.ts';
import type { Sums } from './sums.ts';

/** The cost, and how it came about where that is not the same for all of it. */
export function costColumns(lines: readonly UsageLine[]): ColumnDef[] {
  const present = COST_PARTS.filter((part) => lines.some((line) => line[part] !== 0n));
  const parts = present.map(
    (part): ColumnDef => ({
      column: { key: `${part}_usd`, title: capital(BASIS_WORDS[part]), kind: 'money' },
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
    column: { key, title, kind: 'change' },
    cell: (row) => {
      const [sums, before] = [row.sums, beforeOf(row)];
      const isComparable = sums?.unpricedTokens === 0 && before?.unpricedTokens === 0;
      return isComparable ? change(sums.cost, before.cost) : { kind: 'change', fraction: null };
    },
  };
}

export function countColumn(key: string, title: string, countOf: (sums: Sums) => number): ColumnDef {
  return { column: { key, title, kind: 'count' }, cell: ({ sums }) => count(sums && countOf(sums)) };
}

/** Tokens by kind, and searches. */
export const TOKEN_COLUMNS: readonly ColumnDef[] = [
  countColumn('uncached_input_tokens', terms.UNCACHED_INPUT, ({ units }) => units[0] ?? 0),
  countColumn('cache_write_tokens', 'Cache writes', ({ units }) => (units[1] ?? 0) + (units[2] ?? 0)),
  countColumn('cache_read_tokens', 'Cache reads', ({ units }) => units[3] ?? 0),
  countColumn('output_tokens', terms.OUTPUT, ({ units }) => units[4] ?? 0),
  countColumn('web_searches', terms.SEARCHES, ({ units }) => units[WEB_SEARCHES] ?? 0),
];

/** Each kind of input tokens, of tables that tell writes apart. */
export const INPUT_COLUMNS: readonly Column[] = [
  { key: 'uncached_input_tokens', title: terms.UNCACHED_INPUT, kind: 'count' },
  { key: 'cache_write_5m_tokens', title: 'Writes (5 min)', kind: 'count' },
  { key: 'cache_write_1h_tokens', title: 'Writes (1 h)', kind: 'count' },
  { key: 'cache_read_tokens', title: 'Reads', kind: 'count' },
];

/** False for tokens without a price and nothing else, whose cost is not known. */
function isPriced({ cost: amount, unpricedTokens }: Sums): boolean {
  return amount !== 0n || unpricedTokens === 0;
}

function known(kind: 'money' | 'share', cellOf: (sums: Sums) => Cell): ColumnDef['cell'] {
  const nothing: Cell = kind === 'money' ? money(null, 'none') : { kind, fraction: null };
  return ({ sums }) => (sums === null ? nothing : cellOf(sums));
}
