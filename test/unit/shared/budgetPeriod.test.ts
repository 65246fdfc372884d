import assert from 'node:assert/strict';
import { BUDGET_PERIODS, type BudgetPeriod } from '../../../src/shared/budget.ts';
import { daysOfPeriod, periodAt, periodsBefore } from '../../../src/shared/budgetPeriod.ts';
import { DAY, HOUR, utcDay } from '../../../src/time/utc.ts';

const written = ({ start, end }: { start: number; end: number }) => `${utcDay(start)} ${utcDay(end)}`;

describe('periods of budgets', () => {
  for (const [period, at, expected] of [
    ['day', '2026-11-22T23:59:59.999Z', '2026-11-22 2026-11-23'],
    ['day', '2026-11-22T00:00:00Z', '2026-11-22 2026-11-23'],
    ['week', '2026-11-22T14:07:00Z', '2026-11-16 2026-11-23'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-23 2026-11-30'],
    ['week', '2027-01-01T12:00:00Z', '2026-12-28 2027-01-04'],
    ['month', '2026-11-30T23:59:59.999Z', '2026-11-01 2026-12-01'],
    ['month', '2028-02-29T12:00:00Z', '2028-02-01 2028-03-01'],
    ['month', '2026-12-01T00:00:00Z', '2026-12-01 2027-01-01'],
  ] as const) {
    it(`the ${period} of ${at} is a span of UTC: ${expected}`, () => {
      assert.equal(written(periodAt(period, Date.parse(at))), expected);
    });
  }

  it('the periods before an instant follow each other without a gap, the newest first', () => {
    const now = Date.UTC(2026, 2, 30, 5);
    for (const period of BUDGET_PERIODS) {
      let { start } = periodAt(period, now);
      for (const span of periodsBefore(period, now, 40)) {
        assert.equal(span.end, start);
        assert.deepEqual(periodAt(period, span.start + HOUR), span);
        ({ start } = span);
      }
    }
    const newest = (period: BudgetPeriod) => periodsBefore(period, now, 2).map(written);
    assert.deepEqual(newest('month'), ['2026-02-01 2026-03-01', '2026-01-01 2026-02-01']);
    assert.deepEqual(newest('week'), ['2026-03-23 2026-03-30', '2026-03-16 2026-03-23']);
  });

  it('the days of a period are those from its start to its end', () => {
    const days = daysOfPeriod(periodAt('month', Date.UTC(2028, 1, 29)));
    assert.deepEqual([days.length, utcDay(days[0] ?? 0), utcDay(days.at(-1) ?? 0)], [29, '2028-02-01', '2028-02-29']);
    assert.deepEqual(daysOfPeriod({ start: 0, end: DAY }), [0]);
  });
});
