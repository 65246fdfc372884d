import assert from 'node:assert/strict';
import { readReportData } from '../../../../src/engine/queries/readReportData.ts';
import { dailyUsage } from '../../../../src/reports/dailyUsage/dailyUsage.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../../../support/engineConfig.ts';
import { NO_BUDGETING } from '../../../support/noBudgeting.ts';
import { shown, tableNamed } from '../../reports/shown.ts';
import { costRow, daysAgo, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, chartTotal, costTotal, starts, total } from './asked.ts';

const CONFIG = { ...ENGINE_CONFIG, historyDays: 30, zone: 'Asia/Kolkata' };
const AT = TODAY + 14 * HOUR;
/** The hour of the UTC day that midnight falls into the midst of. Today is the 19th of November in all of them. */
const ZONES = [
  { zone: 'Asia/Kolkata', midnight: 18, seam: 18.5 },
  { zone: 'Australia/Darwin', midnight: 14, seam: 14.5 },
  { zone: 'America/St_Johns', midnight: 3, seam: 27.5 },
] as const;

/**
 * Hours of three weeks, and minutes around the midnights that today and yesterday begin with. An hour of the last five days
 * costs 200, one before them 100.
 */
function steady(): HandMade & { asker: Asker } {
  const made = new HandMade();
  const tokens = (start: number) => (start >= daysAgo(5) ? 6000 : 3000);
  made.read('1h', daysAgo(20), AT, (start) => [usageRow(tokens(start))], { readAt: AT });
  for (const { midnight } of ZONES) {
    for (const ago of midnight < 12 ? [0, 1] : [1, 2]) {
      const hour = daysAgo(ago) + midnight * HOUR;
      made.read('1m', hour, hour + HOUR, () => [usageRow(100)], { readAt: AT });
    }
  }
  for (let ago = 1; ago <= 20; ago++) made.bill(daysAgo(ago), [costRow(ago <= 5 ? 4800n : 2400n)]);
  return Object.assign(made, { asker: new Asker(made.ledger) });
}

describe('the day at which UTC days end and the zone’s begin', () => {
  for (const { zone, seam } of ZONES) {
    it(`the day between UTC days and the zone’s is marked as cut, and no other day is: ${seam} hours in ${zone}`, () => {
      using made = steady();
      const { chart } = made.asker.ask({ range: { type: 'last7' } }, { now: AT, zone });
      const hours = chart.buckets.map(({ start, end }) => (end - start) / HOUR);
      const cut = chart.buckets.map((bucket) => bucket.cut === true);
      assert.deepEqual(
        cut,
        hours.map((length) => length !== 24),
      );
      assert.deepEqual(
        hours.filter((length) => length !== 24),
        [seam],
      );
    });
  }

  it('no day is marked as cut where all days are of UTC, or all are of the zone', () => {
    using made = steady();
    for (const zone of ['UTC', 'Asia/Tokyo']) {
      const { chart } = made.asker.ask({ range: { type: 'last7' } }, { now: AT, zone });
      assert.ok(
        chart.buckets.every(({ cut }) => cut === undefined),
        zone,
      );
    }
  });
});

describe('a period that holds that day', () => {
  for (const { zone } of ZONES) {
    it(`a period with a cut day is compared with one of the same length, bucket by bucket, in ${zone}`, () => {
      using made = steady();
      for (const range of [
        { type: 'days', from: '2026-11-14', to: '2026-11-18' },
        { type: 'days', from: '2026-11-16', to: '2026-11-19' },
        { type: 'last7' },
        { type: 'yesterday' },
      ] as const) {
        const { chart, previousByBucket, previousSpan } = made.asker.ask({ range, compare: true }, { now: AT, zone });
        const [first, last] = [chart.buckets[0], chart.buckets.at(-1)];
        const end = Math.min(last?.end ?? 0, AT);
        const length = (previousSpan?.end ?? 0) - (previousSpan?.start ?? 0);
        assert.equal(length / HOUR, (end - (first?.start ?? 0)) / HOUR, JSON.stringify(range));
        assert.ok((previousSpan?.end ?? 0) <= (first?.start ?? 0));
        assert.equal(previousByBucket?.length, chart.buckets.length);
      }
    });
  }

  it('a period with a cut day changes as the cost of an hour does, not by that day’s length', () => {
    using made = steady();
    const range = { type: 'days', from: '2026-11-14', to: '2026-11-18' } as const;
    const answer = made.asker.ask({ range, compare: true }, { now: AT, zone: 'Australia/Darwin' });
    const before = total(answer.totals.before?.cost ?? []);
    assert.equal(costTotal(answer.totals), chartTotal(answer.chart));
    assert.equal(costTotal(answer.totals), 2n * before);
  });

  it('a period with a cut day is compared with nothing where the same hours of the previous period are not known', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(5), AT, () => [usageRow(100)], { readAt: AT });
    made.read('1m', daysAgo(1) + 14 * HOUR, daysAgo(1) + 15 * HOUR, () => [usageRow(1)], { readAt: AT });
    for (let ago = 1; ago <= 20; ago++) made.bill(daysAgo(ago), [costRow(2400n)]);
    const asker = new Asker(made.ledger);
    const range = { type: 'days', from: '2026-11-14', to: '2026-11-18' } as const;
    const { totals, chart } = asker.ask({ range, compare: true }, { now: AT, zone: 'Australia/Darwin' });
    assert.ok(chart.buckets.every(({ basis }) => basis !== 'none'));
    assert.equal(totals.before, null);
    assert.equal(starts(chart)[0], '11-14T00:00');
  });
});

describe('the daily usage report of such days', () => {
  it('the daily usage report cuts and marks the same day, and compares days as long', () => {
    using made = steady();
    made.asker.ask({}, { now: AT });
    const { pricedDays, dayCache } = made.asker;
    const request = { report: 'dailyUsage', from: '2026-11-13', to: '2026-11-19', filters: [] } as const;
    const sources = {
      ledger: made.ledger,
      organization: { id: 'org', name: 'Acme' },
      config: CONFIG,
      pricedDays,
      dayCache,
      now: AT,
      budgeting: NO_BUDGETING,
    };
    const data = readReportData(request, { ...sources, freshness: made.asker.freshness(AT) });
    const { sections } = dailyUsage.build(data, request);
    assert.deepEqual(
      shown(tableNamed(sections, 'by-day')).map((row) => [row[0], ...row.slice(-2)]),
      [
        ['Fri, Nov 13', 0, 0],
        // An hour costs twice as much from the 14th on.
        ['Sat, Nov 14', 1, 1],
        ['Sun, Nov 15', 0, 1],
        ['Mon, Nov 16', 0, 1],
        ['Tue, Nov 17, cut: 18.5 hours', null, null],
        ['Wed, Nov 18', null, 1],
        ['Thu, Nov 19, so far', 0, null],
      ],
    );
    const { start, end } = data.before;
    assert.equal(end - start, AT - data.period.start);
  });
});
