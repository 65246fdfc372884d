import assert from 'node:assert/strict';
import { HourlyBaseline } from '../../../../src/figures/unusual/hourlyBaseline.ts';
import { runaway } from '../../../../src/figures/unusual/runaway.ts';
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

/** A number from -1 to 1 that looks as if it came by chance. */
function noise(at: number): number {
  const part = Math.abs(Math.sin(at * 12.9898) * 43_758.5453) % 1;
  return 2 * part - 1;
}

const WAVERING = baseline((hour) => 6 * Math.exp(0.5 * noise(hour / HOUR)));

/** Dollars an hour from which on ten minutes are a runaway, after hours at so many times $6. */
function leastRate(past: HourlyBaseline, level: number, end = NOON + 40 * MINUTE): number {
  const today = (hour: number) => (hour >= TODAY ? level * 6 * USD : undefined);
  let [none, one] = [1, 10_000];
  while (one / none > 1.001) {
    const rate = Math.sqrt(none * one);
    const isOne = runaway(look(ten(rate), { today, baseline: past, end }, level * 6), MEDIUM) !== null;
    [none, one] = isOne ? [none, rate] : [rate, one];
  }
  return one;
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

  it('a batch late on the last day of the month is none where the last month had it early on that day alone', () => {
    const last = utcDayStart('2026-11-30');
    const end = last + 23 * HOUR + 30 * MINUTE;
    const found = [0, 12].map((early) => {
      const batch = utcDayStart('2026-10-31') + early * HOUR;
      const past = baseline((hour) => (hour === batch ? 100 : 6), last);
      return runaway(look(ten(110), { baseline: past, end }), MEDIUM) !== null;
    });
    assert.deepEqual(found, [false, true]);
  });

  it('a level that came before raises what a runaway comes to, and never lowers it below three times the usual', () => {
    const least = (level: number) => leastRate(WAVERING, level) / 6;
    for (let level = 0.1; level < 5; level += 0.3) {
      assert.ok(least(level) >= 2.99, String(level));
      assert.ok(least(level + 0.3) >= least(level) - 0.02, String(level));
    }
    assert.ok(least(2) > 1.15 * least(1));
  });

  it('a level that is unusual itself does not become usual: what began hours ago is found, too', () => {
    assert.ok(leastRate(WAVERING, 8) < 8 * 6);
    assert.ok(Math.abs(leastRate(WAVERING, 20) - leastRate(WAVERING, 8)) < 6);
  });

  it('a rate is a jump from one level just before, and none from another', () => {
    const lively = baseline((hour) => 6 * Math.exp(0.7 * noise(Math.floor(hour / DAY)) + 0.3 * noise(hour / HOUR)));
    const at = (before: number) =>
      runaway(look(ten(22), { baseline: lively, today: () => before * USD }, before), MEDIUM) !== null;
    assert.deepEqual([at(6), at(14)], [true, false]);
  });

  it('few requests tell little: the same amounts are a runaway in small requests alone', () => {
    const isOne = (each: number) => {
      const rates = Array.from({ length: 60 }, (_, at) => (at % each === 0 ? each : 0) * (at < 50 ? 6 : 25));
      const minutes = Float64Array.from(rates, (rate) => (rate * USD) / 60);
      return runaway({ ...look([], { baseline: WAVERING }), minutes }, MEDIUM) !== null;
    };
    assert.deepEqual([1, 3].map(isOne), [true, false]);
  });

  it('an hour of the day that changes by chance needs more than one that is always alike', () => {
    const uneven = baseline((hour) => 6 * Math.exp((hour % DAY === 12 * HOUR ? 1 : 0.2) * noise(hour / HOUR)));
    const [noon = 0, later = 0] = [NOON, NOON + 2 * HOUR].map((hour) => leastRate(uneven, 1, hour + 14 * MINUTE));
    assert.ok(noon > 1.3 * later, `${noon} ${later}`);
  });

  it('a weekday tells of those that are alike, and of no others', () => {
    // Days at work come to ten times a day off; one of the days at work has been seen twice only.
    const office = (hour: number) => ((hour / DAY + 3) % 7 < 5 ? 10 : 1);
    const seldom = baseline((hour) =>
      (hour / DAY + 3) % 7 >= 3 && hour < TODAY - 14 * DAY ? Number.NaN : office(hour),
    );
    const [thursday, sunday] = [TODAY, TODAY + 3 * DAY].map((day) => seldom.expected(day + 12 * HOUR) / USD);
    assert.deepEqual([thursday, sunday], [10, 1]);
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

  it('a past of weeks makes surer than a shorter one: the same jump is a runaway after six weeks, and not after two', () => {
    const since = (days: number) =>
      baseline((hour) => (hour < TODAY - days * DAY ? 0 : 6 * Math.exp(0.5 * noise(hour / HOUR))));
    const [two, six] = [14, DAYS].map((days) => leastRate(since(days), 1));
    assert.ok(two && six && two > 1.3 * six, `${two} ${six}`);
  });

  it('minutes are compared with the dearer hour where they are of two', () => {
    const steps = baseline((hour) => (hour % DAY === 10 * HOUR ? 60 : 6));
    const early = { end: TODAY + 11 * HOUR + 5 * MINUTE, baseline: steps };
    assert.equal(runaway(look(ten(65), early), MEDIUM), null);
  });
});
