import assert from 'node:assert/strict';
import { createFormat } from '../../../src/shared/format.ts';
import {
  comparesByDate,
  NO_AMOUNT,
  previousAt,
  previousBucketDates,
  previousDates,
  previousDatesTo,
  previousRunning,
  previousTotal,
} from '../../../src/shared/previousPeriod.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { madeExplorer } from './tables/made.ts';

const bases = ['billed', 'billed', 'estimated'] as const;
const format = createFormat('en-US', 'UTC');
const answer = (choice: Parameters<typeof madeExplorer>[1]['choice'] = {}, step = DAY) =>
  madeExplorer([{ id: 'opus', amounts: [1n, 2n, 3n], before: 90n }], {
    bases,
    step,
    choice: { range: { type: 'last7' }, ...choice },
    compare: true,
  });

describe('the previous period of an answer', () => {
  it('previousAt returns null for a bucket that the previous period does not have', () => {
    assert.deepEqual(
      [0, 1, 2].map((bucket) => previousAt(BigInt64Array.of(0n, NO_AMOUNT), bucket)),
      [0n, null, null],
    );
    assert.deepEqual(
      [0, 1].map((bucket) => previousAt(Float64Array.of(0, Number.NaN), bucket)),
      [0, null],
    );
    assert.equal(previousAt(null, 0), null);
  });

  it('previousRunning sums over days that it does not have, and ends at all of it', () => {
    const days = { ...answer(), previousByBucket: BigInt64Array.of(20n, NO_AMOUNT, 30n) };
    assert.deepEqual(previousRunning(days), [20n, 20n, 90n]);
    assert.equal(previousTotal(days), 90n);
  });

  it('previousRunning has nothing of days to come, nor of shares', () => {
    const days = answer();
    const buckets = days.chart.buckets.map((bucket, at) => ({ ...bucket, running: at === 1 }));
    const running = { ...days, chart: { ...days.chart, buckets } };
    assert.deepEqual(previousRunning(running), [12_345_678n, 90n, null]);
    const shares = { ...answer({ measure: 'cacheHitRate' }), previousByBucket: Float64Array.of(0.5, 0.5, 0.5) };
    assert.equal(previousRunning(shares), null);
  });

  it('previousDates names days, the time of a day that is cut, and the times of hours', () => {
    const days = answer();
    assert.equal(previousDates(days, format), 'Nov 17 – 19');
    const start = Date.UTC(2026, 9, 31);
    assert.equal(previousDates({ ...days, previousSpan: { start, end: start + 3 * DAY } }, format), 'Oct 31 – Nov 2');
    const today = { ...days, choice: { ...days.choice, range: { type: 'today' as const } } };
    assert.equal(
      previousDates({ ...today, previousSpan: { start, end: start + 14 * HOUR } }, format),
      'Oct 31 to 14:00',
    );
    const hours = { type: 'instants' as const, start: start + 7 * DAY, end: start + 7 * DAY + HOUR };
    const drilled = { ...days, choice: { ...days.choice, range: hours } };
    assert.equal(
      previousDates({ ...drilled, previousSpan: { start, end: start + HOUR } }, format),
      'Oct 31, 00:00–01:00',
    );
  });

  it('previousBucketDates names the day, week or hour that a bucket is compared with', () => {
    const days = answer();
    assert.equal(previousBucketDates(days, 1, format), 'Wed, Nov 18');
    assert.equal(previousDatesTo(days, 1, format), 'Nov 17 – 18');
    assert.equal(previousDatesTo(days, 2, format), 'Nov 17 – 19');
    const start = days.span.start - DAY;
    const hours = { ...answer({ unit: 'hour' }, HOUR), previousSpan: { start, end: start + 3 * HOUR } };
    assert.equal(previousBucketDates(hours, 2, format), 'Nov 19, 02:00–03:00');
  });

  it('previousBucketDates names hours by the clock, also where clocks were changed between the two', () => {
    const berlin = createFormat('en-US', 'Europe/Berlin');
    // Sunday, October 25, had 25 hours: from its noon on, hours are 25 after those of the day before.
    const start = Date.parse('2026-10-24T22:00:00Z');
    const hours = answer({ unit: 'hour' }, HOUR);
    const buckets = hours.chart.buckets.map((bucket, at) => ({
      ...bucket,
      start: start + (12 + at) * HOUR,
      end: start + (13 + at) * HOUR,
    }));
    const sunday = {
      ...hours,
      chart: { ...hours.chart, zone: 'Europe/Berlin', buckets },
      span: { start, end: start + 25 * HOUR },
      previousSpan: { start: start - DAY, end: start },
    };
    assert.equal(previousBucketDates(sunday, 0, berlin), 'Oct 24, 11:00–12:00');
  });

  it('comparesByDate is true of the days of a month alone', () => {
    const of = (range: object, unit: 'day' | 'hour' = 'day') =>
      comparesByDate(answer({ range: range as never, unit }, unit === 'day' ? DAY : HOUR));
    assert.equal(of({ type: 'lastMonth' }), true);
    assert.equal(of({ type: 'thisMonth' }, 'hour'), true);
    assert.equal(of({ type: 'days', from: '2026-09-30', to: '2026-09-01' }), true);
    assert.equal(of({ type: 'days', from: '2026-09-01', to: '2026-09-29' }), false);
    assert.equal(of({ type: 'last30' }), false);
    const month = answer({ range: { type: 'lastMonth' } });
    assert.equal(comparesByDate({ ...month, chart: { ...month.chart, unit: 'month' } }), false);
  });
});
