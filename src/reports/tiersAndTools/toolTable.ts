import * as terms from '../../shared/terms.ts';
import { WEB_SEARCHES } from '../../spend/kind.ts';
import type { Cell, Column, Table } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { cost, count, text } from '../table/cells.ts';
import { groupsOf, sumOf } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

const SEARCHES = 'web_search';
const USUAL = [SEARCHES, 'code_execution', 'session_usage'];

/** What the server's tools cost each workspace, a column a cost type; `lines` are neither tokens nor empty. */
export function toolTable(data: ReportData, lines: readonly UsageLine[]): Table {
  const more = [...new Set(lines.map(({ costType }) => costType))].filter((type) => !USUAL.includes(type)).sort();
  const types = [...USUAL, ...more];
  const groups = groupsOf(lines, ({ workspaceId }) => workspaceId);
  const nameOf = uniqueNames(
    data,
    'workspace',
    groups.map(({ id }) => id),
  );
  const cells = (own: readonly UsageLine[]): Cell[] => [
    count(sumOf(own).units[WEB_SEARCHES] ?? 0),
    ...types.map((type) => cost(sumOf(own.filter(({ costType }) => costType === type)))),
    cost(sumOf(own)),
  ];
  return {
    key: 'server-tools',
    columns: [
      { key: 'workspace', title: 'Workspace', kind: 'text' },
      { key: 'web_searches', title: 'Web searches', kind: 'count' },
      ...types.map(
        (type): Column => ({ key: `${type || 'other'}_usd`, title: data.nameOf('costType', type).name, kind: 'money' }),
      ),
      { key: 'cost_usd', title: terms.COST, kind: 'money' },
    ],
    rows: groups.map(({ id, lines: own }) => [nameOf(id), ...cells(own)]),
    total: [text(terms.TOTAL), ...cells(lines)],
  };
}
