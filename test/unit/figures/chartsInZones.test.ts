import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { zoneDay } from '../../../src/time/zone.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY, UNLISTED } from '../spend/made.ts';
import { AT, bases, MILLION, office, starts } from './chartsOf.ts';
import { columns, HandMade, sum, usageRow } from './made.ts';

describe('the chart of days in a zone', () => {
  it('the chart of days in a zone has local days as far back as hours are kept, UTC days before that, and one bucket between', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(2), TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
    for (let ago = 2; ago <= 6; ago++) made.bill(daysAgo(ago), [costRow(2400n)]);
    const { days } = made.at(AT, { days: 5, zone: 'America/New_York' });
    assert.deepEqual(starts(days), ['11-15T00:00', '11-16T00:00', '11-17T05:00', '11-18T05:00', '11-19T05:00']);
    assert.deepEqual(columns(days), [2400n, 2900n, 2400n, 2400n, 900n]);
    assert.equal(sum(columns(days)), 4n * 2400n + 1400n);
  });

  it('the chart of days in a zone has no amount where a UTC day that it is made of is not known', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(2), TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
    made.bill(daysAgo(2), [costRow(2400n)]);
    const { days } = made.at(AT, { days: 4, zone: 'America/New_York' });
    // From the 16th on, of which nothing is held, to 05:00 on the 17th.
    assert.deepEqual(bases(days), ['none', 'mixed', 'estimated', 'estimated']);
    assert.equal(columns(days)[0], 0n);
  });

  it('the chart of days in a zone keeps lines without tokens on their UTC day', () => {
    for (const zone of [
      'Pacific/Honolulu',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Auckland',
      'Pacific/Chatham',
    ]) {
      using made = office();
      const bill = [costRow(2400n), otherRow(77n, 'code_execution')];
      made.bill(daysAgo(4), bill, TODAY).bill(daysAgo(4), bill, TODAY + 6 * HOUR);
      const { days } = made.at(AT, { days: 6, zone });
      const index = days.series.findIndex(({ id }) => id === 'code_execution');
      const bucket = days.buckets.findIndex((_, at) => days.amounts[index * days.buckets.length + at] === 77n);
      const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(days.buckets[bucket]?.start);
      assert.equal(date, '2026-11-15', zone);
    }
  });

  it('the chart of days in a zone adds up to the same bills as UTC days, to the last unit, wherever they are cut', () => {
    using made = new HandMade();
    const models = [UNLISTED, OPUS, 'claude-haiku-4-5'];
    const rows = (start: number) =>
      models.map((model, index) =>
        usageRow(1 + (((start / HOUR) * 7919 * (index + 3)) % 100_003), { model, apiKeyId: `k${index % 2}` }),
      );
    made.read('1h', daysAgo(9), TODAY, rows, { readAt: AT }).read('1h', TODAY, TODAY + HOUR, () => [], { readAt: AT });
    for (let hour = daysAgo(9) + 18 * HOUR; hour < TODAY; hour += DAY) {
      const share = (of: number, minute: number) =>
        Math.floor((of * (minute + 1)) / 60) - Math.floor((of * minute) / 60);
      made.read('1m', hour, hour + HOUR, (start) =>
        rows(hour).map((row) => ({ ...row, counts: row.counts.map((count) => share(count, (start - hour) / MINUTE)) })),
      );
    }
    for (let ago = 1; ago <= 12; ago++) {
      const bill = models.map((model, index) => costRow(BigInt(1_000_003 * ago + 7 * index), { model }));
      made.bill(daysAgo(ago), bill, daysAgo(ago) + 3 * DAY);
    }
    const zones = fc.constantFrom(
      'Asia/Kolkata',
      'America/New_York',
      'Europe/Berlin',
      'Pacific/Auckland',
      'America/Los_Angeles',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 10, max: 12 }), (zone, shown) => {
        const { pricedDays, days } = made.at(TODAY + HOUR, { days: 14, shown, zone });
        const [first] = days.buckets;
        assert.equal((first?.start ?? 1) % DAY, 0);
        const billed = pricedDays.entries().filter(({ start }) => start >= (first?.start ?? 0));
        assert.equal(sum(columns(days)), sum(billed.map(({ start }) => pricedDays.spend(start)?.total ?? 0n)));
        const exact = days.buckets.filter(({ start }) => zoneDay(start, zone).start === start);
        assert.equal(exact.length, 9);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the charts', () => {
  it('the charts agree with the summary, in any zone', () => {
    using made = office();
    const hour = daysAgo(1) + 18 * HOUR;
    made.read('1m', hour - DAY, hour - DAY + HOUR, () => [usageRow(20_000)]);
    made.read('1m', hour, hour + HOUR, () => [usageRow(20_000)]);
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'Pacific/Auckland']) {
      const { days, hours, summary } = made.at(AT, { zone, days: 9 });
      assert.equal(columns(days).at(-1), summary.today?.amount, zone);
      assert.equal(columns(days).at(-2), summary.yesterday?.amount, zone);
      assert.equal(sum(columns(hours)), summary.today?.amount, zone);
      assert.equal(days.buckets.at(-1)?.basis, summary.today?.basis, zone);
      assert.equal(days.buckets.at(-2)?.basis, summary.yesterday?.basis, zone);
    }
  });
});
