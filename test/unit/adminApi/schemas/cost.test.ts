import assert from 'node:assert/strict';
import { COST_FORMAT } from '../../../../src/adminApi/schemas/cost.ts';
import { readDays } from './read.ts';

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
  const [first] = readDays(json, COST_FORMAT);
  return first ?? assert.fail('no bucket');
}

/** What is said of a line that is set apart beside one that is read. */
function saidOf(changed: Record<string, unknown>): string {
  const { rows, setApart = [] } = read(row, { ...row, ...changed });
  assert.deepEqual([rows.length, setApart.length, setApart[0]?.reason], [1, 1, 'unread']);
  return setApart[0]?.text ?? '';
}

describe('a page of the bill', () => {
  it('the bill is read with cents as millionths of a cent', () => {
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

  it('the bill has lines that are not tokens, credits, and speed where the beta gives it', () => {
    const search = { ...row, cost_type: 'web_search', model: null, token_type: null, amount: '12' };
    assert.equal(read(search).rows[0]?.model, '');
    assert.equal(read({ ...row, amount: '-0.5' }).rows[0]?.amount, -500_000n);
    assert.equal(read({ ...row, speed: 'fast' }).rows[0]?.speed, 'fast');
    assert.equal(read({ ...row, cost_type: 'moon_base' }).rows[0]?.costType, 'moon_base');
  });

  it('the bill has amounts in any notation of a finite decimal, exact where it is text', () => {
    for (const [amount, expected] of [
      ['1.2e3', 1_200_000_000n],
      ['+5', 5_000_000n],
      ['.5', 500_000n],
      [' 7 ', 7_000_000n],
      [94.662, 94_662_000n],
      [12, 12_000_000n],
      [1e-7, 0n],
      ['9007199254740.993001', 9_007_199_254_740_993_001n],
    ] as const) {
      assert.equal(read({ ...row, amount }).rows[0]?.amount, expected, String(amount));
    }
  });

  it('a line of the bill is set apart when its amount is none, or more than can be kept', () => {
    const line = 'Claude Opus 5.5 Usage - Output Tokens';
    for (const [amount, said] of [
      ['', 'amount “”'],
      ['$5', 'amount “$5”'],
      ['NaN', 'amount “NaN”'],
      [null, 'amount null'],
      [undefined, 'amount nothing'],
      [{ value: 5 }, 'amount {"value":5}'],
      ['1e50', 'amount “1e50”'],
      ['9223372036854.775808', 'amount “9223372036854.775808”'],
    ] as const) {
      assert.equal(saidOf({ amount }), `${said}, ${line}`);
    }
  });

  it('a line of the bill may leave out what is null', () => {
    const { amount, currency } = row;
    const line = { amount, currency, cost_type: 'web_search', description: 'Web Search Usage' };
    const nulls = Object.fromEntries(Object.keys(row).map((name) => [name, null]));
    assert.deepEqual(read(line), read({ ...nulls, ...line }));
  });

  it('a line of the bill is set apart when it is in another currency, or no line', () => {
    assert.equal(saidOf({ currency: 'EUR', amount: '3000' }), '30.00 EUR, Claude Opus 5.5 Usage - Output Tokens');
    assert.equal(saidOf({ currency: 'EUR', amount: '1', description: null }), '0.01 EUR, claude-opus-5-5');
    assert.equal(saidOf({ model: 7 }), '833.92 USD, model 7, Claude Opus 5.5 Usage - Output Tokens');
    const { rows, setApart } = read(row, null);
    assert.deepEqual([rows.length, setApart], [1, [{ reason: 'unread', text: 'null' }]]);
  });

  it('the bill is in dollars where nothing else is said', () => {
    for (const currency of [null, undefined, 'usd']) assert.equal(read({ ...row, currency }).rows.length, 1);
  });
});
