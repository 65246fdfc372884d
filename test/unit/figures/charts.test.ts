import assert from 'node:assert/strict';
import { BASES } from '../../../src/shared/basis.ts';
import { DAY, HOUR, MINUTE, startOfUtcDay } from '../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY, UNLISTED } from '../spend/made.ts';
import { AT, bases, MILLION, office } from './chartsOf.ts';
import { columns, HandMade, sum, usageRow } from './made.ts';

describe('the chart of days', () => {
  it('the chart of days has a column a day, billed, estimated and running', () => {
    using made = office();
    const { days } = made.at(AT, { days: 4 });
    assert.deepEqual(columns(days), [2400n, 2400n, 2400n, 1407n]);
    assert.deepEqual(bases(days), ['billed', 'billed', 'estimated', 'estimated']);
    assert.deepEqual(
      days.buckets.map(({ running }) => running),
      [false, false, false, true],
    );
    assert.deepEqual([days.unit, days.zone], ['day', 'UTC']);
  });

  it('the chart of days has no amount where nothing is known, and zero where nothing was spent', () => {
    using made = office();
    made.read('1h', daysAgo(11), daysAgo(10), () => []).bill(daysAgo(11), []);
    const { days } = made.at(AT, { days: 13 });
    assert.deepEqual(bases(days).slice(0, 4), ['none', 'billed', 'none', 'billed']);
    assert.deepEqual(columns(days).slice(0, 4), [0n, 0n, 0n, 2400n]);
  });

  it('the chart of days has no amount for a new day of which no minute is shown', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(2), TODAY, () => [usageRow(MILLION)], { readAt: TODAY }).bill(daysAgo(2), [costRow(2400n)]);
    const { days } = made.at(TODAY + 30_000, { days: 3 });
    assert.deepEqual(bases(days), ['billed', 'estimated', 'none']);
    assert.equal(columns(days)[2], 0n);
  });

  it('the chart of days stacks models, the dearest first, and cost without one by its cost type or the bill’s description', () => {
    using made = office();
    const bill = [
      costRow(100n),
      costRow(900n, { model: OPUS }),
      otherRow(500n, 'code_execution'),
      otherRow(5n, 'new_thing'),
      otherRow(-3n, '', { description: 'Goodwill credit' }),
    ];
    made.bill(daysAgo(2), bill, TODAY).bill(daysAgo(2), bill, TODAY + 6 * HOUR);
    const { days } = made.at(AT, { days: 3 });
    const cells = (index: number) => [...days.amounts.slice(index * 3, index * 3 + 3)];
    const named = days.series.map(({ id, name }, index) => [id, name, cells(index)]);
    assert.deepEqual(named, [
      ['code_execution', 'Code execution', [500n, 500n, 294n]],
      [OPUS, 'Opus 5.5', [900n, 0n, 0n]],
      [UNLISTED, 'Nova 7', [100n, 100n, 59n]],
      ['new_thing', 'new_thing', [5n, 5n, 2n]],
      ['Goodwill credit', 'Goodwill credit', [-3n, 0n, 0n]],
    ]);
  });

  it('the chart of days names series of one name by what tells them apart', () => {
    using made = office();
    const bill = [costRow(300n, { model: 'claude-haiku-4-5' }), costRow(200n, { model: 'claude-haiku-4-5-20251001' })];
    made.bill(daysAgo(2), bill, TODAY).bill(daysAgo(2), bill, TODAY + 6 * HOUR);
    const { days } = made.at(AT, { days: 3 });
    assert.deepEqual(
      days.series.map(({ name }) => name),
      ['Haiku 4.5 (claude-haiku-4-5)', 'Haiku 4.5 (claude-haiku-4-5-20251001)', 'Nova 7'],
    );
  });

  it('the chart of days has the basis of each cell, and counts tokens without a price', () => {
    using made = office();
    made.read('1h', TODAY, TODAY + HOUR, () => [usageRow(7, { model: 'claude-nova-8' })]);
    const { days } = made.at(AT, { days: 3 });
    const at = days.series.findIndex(({ id }) => id === 'claude-nova-8') * 3 + 2;
    assert.deepEqual([days.unpricedTokens[at], days.amounts[at], BASES[days.bases[at] ?? 0]], [7, 0n, 'estimated']);
  });

  it('the chart of days shows tokens of a null model as tokens', () => {
    using made = office();
    const bill = [costRow(2400n, { model: '' })];
    made.bill(daysAgo(2), bill, TODAY).bill(daysAgo(2), bill, TODAY + 6 * HOUR);
    const { days } = made.at(AT, { days: 3 });
    assert.ok(days.series.some(({ id, name }) => id === 'tokens' && name === 'Tokens'));
  });
});

