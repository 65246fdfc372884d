import assert from 'node:assert/strict';
import { usageFormat } from '../../../../src/adminApi/schemas/usage.ts';
import { NO_SERIES } from '../../../../src/source/series.ts';
import { rowOf } from '../../../support/usageRow.ts';
import { thrownBy } from '../support.ts';
import { readDays } from './read.ts';

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

const format = usageFormat(['workspace_id', 'api_key_id', 'model', 'service_tier']);

function read(...results: unknown[]) {
  const [first] = readDays(page(...results), format);
  return first ?? assert.fail('no bucket');
}

/** What is said of a row that is set apart beside one that is read. */
function saidOf(changed: Record<string, unknown>): string {
  const { rows, setApart = [] } = read({ ...row, workspace_id: 'wrkspc_2' }, { ...row, ...changed });
  assert.deepEqual([rows.length, setApart.length, setApart[0]?.reason], [1, 1, 'unread']);
  return setApart[0]?.text ?? '';
}

function fieldOf(json: unknown): string {
  const { failure } = thrownBy(() => readDays(json, format));
  assert.equal(failure.requestId, 'req_1');
  return failure.kind === 'malformed' ? failure.field : assert.fail(failure.kind);
}

describe('a page of usage', () => {
  it('usage is read with null ids as nothing, and without dimensions nobody asked for', () => {
    assert.deepEqual(readDays(page(row), format), [
      {
        start: Date.UTC(2026, 10, 20),
        end: Date.UTC(2026, 10, 21),
        rows: [
          rowOf({
            ...NO_SERIES,
            workspaceId: 'wrkspc_1',
            model: 'claude-opus-5-5',
            serviceTier: 'standard',
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

  it('usage may have new fields and unknown values, and buckets without rows', () => {
    const newer = { ...row, model: 'claude-saga-9', service_tier: 'overnight', mood: 'good', speed: 7 };
    assert.equal(read(newer).rows[0]?.series.serviceTier, 'overnight');
    assert.deepEqual(readDays({ ...page(), rate: 1 }, format)[0]?.rows, []);
  });

  it('a row of usage may leave out what is null', () => {
    const { api_key_id: _, context_window: __, ...short } = row;
    const { apiKeyId, contextWindow, model } = read(short).rows[0]?.series ?? {};
    assert.deepEqual([apiKeyId, contextWindow, model], ['', '', row.model]);
  });

  it('a row of usage may leave out counts of nothing, and whole groups of them', () => {
    const counted = { output_tokens: 5, model: 'claude-opus-5-5' };
    const nulls = { uncached_input_tokens: null, cache_creation: null, server_tool_use: null };
    const halves = { cache_creation: { ephemeral_1h_input_tokens: null }, server_tool_use: {} };
    for (const extra of [{}, nulls, halves]) {
      const { rows, setApart } = read({ ...counted, ...extra });
      assert.deepEqual([rows[0]?.counts, setApart], [[0, 0, 0, 0, 5, 0], undefined]);
    }
  });

  it('a row of usage is set apart without the model that was asked for', () => {
    assert.equal(saidOf({ model: undefined }), 'model nothing');
    assert.equal(saidOf({ model: 5 }), 'model 5');
  });

  it('a row of usage is set apart when a count is negative, broken, text, or beyond what is exact', () => {
    for (const [output_tokens, said] of [
      [-1, '-1'],
      [0.5, '0.5'],
      ['5', '“5”'],
      [Number.MAX_SAFE_INTEGER + 1, '9007199254740992'],
    ] as const) {
      assert.equal(saidOf({ output_tokens }), `output_tokens ${said}, claude-opus-5-5`);
    }
    const cache_creation = { ephemeral_5m_input_tokens: -3 };
    assert.equal(saidOf({ cache_creation }), 'ephemeral_5m_input_tokens -3, claude-opus-5-5');
    assert.equal(read({ ...row, output_tokens: Number.MAX_SAFE_INTEGER }).rows.length, 1);
  });

  it('usage of tokens of unknown types is set apart by its sum, and the rest of the row counts', () => {
    const cache_creation = { ...row.cache_creation, ephemeral_1d_input_tokens: 20 };
    const newer = { ...row, cache_creation, reasoning_tokens: 7, total_tokens: 99, requests: 4, idle_tokens: 0 };
    const { rows, setApart } = read(newer, { ...newer, workspace_id: 'wrkspc_2' });
    assert.deepEqual(
      rows.map(({ counts }) => counts),
      [
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3, 4, 5, 6],
      ],
    );
    assert.deepEqual(setApart, [
      { reason: 'unread', text: '14 reasoning_tokens' },
      { reason: 'unread', text: '40 cache_creation.ephemeral_1d_input_tokens' },
    ]);
  });

  it('a page of usage is malformed with another envelope', () => {
    assert.equal(fieldOf('<html>'), 'body');
    assert.equal(fieldOf({ ...page(), data: null }), 'data');
    assert.equal(fieldOf({ data: [], next_page: null }), 'has_more');
    assert.equal(
      fieldOf({ data: [{ ...page().data[0], starting_at: 'yesterday' }], has_more: false }),
      'data[0].starting_at',
    );
  });

  it('a page of usage may have instants with any offset and fraction', () => {
    const bucket = { starting_at: '2026-11-20T02:00:00.000+02:00', ending_at: '2026-11-21T00:00:00Z', results: [] };
    const [first] = readDays({ data: [bucket], has_more: false }, format);
    assert.deepEqual(first, { start: Date.UTC(2026, 10, 20), end: Date.UTC(2026, 10, 21), rows: [] });
  });

  it('rows of usage weigh differently when any count differs', () => {
    const first = read(row).rows[0] ?? assert.fail();
    const weights = first.counts.map((_, item) => format.weigh({ ...first, counts: first.counts.with(item, 100) }));
    assert.equal(new Set([format.weigh(first), ...weights]).size, 7);
  });
});
