import assert from 'node:assert/strict';
import type { UsageCell } from '../../../src/spend/bill.ts';
import { NO_DETAIL, type UsageDetail } from '../../../src/spend/kind.ts';
import { LastHour } from '../../../src/spend/lastHour.ts';
import { UnallocatedEstimates } from '../../../src/spend/unallocated.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { columnsOf } from './day/columnsOf.ts';
import { cell, costRow, input, otherRow, ratesOf, series, TODAY, wholeDay } from './made.ts';

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
  detail: { geo: 'us', fast: false },
  defaultWorkspaceId: 'wrkspc_default',
});
const MINUTES = Array.from({ length: 61 }, (_, minute) => TODAY + minute * MINUTE);

function hourOf(cells: readonly UsageCell[], detail: UsageDetail = NO_DETAIL): LastHour {
  const usage = columnsOf(cells, TODAY, MINUTES);
  return new LastHour({
    usage,
    detail,
    defaultWorkspaceId: 'wrkspc_default',
    rates,
    unallocated: new UnallocatedEstimates([]),
  });
}

const price = (cells: readonly UsageCell[], detail?: UsageDetail) => hourOf(cells, detail).cost;

describe('the last hour', () => {
  it('the last hour is priced at the rates of its day, always as an estimate', () => {
    const minutes = [cell(series(), { uncached_input_tokens: 2 * MILLION, web_search_requests: 2 })];
    assert.deepEqual(price(minutes), { amount: 1418n + 180n, unpricedTokens: 0, basis: 'estimated' });
  });

  it('a last hour without usage is an estimate of nothing', () => {
    assert.deepEqual(price([]), { amount: 0n, unpricedTokens: 0, basis: 'estimated' });
  });

  it('the last hour leaves Priority Tier out, and counts its tokens without a price', () => {
    const minutes = [input(MILLION, { serviceTier: 'priority' }), input(5, { model: 'claude-nova-8' })];
    assert.deepEqual(price(minutes), { amount: 0n, unpricedTokens: 5, basis: 'estimated' });
  });

  it('the last hour is priced by the default workspace’s real id, and by geography where usage has it', () => {
    assert.equal(price([input(MILLION, { workspaceId: 'wrkspc_default' })]).amount, 709n);
    assert.equal(price([input(MILLION, US)]).amount, 709n);
    assert.equal(price([input(MILLION, US)], { geo: 'us', fast: false }).amount, 770n);
  });

  it('the last hour gives each kind’s cost to its minutes, which add up to it exactly', () => {
    const at = (minute: number, tokens: number) => input(tokens, {}, TODAY + minute * MINUTE);
    const hour = hourOf([
      at(0, MILLION),
      at(7, MILLION),
      at(59, 1),
      input(5, { model: 'claude-nova-8' }, TODAY + HOUR / 2),
    ]);
    const lines = hour.byMinute();
    const used = lines.map(({ model, amounts, unpriced }) => [
      model,
      [...amounts.entries()].filter(([, amount]) => amount !== 0n),
      [...unpriced.entries()].filter(([, tokens]) => tokens > 0),
    ]);
    const [first, second] = [709n, 709n];
    assert.deepEqual(used, [
      [
        'claude-nova-7',
        [
          [0, first],
          [7, second],
        ],
        [],
      ],
      ['claude-nova-8', [], [[30, 5]]],
    ]);
    assert.equal(
      lines.flatMap(({ amounts }) => amounts).reduce((sum, amount) => sum + amount, 0n),
      hour.cost.amount,
    );
  });
});
