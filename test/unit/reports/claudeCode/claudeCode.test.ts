import assert from 'node:assert/strict';
import { claudeCode } from '../../../../src/reports/claudeCode/claudeCode.ts';
import type { ReportBody } from '../../../../src/reports/definition.ts';
import type { Cell, Table } from '../../../../src/shared/tables/table.ts';
import { claudeCodeModel as model, claudeCodeRecord as record } from '../../../support/claudeCodeRecord.ts';
import { dollars, type Made, madeData, requestOf } from '../made.ts';

const MIRA = 'mira@acme.example';

const RECORDS = [
  record({
    day: '2026-11-18',
    actor: MIRA,
    sessions: 3,
    linesAdded: 120,
    linesRemoved: 40,
    commits: 2,
    pullRequests: 1,
    tools: [
      { name: 'edit_tool', accepted: 8, rejected: 1 },
      { name: 'multi_edit_tool', accepted: 1, rejected: 0 },
    ],
    models: [
      model({ input: 1000, cacheCreation: 500, cacheRead: 9000, output: 200, estimatedCost: dollars(2) }),
      model({ model: 'claude-haiku-4-5', input: 10, output: 1, estimatedCost: dollars(0.5) }),
    ],
  }),
  record({
    actor: MIRA,
    terminalType: 'tmux',
    sessions: 1,
    linesAdded: 30,
    tools: [{ name: 'edit_tool', accepted: 0, rejected: 10 }],
    models: [model({ input: 100, output: 20, estimatedCost: dollars(1) })],
  }),
  record({
    actor: 'jonas@acme.example',
    customerType: 'subscription',
    sessions: 2,
    models: [model({ input: 50, estimatedCost: dollars(7.25) })],
  }),
  record({ actor: 'ci', actorType: 'api_actor', terminalType: '', sessions: 4, models: [] }),
];

const made = (own: Partial<Made> = {}): Made => ({ from: '2026-11-18', to: '2026-11-19', claudeCode: RECORDS, ...own });

function report(own: Partial<Made> = {}): ReportBody {
  return claudeCode.build(madeData(made(own)), requestOf('claudeCode', made(own)));
}

function tableOf(key: string, body = report()): Table {
  const table = body.sections.map((section) => section.table).find((one) => one?.key === key);
  assert.ok(table, key);
  return table;
}

/** A column's cells as they are, without the total; the total alone. */
function column(table: Table, key: string): { readonly rows: unknown[]; readonly total: unknown } {
  const at = table.columns.findIndex((one) => one.key === key);
  assert.ok(at >= 0, key);
  return { rows: table.rows.map((cells) => plain(cells[at])), total: plain(table.total?.[at]) };
}

function plain(cell: Cell | undefined): unknown {
  if (cell?.kind === 'text') return cell.text;
  if (cell?.kind === 'money') return cell.amount;
  if (cell?.kind === 'share') return cell.fraction;
  return cell?.kind === 'count' ? cell.value : undefined;
}

const words = (body: ReportBody) => body.sections.flatMap(({ paragraphs }) => paragraphs).join(' ');

