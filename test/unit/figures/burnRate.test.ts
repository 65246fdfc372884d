import assert from 'node:assert/strict';
import { priceUsage } from '../../../src/figures/burnRate.ts';
import type { UsageCell } from '../../../src/spend/bill.ts';
import { NO_SPLITS, type Splits } from '../../../src/spend/kind.ts';
import { HOUR } from '../../../src/spend/time.ts';
import { cell, costRow, input, otherRow, ratesOf, series, TODAY, wholeDay } from '../spend/made.ts';

const MILLION = 1_000_000;
const US = { inferenceGeo: 'us' };
const bill = [
  costRow(700n),
  costRow(770n, US),
  otherRow(90n, 'web_search'),
  costRow(9n, { workspaceId: 'wrkspc_default' }),
];
const usage = [cell(series(), { uncached_input_tokens: MILLION, web_search_requests: 1 }), input(MILLION, US)];
const rates = ratesOf({
  ...wholeDay(2, bill, usage),
  splits: { geo: 'us', fast: false },
  defaultWorkspaceId: 'wrkspc_default',
});
const price = (of: readonly UsageCell[], splits: Splits = NO_SPLITS) =>
  priceUsage(of, rates, splits, 'wrkspc_default', TODAY + HOUR);

describe('the burn rate', () => {
  it('is what the usage costs at the rates of its day, always an estimate', () => {
    const minutes = [cell(series(), { uncached_input_tokens: 2 * MILLION, web_search_requests: 2 })];
    assert.deepEqual(price(minutes), { amount: 1418n + 180n, unpricedTokens: 0, basis: 'estimated' });
  });

  it('of nothing is an estimate of nothing', () => {
    assert.deepEqual(price([]), { amount: 0n, unpricedTokens: 0, basis: 'estimated' });
  });

  it('leaves Priority Tier out and counts what has no price', () => {
    const minutes = [input(MILLION, { serviceTier: 'priority' }), input(5, { model: 'claude-nova-8' })];
    assert.deepEqual(price(minutes), { amount: 0n, unpricedTokens: 5, basis: 'estimated' });
  });

  it('knows the default workspace by its real id, and geography where usage was told apart by it', () => {
    assert.equal(price([input(MILLION, { workspaceId: 'wrkspc_default' })]).amount, 709n);
    assert.equal(price([input(MILLION, US)]).amount, 709n);
    assert.equal(price([input(MILLION, US)], { geo: 'us', fast: false }).amount, 770n);
  });
});
