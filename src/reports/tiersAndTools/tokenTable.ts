import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { PRIORITY } from '../../spend/kind.ts';
import type { UsageLine } from '../reportData.ts';
import { cost, count, money, share, text } from '../table/cells.ts';
import { INPUT_COLUMNS, tokenColumn } from '../table/costColumns.ts';
import { groupsOf, type Sums, sumOfLines } from '../table/sums.ts';

const COLUMNS: readonly Column[] = [
  ...INPUT_COLUMNS,
  tokenColumn('output_tokens', terms.OUTPUT),
  { key: 'cost_usd', title: terms.COST, kind: 'money' },
  { key: 'cost_share', title: terms.SHARE, kind: 'share' },
];

export interface Grouping {
  /** Of the table. */
  readonly key: string;
  /** Of the first column. */
  readonly column: Omit<Column, 'kind'>;
  readonly idOf: (line: UsageLine) => string;
  readonly nameOf: (id: string) => string;
}

/** Tokens by token type and their cost, a row for each value of a field; the dearest first. */
export function tokenTable(lines: readonly UsageLine[], { key, column, idOf, nameOf }: Grouping): Table {
  const total = sumOfLines(lines);
  const cells = (own: readonly UsageLine[], sums: Sums): Cell[] => [
    ...sums.units.slice(0, 5).map(count),
    ...costAndShare(own, sums, total),
  ];
  return {
    key,
    columns: [{ ...column, kind: 'text' }, ...COLUMNS],
    rows: groupsOf(lines, idOf).map(({ id, lines: own, sums }) => [text(nameOf(id), id), ...cells(own, sums)]),
    total: [text(terms.TOTAL), ...cells(lines, total)],
  };
}

/** Priority Tier tokens are billed separately: they have no share of the cost, and are no $0 either. */
export function costAndShare(lines: readonly UsageLine[], sums: Sums, total: Sums): [Cell, Cell] {
  const isUnbilled = sums.cost === 0n && lines.every(({ serviceTier }) => serviceTier === PRIORITY);
  if (isUnbilled) return [money(null, 'none', sums.unpricedTokens), share(0, 0)];
  return [cost(sums), share(sums.cost, total.cost)];
}

export function tokensOf({ units }: Sums): number {
  return units.slice(0, 5).reduce((sum, count) => sum + count, 0);
}
