import type { Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { WEB_SEARCHES } from '../../spend/kind.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { cost, count, share, text } from '../table/cells.ts';
import { SEARCH_COLUMN, tokenColumn } from '../table/costColumns.ts';
import { groupsOf, isTokens, lineId, sumOfLines } from '../table/sums.ts';
import { costAndShare, tokensOf } from './tokenTable.ts';

/** All that the period cost: each service tier, then each server tool. */
export function overview(data: ReportData, lines: readonly UsageLine[]): Table {
  const total = sumOfLines(lines);
  const tiers = groupsOf(lines.filter(isTokens), ({ serviceTier }) => serviceTier);
  const tools = groupsOf(
    lines.filter((line) => !isTokens(line)),
    lineId('costType'),
  );
  return {
    key: 'tiers-and-tools',
    columns: [
      { key: 'part', title: 'Tier or tool', kind: 'text' },
      tokenColumn('tokens', 'Tokens'),
      SEARCH_COLUMN,
      { key: 'cost_usd', title: terms.COST, kind: 'money' },
      { key: 'cost_share', title: terms.SHARE, kind: 'share' },
    ],
    rows: [
      ...tiers.map(({ id, lines: own, sums }) => [
        text(data.nameOf('serviceTier', id).name, id),
        count(tokensOf(sums)),
        count(null),
        ...costAndShare(own, sums, total),
      ]),
      ...tools.map(({ id, sums }) => [
        text(data.nameOf('costType', id).name, id),
        count(null),
        count(id === 'web_search' ? (sums.units[WEB_SEARCHES] ?? 0) : null),
        cost(sums),
        share(sums.cost, total.cost),
      ]),
    ],
    total: [
      text(terms.TOTAL),
      count(tokensOf(total)),
      count(total.units[WEB_SEARCHES] ?? 0),
      ...costAndShare(lines, total, total),
    ],
  };
}