describe('Claude Code by user', () => {
  it('Claude Code by user sums what each did, the dearest first, and the total', () => {
    const table = tableOf('by-user');
    assert.deepEqual(column(table, 'user').rows, ['jonas@acme.example', MIRA, 'API key ci']);
    assert.deepEqual(column(table, 'customer_type').rows, ['Subscription', 'API', 'API']);
    const figures = {
      sessions: { rows: [2, 4, 4], total: 10 },
      lines_added: { rows: [0, 150, 0], total: 150 },
      lines_removed: { rows: [0, 40, 0], total: 40 },
      commits: { rows: [0, 2, 0], total: 2 },
      pull_requests: { rows: [0, 1, 0], total: 1 },
      input_tokens: { rows: [50, 1110, 0], total: 1160 },
      cache_write_tokens: { rows: [0, 500, 0], total: 500 },
      cache_read_tokens: { rows: [0, 9000, 0], total: 9000 },
      output_tokens: { rows: [0, 221, 0], total: 221 },
      estimated_cost_usd: { rows: [dollars(7.25), dollars(3.5), 0n], total: dollars(10.75) },
    };
    for (const [key, expected] of Object.entries(figures)) assert.deepEqual(column(table, key), expected, key);
  });

  it('Claude Code by user has the accepted share of the proposed changes, empty where there were none', () => {
    assert.deepEqual(column(tableOf('by-user'), 'tool_acceptance'), { rows: [null, 0.45, null], total: 0.45 });
    const tools = tableOf('by-tool');
    assert.deepEqual(column(tools, 'tool').rows, ['Edit', 'Multi edit']);
    assert.deepEqual(column(tools, 'accepted'), { rows: [8, 1], total: 9 });
    assert.deepEqual(column(tools, 'rejected'), { rows: [11, 0], total: 11 });
    assert.deepEqual(column(tools, 'tool_acceptance'), { rows: [8 / 19, 1], total: 0.45 });
  });

  it('Claude Code by user has the models of each user together', () => {
    const table = tableOf('by-user-and-model');
    assert.deepEqual(column(table, 'user').rows, ['jonas@acme.example', MIRA, MIRA]);
    assert.deepEqual(column(table, 'model').rows, ['Opus 5.5', 'Opus 5.5', 'Haiku 4.5']);
    assert.deepEqual(column(table, 'estimated_cost_usd'), {
      rows: [dollars(7.25), dollars(3), dollars(0.5)],
      total: dollars(10.75),
    });
    assert.deepEqual(column(table, 'input_tokens'), { rows: [50, 1100, 10], total: 1160 });
  });

  it('Claude Code by user counts each user once, by day and by terminal', () => {
    const days = tableOf('by-day');
    assert.deepEqual(column(days, 'day').rows, ['2026-11-18', '2026-11-19']);
    assert.deepEqual(column(days, 'active_users'), { rows: [1, 3], total: 3 });
    assert.deepEqual(column(days, 'sessions'), { rows: [3, 7], total: 10 });
    assert.deepEqual(column(days, 'estimated_cost_usd').rows, [dollars(2.5), dollars(8.25)]);
    const terminals = tableOf('by-terminal');
    assert.deepEqual(column(terminals, 'terminal').rows, ['vscode', 'tmux', 'Unknown']);
    assert.deepEqual(column(terminals, 'active_users'), { rows: [2, 1, 1], total: 3 });
  });

  it('Claude Code by user marks every amount as estimated, and says that none is on the bill', () => {
    const body = report();
    const cells = body.sections.flatMap(({ table }) => [...(table?.rows.flat() ?? []), ...(table?.total ?? [])]);
    const amounts = cells.filter((cell) => cell.kind === 'money');
    assert.ok(amounts.length > 10);
    for (const { basis } of amounts) assert.equal(basis, 'estimated');
    assert.match(words(body), /own estimate at list prices.* not part of any other figure/);
    assert.match(words(body), /≈\$7\.25 of it is work on a subscription/);
    assert.match(body.notIncluded.join(' '), /Users with a Claude subscription/);
  });

  it('Claude Code by user has rows and totals as wide as its columns', () => {
    for (const { table } of report().sections) {
      assert.ok(table);
      for (const line of [...table.rows, table.total ?? []]) {
        assert.deepEqual(
          line.map(({ kind }) => kind),
          table.columns.map(({ kind }) => kind),
        );
      }
    }
  });

  it('Claude Code by user does not mention subscriptions and API keys where there are none', () => {
    const body = report({ claudeCode: RECORDS.slice(0, 2) });
    assert.doesNotMatch(words(body), /subscription|API key/);
  });

  it('Claude Code by user keeps users of one name apart: a person, a key, somebody of a new kind', () => {
    const claudeCodeRecords = ['user_actor', 'api_actor', 'robot_actor'].map((actorType) =>
      record({ actor: 'x', actorType }),
    );
    const nameless = ['user_actor', 'api_actor'].map((actorType) => record({ actor: '', actorType }));
    const table = tableOf('by-user', report({ claudeCode: [...claudeCodeRecords, ...nameless] }));
    assert.deepEqual(column(table, 'user').rows, [
      'API key without a name',
      'API key x',
      'User without an address',
      'x',
      'x (robot_actor)',
    ]);
  });

  it('Claude Code by user names several customer types, or an unknown one', () => {
    const types = ['subscription', 'api', 'prepaid', ''].map((customerType) => record({ customerType }));
    const table = tableOf('by-user', report({ claudeCode: types }));
    assert.deepEqual(column(table, 'customer_type').rows, ['API, Subscription, Unknown, prepaid']);
  });

  it('Claude Code by user shows no full address where they are to be short, and shortens no name of a key', () => {
    const body = report({ shortEmails: true });
    assert.deepEqual(column(tableOf('by-user', body), 'user').rows, [
      'jo…@acme.example',
      'mi…@acme.example',
      'API key ci',
    ]);
    const printable = JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    assert.doesNotMatch(printable, /mira|jonas/);
  });

  it('Claude Code by user is of the UTC days of the same dates in other zones, and says so', () => {
    const far = { zone: 'Asia/Tokyo', claudeCode: [record({ day: '2026-11-17', sessions: 100 }), ...RECORDS] };
    const body = report(far);
    assert.equal(column(tableOf('by-user', body), 'sessions').total, 10);
    assert.match(words(body), /counts UTC days/);
    assert.doesNotMatch(words(report()), /UTC/);
  });

  it('Claude Code by user says of a running period that the newest hour is missing', () => {
    const now = Date.UTC(2026, 10, 19, 14);
    assert.match(report({ now }).notIncluded.join(' '), /The last hour/);
    assert.doesNotMatch(report().notIncluded.join(' '), /The last hour/);
  });

  it('Claude Code by user says so when there are no records, and leaves out empty tables', () => {
    const empty = report({ claudeCode: [] });
    assert.deepEqual(
      empty.sections.map(({ table }) => table),
      [null],
    );
    assert.match(words(empty), /no records for this period/);
    assert.match(empty.notIncluded.join(' '), /subscription/);
    const idle = report({ claudeCode: [record()] });
    assert.deepEqual(
      idle.sections.map(({ table }) => table?.key),
      ['by-user', 'by-day', 'by-terminal'],
    );
  });
});
