import assert from 'node:assert/strict';
import { costPage, toCostBucket } from '../../../../src/adminApi/schemas/cost.ts';
import { parseReply } from '../../../../src/adminApi/schemas/wire.ts';
import { thrownBy } from '../support.ts';

const row = {
  amount: '83391.52823',
  currency: 'USD',
  workspace_id: null,
  description: 'Claude Opus 5.5 Usage - Output Tokens',
  cost_type: 'tokens',
  model: 'claude-opus-5-5',
  token_type: 'output_tokens',
  service_tier: 'standard',
  context_window: '0-200k',
  inference_geo: 'global',
};

function read(...results: unknown[]) {
  const bucket = { starting_at: '2026-11-20T00:00:00Z', ending_at: '2026-11-21T00:00:00Z', results };
  const json = { data: [bucket], has_more: false, next_page: null };
  const [first] = parseReply(costPage, { json, bytes: 0, requestId: '' }).data.map(toCostBucket);
  return first ?? assert.fail('no bucket');
}

function fieldOf(changed: Record<string, unknown>): string {
  const { failure } = thrownBy(() => read({ ...row, ...changed }));
  return failure.kind === 'malformed' ? failure.field : assert.fail(failure.kind);
}

describe('a page of the bill', () => {
  it('is read with cents as millionths of a cent', () => {
    assert.deepEqual(read(row).rows, [
      {
        workspaceId: '',
        costType: 'tokens',
        description: 'Claude Opus 5.5 Usage - Output Tokens',
        model: 'claude-opus-5-5',
        tokenType: 'output_tokens',
        serviceTier: 'standard',
        contextWindow: '0-200k',
        inferenceGeo: 'global',
        speed: '',
        amount: 83_391_528_230n,
      },
    ]);
  });

  it('has lines that are not tokens, credits, and speed where the beta gives it', () => {
    const search = { ...row, cost_type: 'web_search', model: null, token_type: null, amount: '12' };
    assert.equal(read(search).rows[0]?.model, '');
    assert.equal(read({ ...row, amount: '-0.5' }).rows[0]?.amount, -500_000n);
    assert.equal(read({ ...row, speed: 'fast' }).rows[0]?.speed, 'fast');
    assert.equal(read({ ...row, cost_type: 'moon_base' }).rows[0]?.costType, 'moon_base');
  });

  it('is malformed with an amount that is no decimal text', () => {
    for (const amount of [12, '', '1e3', '$5', '1.', 'NaN', null, undefined]) {
      assert.equal(fieldOf({ amount }), 'data[0].results[0].amount');
    }
  });

  it('may leave out what is null', () => {
    const { amount, currency } = row;
    const line = { amount, currency, cost_type: 'web_search', description: 'Web Search Usage' };
    const nulls = Object.fromEntries(Object.keys(row).map((name) => [name, null]));
    assert.deepEqual(read(line), read({ ...nulls, ...line }));
  });

  it('is malformed in another currency', () => {
    assert.equal(fieldOf({ currency: 'EUR' }), 'data[0].results[0].currency');
  });
});
