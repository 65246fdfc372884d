import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UsualDays } from '../../../../src/figures/unusual/usualDays.ts';
import { DAY, utcDayStart } from '../../../../src/time/utc.ts';

const THURSDAY = utcDayStart('2026-11-19');

/** Amounts by how many days they were before a Thursday, oldest first. */
function usual(of: (ago: number) => number, { count = 84, isWeekly = true } = {}): UsualDays {
  const days = Array.from({ length: count }, (_, at) => count - at);
  return new UsualDays(
    days.map((ago) => ({ day: THURSDAY - ago * DAY, log: Math.log(of(ago)) })),
    THURSDAY,
    isWeekly,
  );
}

/** What is expected of that Thursday. */
function expected(days: UsualDays, day = THURSDAY): number {
  return Math.exp(-(days.residual({ day, log: 0 })?.log ?? Number.NaN));
}

const near = (value: number, truth: number, by = 0.01) =>
  assert.ok(Math.abs(value / truth - 1) < by, `${value}, not ${truth}`);

describe('What days are usually like', () => {
  it('a day is expected to come to what its weekday comes to, whatever others do', () => {
    const days = usual((ago) => (ago % 7 === 0 ? 300 : 100));
    near(expected(days), 300);
    near(expected(days, THURSDAY - DAY), 100);
  });

  it('days of a series that has no weekdays are expected to be alike', () => {
    near(expected(usual((ago) => (ago % 7 === 0 ? 300 : 100), { isWeekly: false })), 100, 0.2);
  });

  it('days that differ deviate by as much, and those that are alike by what all series drift', () => {
    assert.equal(usual(() => 100).deviation, 0.1);
    const half = usual((ago) => 100 * Math.exp(0.5 * Math.sin(ago * 2.4))).deviation;
    const all = usual((ago) => 100 * Math.exp(Math.sin(ago * 2.4))).deviation;
    assert.ok(half > 0.3 && half < 0.5, `${half}`);
    near(all, 2 * half, 0.05);
  });

  it('one event of ten days changes little', () => {
    const calm = (ago: number) => 100 * Math.exp(0.1 * Math.sin(ago * 2.4));
    const [event, none] = [usual((ago) => calm(ago) * (ago > 40 && ago <= 50 ? 8 : 1)), usual(calm)];
    assert.ok(event.deviation < 2.2 * none.deviation, `${event.deviation} ${none.deviation}`);
    near(expected(event), expected(none), 0.1);
  });

  it('the newest week does not count: what leaks is a part of it', () => {
    near(expected(usual((ago) => (ago <= 7 ? 500 : 100))), 100);
  });

  it('most of a level that has risen since is expected to stay, and a fall is not', () => {
    const risen = expected(usual((ago) => (ago <= 21 ? 121 : 100)));
    assert.ok(risen > 110 && risen < 121, `${risen}`);
    near(expected(usual((ago) => (ago <= 21 ? 80 : 100))), 100, 0.05);
  });

  it('nothing is expected of a weekday that has been seen once, and of two weeks the newest counts, too', () => {
    const isExpected = (count: number) => usual(() => 100, { count }).residual({ day: THURSDAY, log: 0 }) !== null;
    assert.deepEqual([0, 7, 13, 14].map(isExpected), [false, false, false, true]);
  });

  it('days that come and go slowly keep a part of their deviation, those that alternate none', () => {
    const slow = usual((ago) => Math.exp(0.5 * Math.sin(ago * 0.5)), { isWeekly: false }).memory;
    const quick = usual((ago) => (ago % 2 === 0 ? 80 : 120), { isWeekly: false }).memory;
    assert.ok(slow > 0.6 && slow <= 0.8, `${slow}`);
    assert.ok(quick < 0.05, `${quick}`);
  });

  it('what is expected of a weekday is known better the more of them there are', () => {
    const [few, many] = [28, 84].map((count) => usual(() => 100, { count }).errorOf(THURSDAY));
    assert.ok(few && many && few > 2 * many, `${few} ${many}`);
  });

  it('the unit of money changes nothing but the amount', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 14, maxLength: 91 }),
        (amounts) => {
          const of = (times: number) => usual((ago) => (amounts[ago - 1] ?? 1) * times, { count: amounts.length });
          const [one, other] = [of(1), of(1000)];
          near(expected(other), 1000 * expected(one), 1e-6);
          near(other.deviation, one.deviation, 1e-6);
          assert.ok(Math.abs(other.memory - one.memory) < 1e-6);
        },
      ),
    );
  });
});
