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
function baseline(of: (hour: number) => number, day = TODAY, thresholds = MEDIUM): HourlyBaseline {
  const start = day - DAYS * DAY;
  const hours = Float64Array.from({ length: DAYS * 24 }, (_, at) => of(start + at * HOUR) * USD);
  return new HourlyBaseline({ start, hours }, thresholds);
}

const EVEN = baseline(() => 6);
const NOTHING = baseline(() => 0);

/** A look at ten minutes before an instant, of dollars an hour, after 50 of `before`. */
function look(rates: readonly number[], own: Partial<Parameters<typeof runaway>[0]> = {}, before = 6) {
  const all = [...new Array<number>(50).fill(before), ...rates];
  return {
    minutes: Float64Array.from(all, (rate) => (rate * USD) / 60),
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
    ['three and a half times the usual', ten(21), true],
    ['less than three times the usual', ten(17.9), false],
    ['five times the usual for six minutes', begun(6, 30), true],
    ['five times the usual for two minutes', begun(2, 30), false],
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
    const found = [10, 5].map((least) => {
      const thresholds = thresholdsOf('medium', least);
      return runaway(look(ten(9), { baseline: baseline(() => 1, TODAY, thresholds) }, 1), thresholds) !== null;
    });
    assert.deepEqual(found, [false, true]);
  });

  it('sensitivity moves the factor: four times the usual is one at medium and high alone', () => {
    const found = (['low', 'medium', 'high'] as const).map((each) => {
      const thresholds = thresholdsOf(each, 10);
      return runaway(look(ten(25), { baseline: baseline(() => 6, TODAY, thresholds) }), thresholds) !== null;
    });
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
    const last = utcDayStart('2026-11-30');
    const end = last + 3 * HOUR + 30 * MINUTE;
    const batch = utcDayStart('2026-10-31') + 3 * HOUR;
    const found = [batch, Number.NaN].map((at) => {
      const past = baseline((hour) => (hour === at ? 100 : 6), last);
      return runaway(look(ten(110), { baseline: past, end }), MEDIUM) !== null;
    });
    assert.deepEqual(found, [false, true]);
  });

  it('a level that came before raises the bound, and never lowers it below three times the usual', () => {
    const wavering = baseline((hour) => 6 * Math.exp(0.3 * Math.sin(hour / HOUR)));
    const bound = (level: number) => {
      const today = (hour: number) => (hour >= TODAY ? level * 6 * USD : undefined);
      return runawayBound(look(ten(level * 6), { today, baseline: wavering }, level * 6)) / wavering.usual(NOON);
    };
    for (let level = 0.1; level < 3; level += 0.1) {
      assert.ok(bound(level) * USD >= 2.99, String(level));
      assert.ok(bound(level + 0.1) >= bound(level), String(level));
    }
    assert.ok(bound(2) > 1.4 * bound(1));
    assert.equal(bound(10), bound(4));
  });

  it('a scope that often comes to four times its usual is bound by its own past', () => {
    const bursty = baseline((hour) => ((hour / HOUR) % 4 === 0 ? 24 : 6) * (1 + 0.3 * Math.sin(hour / HOUR)));
    const wild = baseline((hour) => 6 * Math.exp(1.2 * Math.sin((hour / HOUR) ** 2)));
    assert.equal(runaway(look(ten(30), { baseline: wild }), MEDIUM), null);
    assert.notEqual(runaway(look(ten(90), { baseline: bursty }), MEDIUM), null);
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
