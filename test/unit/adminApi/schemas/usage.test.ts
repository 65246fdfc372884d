import assert from 'node:assert/strict';
import { toUsageBucket, usagePage, weighUsage } from '../../../../src/adminApi/schemas/usage.ts';
import { parseReply } from '../../../../src/adminApi/schemas/wire.ts';
import { rowOf } from '../../../support/usageRow.ts';
import { thrownBy } from '../support.ts';

const row = {
  account_id: null,
  api_key_id: null,
  cache_creation: { ephemeral_1h_input_tokens: 3, ephemeral_5m_input_tokens: 2 },
  cache_read_input_tokens: 4,
  context_window: '0-200k',
  inference_geo: 'not_available',
  model: 'claude-opus-5-5',
  output_tokens: 5,
  server_tool_use: { web_search_requests: 6 },
  service_account_id: null,
  service_tier: 'standard',
  uncached_input_tokens: 1,
  workspace_id: 'wrkspc_1',
};

function page(...results: unknown[]) {
  const bucket = { starting_at: '2026-11-20T00:00:00Z', ending_at: '2026-11-21T00:00:00Z', results };
  return { data: [bucket], has_more: false, next_page: null };
}

const reply = (json: unknown) => ({ json, bytes: 0, requestId: 'req_1' });
const schema = usagePage(['workspace_id', 'api_key_id', 'model', 'service_tier']);

function fieldOf(json: unknown, groupBy = schema): string {
  const { failure } = thrownBy(() => parseReply(groupBy, reply(json)));
  assert.equal(failure.requestId, 'req_1');
  return failure.kind === 'malformed' ? failure.field : assert.fail(failure.kind);
}

describe('a page of usage', () => {
  it('is read with null ids as nothing, and without dimensions nobody asked for', () => {
    assert.deepEqual(parseReply(schema, reply(page(row))).data.map(toUsageBucket), [
      {
        start: Date.UTC(2026, 10, 20),
        end: Date.UTC(2026, 10, 21),
        rows: [
          rowOf({
            workspaceId: 'wrkspc_1',
            apiKeyId: '',
            model: 'claude-opus-5-5',
            serviceTier: 'standard',
            contextWindow: '',
            inferenceGeo: '',
            speed: '',
            uncachedInput: 1,
            cacheWrite5m: 2,
            cacheWrite1h: 3,
            cacheRead: 4,
            output: 5,
            webSearches: 6,
          }),
        ],
      },
    ]);
  });

  it('may have new fields and unknown values, and buckets without rows', () => {
    const newer = { ...row, model: 'claude-saga-9', service_tier: 'overnight', mood: 'good', speed: 7 };
    const [bucket] = parseReply(schema, reply(page(newer))).data.map(toUsageBucket);
    assert.equal(bucket?.rows[0]?.series.serviceTier, 'overnight');
    assert.deepEqual(parseReply(schema, reply({ ...page(), rate: 1 })).data.map(toUsageBucket)[0]?.rows, []);
  });

  it('may leave out what is null', () => {
    const { api_key_id: _, context_window: __, ...short } = row;
    const [bucket] = parseReply(schema, reply(page(short))).data.map(toUsageBucket);
    const { apiKeyId, contextWindow, model } = bucket?.rows[0]?.series ?? {};
    assert.deepEqual([apiKeyId, contextWindow, model], ['', '', row.model]);
  });

  it('is malformed without the model that was asked for', () => {
    const { model: _, ...nameless } = row;
    assert.equal(fieldOf(page(row, nameless)), 'data[0].results[1].model');
    assert.equal(fieldOf(page({ ...row, model: 5 })), 'data[0].results[0].model');
  });

  it('is malformed with counts that are missing, negative, broken or text', () => {
    for (const output_tokens of [undefined, null, -1, 0.5, '5', 2 ** 60]) {
      assert.equal(fieldOf(page({ ...row, output_tokens })), 'data[0].results[0].output_tokens');
    }
    const cache_creation = { ephemeral_1h_input_tokens: 1 };
    const field = 'data[0].results[0].cache_creation.ephemeral_5m_input_tokens';
    assert.equal(fieldOf(page({ ...row, cache_creation })), field);
  });

  it('is malformed with another envelope', () => {
    assert.equal(fieldOf('<html>'), 'body');
    assert.equal(fieldOf({ ...page(), data: null }), 'data');
    assert.equal(fieldOf({ data: [], next_page: null }), 'has_more');
    assert.equal(
      fieldOf({ data: [{ ...page().data[0], starting_at: 'yesterday' }], has_more: false }),
      'data[0].starting_at',
    );
  });

  it('takes instants with any offset and fraction', () => {
    const bucket = { starting_at: '2026-11-20T02:00:00.000+02:00', ending_at: '2026-11-20T00:01:00Z', results: [] };
    const [read] = parseReply(schema, reply({ data: [bucket], has_more: false })).data.map(toUsageBucket);
    assert.deepEqual(read, { start: Date.UTC(2026, 10, 20), end: Date.UTC(2026, 10, 20, 0, 1), rows: [] });
  });

  it('weighs rows apart where any count differs', () => {
    const [bucket] = parseReply(schema, reply(page(row))).data.map(toUsageBucket);
    const read = bucket?.rows[0] ?? assert.fail();
    const weights = read.counts.map((_, item) => weighUsage({ ...read, counts: read.counts.with(item, 100) }));
    assert.equal(new Set([weighUsage(read), ...weights]).size, 7);
  });
});
