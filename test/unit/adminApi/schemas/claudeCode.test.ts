import assert from 'node:assert/strict';
import { readClaudeCodeRecord } from '../../../../src/adminApi/schemas/claudeCode.ts';

const model = {
  model: 'claude-opus-5-5',
  tokens: { input: 100_000, output: 35_000, cache_read: 10_000, cache_creation: 5000 },
  estimated_cost: { amount: 113, currency: 'USD' },
};
const record = {
  date: '2026-11-20',
  actor: { type: 'user_actor', email_address: 'dev@example.com' },
  organization_id: 'dc9f6c26-b22c-4831-8d01-0446bada88f1',
  customer_type: 'api',
  subscription_type: null,
  terminal_type: 'vscode',
  core_metrics: {
    num_sessions: 5,
    lines_of_code: { added: 1543, removed: 892 },
    commits_by_claude_code: 12,
    pull_requests_by_claude_code: 2,
  },
  tool_actions: { edit_tool: { accepted: 45, rejected: 5 }, new_tool: { accepted: 1, rejected: 0 } },
  model_breakdown: [model],
};

function read(changed: Record<string, unknown> = {}) {
  const found = readClaudeCodeRecord({ ...record, ...changed });
  return typeof found === 'string' ? assert.fail(found) : found;
}

function costing(amount: unknown, currency = 'USD') {
  return { model_breakdown: [{ ...model, estimated_cost: { amount, currency } }] };
}

/** What is said of a record that cannot be read. */
function saidOf(changed: Record<string, unknown>): string {
  const found = readClaudeCodeRecord({ ...record, ...changed });
  return typeof found === 'string' ? found : assert.fail('it was read');
}

describe('a page of Claude Code Analytics', () => {
  it('a record of Claude Code Analytics is read', () => {
    assert.deepEqual(read(), {
      day: '2026-11-20',
      actor: 'dev@example.com',
      actorType: 'user_actor',
      customerType: 'api',
      terminalType: 'vscode',
      sessions: 5,
      linesAdded: 1543,
      linesRemoved: 892,
      commits: 12,
      pullRequests: 2,
      tools: [
        { name: 'edit_tool', accepted: 45, rejected: 5 },
        { name: 'new_tool', accepted: 1, rejected: 0 },
      ],
      models: [
        {
          model: 'claude-opus-5-5',
          input: 100_000,
          output: 35_000,
          cacheRead: 10_000,
          cacheCreation: 5000,
          estimatedCost: 113_000_000n,
        },
      ],
    });
  });

  it('a record of Claude Code has its day as a date or as an instant', () => {
    assert.equal(read({ date: '2026-11-20T00:00:00Z' }).day, '2026-11-20');
    assert.equal(saidOf({ date: '20.11.2026' }), 'date “20.11.2026”');
  });

  it('a record of Claude Code may have a key as its actor, or a kind of actor not known yet', () => {
    assert.equal(read({ actor: { type: 'api_actor', api_key_name: 'ci-bot' } }).actor, 'ci-bot');
    assert.equal(read({ actor: { type: 'user_actor', email_address: null } }).actor, '');
    const robot = read({ actor: { type: 'robot_actor', serial: 7 } });
    assert.deepEqual([robot.actor, robot.actorType], ['', 'robot_actor']);
    assert.equal(read({ actor: { type: 'user_actor' } }).actor, '');
    assert.match(saidOf({ actor: { type: 7 } }), /^actor/);
  });

  it('a record of Claude Code may leave out the terminal, and tools where none was used', () => {
    const { terminalType, tools } = read({ terminal_type: undefined, tool_actions: undefined });
    assert.deepEqual([terminalType, tools], ['', []]);
  });

  it('a record of Claude Code has estimates in cents, down to the millionth', () => {
    const estimate = (amount: unknown) => read(costing(amount)).models[0]?.estimatedCost;
    assert.equal(estimate(0.1 + 0.2), 300_000n);
    assert.equal(estimate(1e-7), 0n);
    assert.equal(estimate('113.25'), 113_250_000n);
  });

  it('a record of Claude Code may leave out what counts nothing', () => {
    const bare = read({ core_metrics: null, model_breakdown: null });
    assert.deepEqual([bare.sessions, bare.linesAdded, bare.models], [0, 0, []]);
    const { tools, models } = read({
      tool_actions: { edit_tool: { accepted: 3 } },
      model_breakdown: [{ ...model, tokens: { output: 7 } }],
    });
    assert.deepEqual(tools, [{ name: 'edit_tool', accepted: 3, rejected: 0 }]);
    assert.deepEqual([models[0]?.input, models[0]?.output], [0, 7]);
  });

  it('a record of Claude Code with odd amounts, counts or currencies is set apart without saying whose it is', () => {
    assert.equal(saidOf(costing('much')), 'model_breakdown[0].estimated_cost.amount “much”');
    assert.equal(saidOf(costing(1, 'EUR')), 'model_breakdown[0].estimated_cost.currency “EUR”');
    const tools = { edit_tool: { accepted: -1, rejected: 0 } };
    assert.equal(saidOf({ tool_actions: tools }), 'tool_actions.edit_tool.accepted -1');
    assert.equal(readClaudeCodeRecord(7), 'body 7');
  });
});
