import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Forecaster, type SpendHistory } from '../../../../src/figures/forecast/forecaster.ts';
import { DAY, HOUR, type Span } from '../../../../src/time/utc.ts';
import { history } from './spendHistories.ts';

const JULY: Span = { start: Date.UTC(2025, 6, 1), end: Date.UTC(2025, 7, 1) };

/** Daily amounts of a history, with zeros, peaks, credits and days that are not known; hours share a day unevenly. */
const anyHistory: fc.Arbitrary<SpendHistory> = fc
  .record({
    days: fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.integer({ min: 1, max: 1_000 }) },
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 10_000, max: 100_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: -500, max: -1 }) },
        { weight: 1, arbitrary: fc.constant(Number.NaN) },
      ),
      { minLength: 15, maxLength: 150 },
    ),
    minutes: fc.integer({ min: 0, max: 31 * 24 * 60 - 1 }),
    billedDays: fc.constantFrom(13, 14, 100),
  })
  .map(({ days, minutes, billedDays }) => {
    const now = JULY.start + minutes * 60_000;
    const today = Math.floor(now / DAY) * DAY;
    const start = today - (days.length - 1) * DAY;
    const amountAt = (hour: number) =>
      ((days[Math.floor((hour - start) / DAY)] ?? 0) * (1 + ((hour / HOUR) % 24))) / 300;
    return history(start, now, amountAt, billedDays);
  });

/** Changes amounts of a history. */
function changed(known: SpendHistory, change: (amount: number) => number): SpendHistory {
  return { ...known, days: known.days.map(change), hours: known.hours.map(change) };
}

function spentIn({ start, days, hours, hoursStart, now }: SpendHistory, period: Span): number {
  const sum = (amounts: Float64Array) => amounts.reduce((all, each) => all + (Number.isNaN(each) ? 0 : each), 0);
  const today = Math.floor(now / DAY) * DAY;
  const closed = days.filter((_, day) => start + day * DAY >= period.start);
  return sum(closed) + sum(hours.subarray((today - hoursStart) / HOUR));
}

function close(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one), Math.abs(other));
}

describe('Forecaster, of any history', () => {
  it('Forecaster never forecasts less than is spent, and its range contains the middle', () => {
    void fc.assert(
      fc.property(anyHistory, (known) => {
        const total = new Forecaster(known).total(JULY);
        assert.ok(total);
        const spent = spentIn(known, JULY);
        assert.ok(total.middle >= spent - 1e-6);
        const { low, high } = total.range ?? { low: spent, high: total.middle };
        assert.ok(spent - 1e-6 <= low && low <= total.middle + 1e-6 && total.middle <= high + 1e-6);
        assert.ok(Number.isFinite(high));
      }),
    );
  });

  // Powers of two: products are exact, and no amount at the edge of a rule comes to its other side by rounding.
  it('Forecaster forecasts so many times as much where all amounts are so many times as much', () => {
    void fc.assert(
      fc.property(anyHistory, fc.constantFrom(2 ** -10, 4, 2 ** 30), (known, factor) => {
        const one = new Forecaster(known).total(JULY);
        const other = new Forecaster(changed(known, (amount) => amount * factor)).total(JULY);
        assert.ok(one && other);
        const pairs = [
          [one.middle, other.middle],
          [one.range?.low, other.range?.low],
          [one.range?.high, other.range?.high],
        ];
        for (const [a = 0, b = 0] of pairs) assert.ok(close(a, b / factor), `${a} ${b / factor}`);
      }),
    );
  });

  it('Forecaster’s passing day is there where the total reaches the amount, within its own range, later for more', () => {
    void fc.assert(
      fc.property(anyHistory, fc.double({ min: 0.01, max: 3, noNaN: true }), (known, share) => {
        const forecaster = new Forecaster(known);
        const total = forecaster.total(JULY);
        assert.ok(total);
        const amount = total.middle * share;
        fc.pre(!close(amount, spentIn(known, JULY)));
        const passing = forecaster.passing(JULY, amount);
        assert.ok(passing);
        const { on, range } = passing;
        assert.equal(on !== null, total.middle >= amount);
        if (range) {
          assert.ok(on === null || range.from <= on);
          assert.ok(range.to === null || (on !== null && on <= range.to));
          assert.equal(
            range.to !== null,
            (total.range?.low ?? total.middle) >= amount || spentIn(known, JULY) >= amount,
          );
        }
        const more = forecaster.passing(JULY, amount + 1)?.on ?? Number.POSITIVE_INFINITY;
        assert.ok((on ?? Number.POSITIVE_INFINITY) <= more);
      }),
    );
  });

  it('Forecaster forecasts the same where days before the first are not known, or had no spend', () => {
    void fc.assert(
      fc.property(
        anyHistory,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, Number.NaN),
        (known, more, amount) => {
          const first = known.days.findIndex((each) => each !== 0 && !Number.isNaN(each));
          fc.pre(first >= 0);
          const longer = {
            ...known,
            start: known.start - more * DAY,
            days: Float64Array.from([...new Array<number>(more).fill(amount), ...known.days]),
          };
          assert.deepEqual(new Forecaster(longer).total(JULY), new Forecaster(known).total(JULY));
        },
      ),
    );
  });

  it('Forecaster says of a balance what it says of a period’s amount beyond what is spent', () => {
    void fc.assert(
      fc.property(anyHistory, fc.double({ min: 1, max: 100_000, noNaN: true }), (known, amount) => {
        const forecaster = new Forecaster(known);
        // A run rate of a month is that of the month, one of a balance that of the last seven days.
        fc.pre(forecaster.total(JULY)?.range !== null);
        const balance = forecaster.runsOut(amount, JULY.end);
        const month = forecaster.passing(JULY, spentIn(known, JULY) + amount);
        assert.deepEqual(balance, month);
      }),
    );
  });
});
