import assert from 'node:assert/strict';
import { HourlyBaseline } from '../../../../src/figures/unusual/hourlyBaseline.ts';
import { runaway, runawayBound } from '../../../../src/figures/unusual/runaway.ts';
import { thresholdsOf } from '../../../../src/figures/unusual/thresholds.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE, utcDayStart } from '../../../../src/time/utc.ts';

const USD = Number(DOLLAR);
const TODAY = utcDayStart('2026-11-19');
const NOON = TODAY + 12 * HOUR;
const DAYS = 42;
const MEDIUM = thresholdsOf('medium', 10);

/** Six weeks of dollars by the hour: `of` is called with the start of each. */
function baseline(of: (hour: number) => number): HourlyBaseline {
  const start = TODAY - DAYS * DAY;
  return new HourlyBaseline({
    start,
    hours: Float64Array.from({ length: DAYS * 24 }, (_, at) => of(start + at * HOUR) * USD),
  });
}

const EVEN = baseline(() => 6);
const NOTHING = baseline(() => 0);

/** A look at ten minutes before an instant, of dollars an hour. */
function look(rates: readonly number[], own: Partial<Parameters<typeof runaway>[0]> = {}) {
  return {
    minutes: Float64Array.from(rates, (rate) => (rate * USD) / 60),
    end: NOON + 40 * MINUTE,
    baseline: EVEN,
    today: () => undefined,
    organizationRate: 100 * USD,
    ...own,
  };
}

const ten = (rate: number) => new Array<number>(10).fill(rate);
const begun = (minutes: number, rate: number) => [
  ...new Array<number>(10 - minutes).fill(6),
  ...new Array<number>(minutes).fill(rate),
];

describe('The rule for a runaway', () => {
  for (const [what, rates, isOne] of [
    ['three times the usual', ten(18.01), true],
    ['less than three times the usual', ten(17.9), false],
    ['five times the usual for six minutes', begun(6, 30), true],
    ['five times the usual for three minutes', begun(3, 30), false],
    ['one huge request', begun(1, 3000), false],
    ['nothing at all', ten(0), false],
  ] as const) {
    it(`a key at ${what} is ${isOne ? 'one' : 'none'}`, () => {
      assert.equal(runaway(look(rates), MEDIUM) !== null, isOne);
    });
  }

  it('a runaway has its rate, what is usual, and the minutes since its first', () => {
    const found = runaway(look(begun(7, 30)), MEDIUM) ?? assert.fail('none');
    assert.deepEqual([Math.round(found.rate / USD), found.usual / USD, found.minutes], [30, 6, 7]);
  });

  it('less than the least amount is no runaway, and the setting moves it', () => {
    const small = look(ten(9), { baseline: baseline(() => 1) });
    assert.equal(runaway(small, MEDIUM), null);
    assert.notEqual(runaway(small, thresholdsOf('medium', 5)), null);
  });

  it('sensitivity moves the factor: four times the usual is one at medium and high alone', () => {
    const four = look(ten(24));
    const found = (['low', 'medium', 'high'] as const).map((each) => runaway(four, thresholdsOf(each, 10)) !== null);
    assert.deepEqual(found, [false, true, true]);
  });

  it('a scope without a past counts by the least amount, above a tenth of the organization alone', () => {
    const at = (organizationRate: number) =>
      runaway(look(ten(12), { baseline: NOTHING, organizationRate: organizationRate * USD }), MEDIUM) !== null;
    assert.deepEqual([at(100), at(130)], [true, false]);
  });

  it('hours of the week that are always so are none, and the same rate at another hour is one', () => {
    const mondays = baseline((hour) => ((hour / DAY + 3) % 7 < 1 ? 60 : 6));
    const monday = TODAY + 4 * DAY + 12 * HOUR + 40 * MINUTE;
    assert.equal(runaway(look(ten(70), { baseline: mondays, end: monday }), MEDIUM), null);
    assert.notEqual(runaway(look(ten(70), { baseline: mondays }), MEDIUM), null);
  });

  it('an hour beside one that is always so is none: clocks are set', () => {
    const nightly = baseline((hour) => (hour % DAY === 13 * HOUR ? 60 : 6));
    assert.equal(runaway(look(ten(70), { baseline: nightly }), MEDIUM), null);
  });

  it('a batch on the last day of the month that the last month had is none', () => {
    const end = utcDayStart('2026-11-30') + 3 * HOUR + 30 * MINUTE;
    const start = utcDayStart('2026-11-30') - DAYS * DAY;
    const batch = utcDayStart('2026-10-31') + 3 * HOUR;
    const hours = Float64Array.from({ length: DAYS * 24 }, (_, at) => (start + at * HOUR === batch ? 100 : 6) * USD);
    const withBatch = new HourlyBaseline({ start, hours });
    assert.equal(runaway(look(ten(110), { baseline: withBatch, end }), MEDIUM), null);
    assert.notEqual(runaway(look(ten(110), { end }), MEDIUM), null);
  });

  it('a lively hour before raises the bound at most two and a half times, and hours of the runaway itself do not', () => {
    const bound = (before: number) =>
      runawayBound(look(ten(0), { today: (hour) => (hour >= TODAY ? before * USD : undefined) }), MEDIUM) / USD;
    assert.equal(bound(6), 18);
    assert.ok(bound(12) > 30 && bound(12) < 36);
    assert.ok(bound(17) <= 45);
    assert.equal(bound(30), 18);
  });

  it('a scope that often comes to four times its usual is bound by its own past', () => {
    const bursty = baseline((hour) => ((hour / HOUR) % 31 === 0 ? 24 : 6));
    assert.equal(runaway(look(ten(30), { baseline: bursty }), MEDIUM), null);
  });

  it('the past begins with the first spend: zeros before it make nothing usual', () => {
    const young = baseline((hour) => (hour < TODAY - 15 * DAY ? 0 : 6));
    assert.equal(young.usual(NOON), 6 * USD);
  });

  it('minutes are compared with the dearer hour where they are of two', () => {
    const steps = baseline((hour) => (hour % DAY === 10 * HOUR ? 60 : 6));
    const early = { end: TODAY + 11 * HOUR + 5 * MINUTE, baseline: steps };
    assert.equal(runaway(look(ten(65), early), MEDIUM), null);
  });
});
