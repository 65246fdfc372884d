import assert from 'node:assert/strict';
import { nowView } from '../../../../src/figures/answer/nowView.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, cellsOf, chartTotal } from './asked.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;

function office(): HandMade {
  const made = new HandMade();
  const rows = () => [usageRow(1_000_000), usageRow(1000, { model: OPUS, apiKeyId: 'key-b', webSearches: 1 })];
  made.read('1h', daysAgo(4), TODAY + 13 * HOUR, rows, { readAt: AT });
  for (const ago of [2, 3, 4]) {
    made.bill(daysAgo(ago), [costRow(24_000_017n), costRow(48_000n, { model: OPUS }), otherRow(240n, 'web_search')]);
  }
  return made.read(
    '1m',
    TODAY + 13 * HOUR,
    AT,
    (start) => [usageRow(1 + ((start / MINUTE) % 7)), usageRow((start / MINUTE) % 2, { model: OPUS, webSearches: 1 })],
    { readAt: AT },
  );
}

function now(made: HandMade, at = AT, zone = 'UTC') {
  const asker = new Asker(made.ledger);
  asker.ask({ range: { type: 'today' } }, { now: at, zone });
  const freshness = asker.freshness(at);
  return { view: nowView({ pricedDays: asker.pricedDays, now: at, zone, freshness }), pricedDays: asker.pricedDays };
}

describe('the panel’s Now', () => {
  it('the panel’s Now shows the newest sixty minutes by model, which add up to the last hour to the last unit', () => {
    using made = office();
    const { view, pricedDays } = now(made);
    assert.ok(view);
    const { chart, perHour } = view;
    assert.deepEqual(
      [chart.buckets.length, chart.buckets[0]?.start, chart.buckets.at(-1)?.end, chart.unit],
      [60, AT - HOUR, AT, 'minute'],
    );
    assert.deepEqual(perHour, pricedDays.lastHour(AT)?.cost);
    assert.equal(chartTotal(chart), perHour.amount);
    assert.deepEqual(Object.keys(cellsOf(chart)).sort(), ['Nova 7', 'Opus 5.5', 'Web search']);
    assert.deepEqual(new Set(cellsOf(chart)['Opus 5.5']), new Set([0n, 2n]));
  });

  it('the panel’s Now forecasts the day as its cost so far and the rest at the last hour’s rate', () => {
    using made = office();
    const { view } = now(made);
    assert.ok(view);
    const today = made.at(AT).summary.today?.amount ?? 0n;
    const rest = TODAY + DAY - AT;
    assert.equal(view.day.amount, today + (view.perHour.amount * BigInt(rest) + BigInt(HOUR / 2)) / BigInt(HOUR));
    assert.equal(view.day.basis, 'estimated');
  });

  it('the panel’s Now is null before sixty minutes have been read', () => {
    using made = new HandMade();
    assert.equal(now(made).view, null);
    made.read('1m', AT - 59 * MINUTE, AT, () => [usageRow(5)], { readAt: AT });
    assert.equal(now(made).view, null);
    made.read('1m', AT - 60 * MINUTE, AT, () => [usageRow(5)], { readAt: AT });
    assert.equal(now(made).view?.chart.buckets.length, 60);
  });

  it('the panel’s Now counts tokens without a price in their minutes', () => {
    using made = office();
    made.read('1m', AT - MINUTE, AT, () => [usageRow(5, { model: 'claude-nova-8' })], { readAt: AT });
    const { view } = now(made);
    assert.ok(view);
    const series = view.chart.series.findIndex(({ id }) => id === 'claude-nova-8');
    assert.deepEqual([view.perHour.unpricedTokens, view.chart.unpricedTokens[series * 60 + 59]], [5, 5]);
  });

  it('the panel’s Now leaves Priority Tier out of the last hour by model', () => {
    using made = office();
    const before = now(made).view?.perHour.amount;
    made.read('1m', AT - 2 * HOUR, AT - HOUR, () => [usageRow(9, { serviceTier: 'priority' })], { readAt: AT });
    assert.equal(now(made).view?.perHour.amount, before);
    made.read('1m', AT - MINUTE, AT, () => [usageRow(9, { serviceTier: 'priority' })], { readAt: AT });
    assert.ok((now(made).view?.chart.series ?? []).every(({ id }) => id !== 'priority'));
  });
});
