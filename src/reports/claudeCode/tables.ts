import { capital } from '../../shared/capital.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { ClaudeCodeRecord } from '../../source/source.ts';
import type { ReportData } from '../reportData.ts';
import { text } from '../table/cells.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import { activityOf, byCost, modelUsageOf, type ToolAnswers, toolAnswersOf } from './activity.ts';
import { ACCEPTANCE, ACTIVE, COST_FIGURE, counted, DONE, said, TOKENS, TOKENS_BESIDE, table } from './columns.ts';
import { type ClaudeCodeUser, identity } from './users.ts';

const nameCell = ({ name, id }: ClaudeCodeUser) => text(name, id);

export function byUser(users: readonly ClaudeCodeUser[], records: readonly ClaudeCodeRecord[]): Table {
  const rows = users.map((user) => {
    const customers = new Set(user.records.map(({ customerType }) => customerName(customerType)));
    return { names: [nameCell(user), text([...customers].sort().join(', '))], activity: activityOf(user.records) };
  });
  const names = [said('user', 'User'), said('customer_type', 'Customer type')];
  return table(
    'by-user',
    names,
    [...DONE, ACCEPTANCE, ...TOKENS_BESIDE, COST_FIGURE],
    byCost(rows),
    activityOf(records),
  );
}

export function byUserAndModel(
  data: Pick<ReportData, 'nameOf'>,
  users: readonly ClaudeCodeUser[],
  records: readonly ClaudeCodeRecord[],
): Table {
  const modelCell = uniqueNames(
    data,
    'model',
    records.flatMap(({ models }) => models.map(({ model }) => model)),
  );
  const dearest = byCost(users.map((user) => ({ user, activity: activityOf(user.records) })));
  const rows = dearest.flatMap(({ user }) => {
    const models = Map.groupBy(
      user.records.flatMap((record) => record.models),
      ({ model }) => model,
    );
    return byCost(
      [...models].map(([id, own]) => ({ names: [nameCell(user), modelCell(id)], activity: modelUsageOf(own) })),
    );
  });
  const names = [said('user', 'User'), said('model', 'Model')];
  return table('by-user-and-model', names, [...TOKENS, COST_FIGURE], rows, activityOf(records));
}

/** Days with records: of any other it is not known here whether nobody worked or nothing was read. */
export function byDay(records: readonly ClaudeCodeRecord[]): Table {
  const days = [...Map.groupBy(records, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = days.map(([day, own]) => ({ names: [text(day)], activity: withUsers(own) }));
  return table(
    'by-day',
    [{ ...said('day', 'Day (UTC)'), unbroken: true }],
    [ACTIVE, ...DONE, COST_FIGURE],
    rows,
    withUsers(records),
  );
}

export function byTerminal(records: readonly ClaudeCodeRecord[]): Table {
  const rows = [...Map.groupBy(records, ({ terminalType }) => terminalType)].map(([terminal, own]) => ({
    names: [text(terminal === '' ? 'Unknown' : terminal, terminal)],
    activity: withUsers(own),
  }));
  return table(
    'by-terminal',
    [said('terminal', 'Terminal')],
    [ACTIVE, ...DONE, COST_FIGURE],
    byCost(rows),
    withUsers(records),
  );
}

export function byTool(records: readonly ClaudeCodeRecord[]): Table {
  const all = records.flatMap(({ tools }) => tools);
  const rows = [...Map.groupBy(all, ({ name }) => name)]
    .map(([name, own]) => ({ names: [text(toolName(name), name)], activity: toolAnswersOf(own) }))
    .sort((a, b) => b.activity.accepted + b.activity.rejected - (a.activity.accepted + a.activity.rejected));
  const figures = [
    counted<ToolAnswers>('accepted', 'Accepted', ({ accepted }) => accepted),
    counted<ToolAnswers>('rejected', 'Rejected', ({ rejected }) => rejected),
    ACCEPTANCE,
  ];
  return table('by-tool', [said('tool', 'Tool')], figures, rows, toolAnswersOf(all));
}

function withUsers(records: readonly ClaudeCodeRecord[]) {
  return { ...activityOf(records), users: new Set(records.map(identity)).size };
}

const CUSTOMERS: Readonly<Record<string, string>> = { '': 'Unknown', api: 'API', subscription: 'Subscription' };

function customerName(type: string): string {
  return (Object.hasOwn(CUSTOMERS, type) ? CUSTOMERS[type] : undefined) ?? type;
}

/** `multi_edit_tool` is Multi edit. */
function toolName(id: string): string {
  const words = id.replace(/_tool$/, '').replaceAll('_', ' ');
  return words === '' ? id : capital(words);
}
