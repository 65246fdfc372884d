import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { count, money, share, text } from '../table/cells.ts';
import { tokenColumn } from '../table/costColumns.ts';
import type { Activity, ModelUsage, ToolAnswers } from './activity.ts';

/** A column of figures, and how its cell is made. */
export type Figure<Of> = Column & { readonly cell: (of: Of) => Cell };

export const counted = <Of>(key: string, title: string, of: (activity: Of) => number): Figure<Of> => ({
  key,
  title,
  kind: 'count',
  cell: (activity) => count(of(activity)),
});

export const COST_FIGURE: Figure<ModelUsage> = {
  key: 'estimated_cost_usd',
  title: 'Estimated cost',
  kind: 'money',
  cell: ({ estimatedCost }) => money(estimatedCost, 'estimated'),
};
const used = (key: string, title: string, of: (used: ModelUsage) => number): Figure<ModelUsage> => ({
  ...tokenColumn(key, title),
  cell: (activity) => count(of(activity)),
});
export const TOKENS: readonly Figure<ModelUsage>[] = [
  used('input_tokens', 'Input tokens', ({ input }) => input),
  used('cache_write_tokens', 'Cache writes', ({ cacheCreation }) => cacheCreation),
  used('cache_read_tokens', 'Cache reads', ({ cacheRead }) => cacheRead),
  used('output_tokens', 'Output tokens', ({ output }) => output),
];
/** The same where documents have no room for them. */
export const TOKENS_BESIDE: typeof TOKENS = TOKENS.map((column) => ({ ...column, place: 'data' }));
export const DONE: readonly Figure<Activity>[] = [
  counted('sessions', 'Sessions', ({ sessions }) => sessions),
  counted('lines_added', 'Lines added', ({ linesAdded }) => linesAdded),
  counted('lines_removed', 'Lines removed', ({ linesRemoved }) => linesRemoved),
  counted('commits', 'Commits', ({ commits }) => commits),
  counted('pull_requests', 'Pull requests', ({ pullRequests }) => pullRequests),
];
export const ACCEPTANCE: Figure<ToolAnswers> = {
  key: 'tool_acceptance',
  title: 'Tool acceptance',
  kind: 'share',
  cell: ({ accepted, rejected }) => share(accepted, accepted + rejected),
};

export const ACTIVE = counted<{ readonly users: number }>('active_users', 'Active users', ({ users }) => users);

export const said = (key: string, title: string): Column => ({ key, title, kind: 'text' });

export function table<Of>(
  key: string,
  names: readonly Column[],
  figures: readonly Figure<Of>[],
  rows: readonly { readonly names: readonly Cell[]; readonly activity: Of }[],
  total: Of,
): Table {
  const cells = (activity: Of) => figures.map(({ cell }) => cell(activity));
  return {
    key,
    columns: [...names, ...figures.map(({ cell: _, ...column }) => column)],
    rows: rows.map((row) => [...row.names, ...cells(row.activity)]),
    total: [...names.map((_, index) => text(index === 0 ? terms.TOTAL : '')), ...cells(total)],
  };
}