describe('the chart of today’s hours', () => {
  it('the chart of today’s hours sums to today’s figure, hour by hour', () => {
    using made = office();
    const { hours, summary } = made.at(AT);
    const amounts = columns(hours);
    assert.equal(hours.buckets.length, 24);
    assert.deepEqual(amounts.slice(12, 16), [100n, 100n, 7n, 0n]);
    assert.equal(sum(amounts), summary.today?.amount);
    assert.deepEqual(bases(hours).slice(13, 16), ['estimated', 'estimated', 'none']);
    assert.deepEqual(
      hours.buckets.findIndex(({ running }) => running),
      14,
    );
  });

  it('the chart of today’s hours begins with the half-hour that midnight leaves, in half-hour zones', () => {
    using made = office();
    const hour = daysAgo(1) + 18 * HOUR;
    made.read('1m', hour, hour + HOUR, (start) => [usageRow(start < hour + 30 * MINUTE ? 30_000 : 3333)]);
    const { hours, summary } = made.at(AT, { zone: 'Asia/Kolkata' });
    assert.equal(hours.buckets[0]?.start, hour + 30 * MINUTE);
    assert.equal(hours.buckets[1]?.start, hour + HOUR);
    assert.equal(hours.buckets.at(-1)?.start, TODAY + 18 * HOUR);
    assert.equal(columns(hours)[0], 10n);
    assert.equal(sum(columns(hours)), summary.today?.amount);
    assert.equal(summary.today?.amount, 10n + 500n + 1407n);
  });

  it('the chart of today’s hours shows billed cost without usage, should the running day ever have a bill', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(2), TODAY + 2 * HOUR, () => [usageRow(MILLION)], { readAt: TODAY + 2 * HOUR });
    made.bill(daysAgo(2), [costRow(2400n)]).bill(TODAY, [otherRow(5n, 'code_execution')], TODAY + 2 * HOUR);
    const { hours, summary } = made.at(TODAY + 2 * HOUR);
    assert.equal(summary.today?.amount, 205n);
    assert.equal(sum(columns(hours)), 205n);
    assert.deepEqual(bases(hours).slice(9, 12), ['none', 'mixed', 'none']);
  });

  it('the chart of today’s hours has no amount before the first minute is shown', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(2), TODAY, () => [usageRow(MILLION)], { readAt: TODAY }).bill(daysAgo(2), [costRow(2400n)]);
    const { hours } = made.at(TODAY + 30_000);
    assert.ok(bases(hours).every((basis) => basis === 'none'));
    assert.equal(hours.series.length, 0);
  });

  it('the chart of today’s hours has 23 hours and 25 hours when clocks change', () => {
    const of = (date: string) => {
      using made = new HandMade();
      const now = Date.parse(date);
      made.read('1h', startOfUtcDay(now) - DAY, now, () => [usageRow(MILLION)], { readAt: now });
      return made.at(now, { zone: 'Europe/Berlin' }).hours.buckets.length;
    };
    assert.equal(of('2026-03-29T12:00Z'), 23);
    assert.equal(of('2026-10-25T12:00Z'), 25);
  });
});
