import assert from 'node:assert/strict';
import { claudeCodePage, toClaudeCodeRecord } from '../../../../src/adminApi/schemas/claudeCode.ts';
import { parseReply } from '../../../../src/adminApi/schemas/wire.ts';
import { thrownBy } from '../support.ts';

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
  const json = { data: [{ ...record, ...changed }], has_more: false, next_page: null };
  const [first] = parseReply(claudeCodePage, { json, bytes: 0, requestId: '' }).data.map(toClaudeCodeRecord);
  return first ?? assert.fail('no record');
}

function costing(amount: unknown, currency = 'USD') {
  return { model_breakdown: [{ ...model, estimated_cost: { amount, currency } }] };
}

function fieldOf(changed: Record<string, unknown>): string {
  const { failure } = thrownBy(() => read(changed));
  return failure.kind === 'malformed' ? failure.field : assert.fail(failure.kind);
}

describe('a page of Claude Code Analytics', () => {
  it('is read', () => {
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

  it('has its day written in either way', () => {
    assert.equal(read({ date: '2026-11-20T00:00:00Z' }).day, '2026-11-20');
    assert.equal(fieldOf({ date: '20.11.2026' }), 'data[0].date');
  });

  it('has keys as actors, and kinds of actors not known yet', () => {
    assert.equal(read({ actor: { type: 'api_actor', api_key_name: 'ci-bot' } }).actor, 'ci-bot');
    assert.equal(read({ actor: { type: 'user_actor', email_address: null } }).actor, '');
    const robot = read({ actor: { type: 'robot_actor', serial: 7 } });
    assert.deepEqual([robot.actor, robot.actorType], ['', 'robot_actor']);
    assert.equal(read({ actor: { type: 'user_actor' } }).actor, '');
    assert.match(fieldOf({ actor: { type: 7 } }), /^data\[0\]\.actor/);
  });

  it('may leave out the terminal, and tools of whom used none', () => {
    const { terminalType, tools } = read({ terminal_type: undefined, tool_actions: undefined });
    assert.deepEqual([terminalType, tools], ['', []]);
  });

  it('takes estimates as numbers of cents, down to the millionth', () => {
    const estimate = (amount: unknown) => read(costing(amount)).models[0]?.estimatedCost;
    assert.equal(estimate(0.1 + 0.2), 300_000n);
    assert.equal(estimate(1e-7), 0n);
    assert.equal(estimate('113.25'), 113_250_000n);
  });

  it('is malformed with other amounts, counts or currencies', () => {
    assert.match(fieldOf(costing('much')), /^data\[0\]\.model_breakdown\[0\]\.estimated_cost\.amount/);
    assert.match(fieldOf(costing(1, 'EUR')), /estimated_cost\.currency$/);
    assert.match(fieldOf({ tool_actions: { edit_tool: { accepted: -1, rejected: 0 } } }), /edit_tool\.accepted$/);
  });
});
