import type { Dimension } from '../../shared/choice.ts';
import * as terms from '../../shared/terms.ts';
import type { Cell, Column, Table } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { cost, text } from '../table/cells.ts';
import { sumOf } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import type { Group } from './significantGroups.ts';

const NAMED = {
  workspace: { key: 'workspace', title: 'Workspace', idOf: ({ workspaceId }: UsageLine) => workspaceId },
  apiKey: { key: 'api_key', title: 'API key', idOf: ({ apiKeyId }: UsageLine) => apiKeyId ?? '' },
  model: { key: 'model', title: 'Model', idOf: ({ model }: UsageLine) => model },
} as const satisfies Partial<Record<Dimension, unknown>>;

export interface GroupColumn {
  readonly column: Column;
  /** By group. */
  readonly cells: readonly Cell[];
  readonly total: Cell;
}

/** Groups by what names them, what they cost, and what a scenario makes of them. */
export function groupTable(
  data: ReportData,
  key: string,
  by: readonly (keyof typeof NAMED)[],
  groups: readonly Group[],
  columns: readonly GroupColumn[],
): Table {
  const names = by.map((dimension) => {
    const ids = groups.map(({ lines: [first] }) => (first ? NAMED[dimension].idOf(first) : ''));
    return ids.map(uniqueNames(data, dimension, ids));
  });
  const at = (column: readonly Cell[], row: number) => column.slice(row, row + 1);
  return {
    key,
    columns: [
      ...by.map((dimension): Column => ({ key: NAMED[dimension].key, title: NAMED[dimension].title, kind: 'text' })),
      { key: 'cost_usd', title: terms.COST, kind: 'money' },
      ...columns.map(({ column }) => column),
    ],
    rows: groups.map(({ sums }, row) => [
      ...names.flatMap((column) => at(column, row)),
      cost(sums),
      ...columns.flatMap(({ cells }) => at(cells, row)),
    ]),
    total: [
      ...by.map((_, index) => text(index === 0 ? terms.TOTAL : '')),
      cost(sumOf(groups.flatMap(({ lines }) => lines))),
      ...columns.map(({ total }) => total),
    ],
  };
}
