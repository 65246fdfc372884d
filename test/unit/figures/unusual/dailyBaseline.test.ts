import assert from 'node:assert/strict';
import { DailyBaseline, unusualDay } from '../../../../src/figures/unusual/dailyBaseline.ts';
import { thresholdsOf } from '../../../../src/figures/unusual/thresholds.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { DAY, utcDayStart } from '../../../../src/time/utc.ts';

const USD = Number(DOLLAR);
const DAYS = 84;
const MEDIUM = thresholdsOf('medium', 10);
/** A Thursday in a month's midst. */
const THURSDAY = utcDayStart('2026-11-19');

function baseline(of: (day: number) => number, day = THURSDAY, thresholds = MEDIUM, count = DAYS): DailyBaseline {
  const start = day - count * DAY;
  const days = Float64Array.from({ length: count }, (_, at) => of(start + at * DAY) * USD);
  const outputs = new Float64Array(count).fill(Number.NaN);
  return new DailyBaseline({ start, days, outputs }, day, thresholds);
}

/** A day of which amounts alone are known. */
const judged = (amount: number) => ({ amount, outputs: Number.NaN });

const isUnusual = (dollars: number, past: DailyBaseline, organization = 1000) =>
  unusualDay(judged(dollars * USD), past, organization * USD) !== null;

describe('The rule for a day', () => {
  const even = baseline(() => 100);
  for (const [dollars, isOne] of [
    [151, true],
    [149, false],
    [100, false],
    [0, false],
  ] as const) {
    it(`$${dollars} on a weekday that has $100 is ${isOne ? 'one' : 'none'}`, () => {
      assert.equal(isUnusual(dollars, even), isOne);
    });
  }

  it('half as much again is none below the least excess', () => {
    const small = baseline(() => 30);
    assert.deepEqual([isUnusual(49, small), isUnusual(51, small)], [false, true]);
  });

  it('a Monday that is always so is none, and the same on a Thursday is one', () => {
    const rhythm = (day: number) => ((day / DAY + 3) % 7 === 0 ? 300 : 100);
    const monday = utcDayStart('2026-11-16');
    assert.deepEqual([isUnusual(320, baseline(rhythm, monday)), isUnusual(320, baseline(rhythm))], [false, true]);
  });

  it('a month-end batch that past months had is none, and the first one is one', () => {
    const last = utcDayStart('2026-11-30');
    const batch = (day: number) => (new Date(day + DAY).getUTCDate() === 1 ? 500 : 100);
    assert.deepEqual(
      [
        isUnusual(560, baseline(batch, last)),
        isUnusual(
          560,
          baseline(() => 100, last),
        ),
      ],
      [false, true],
    );
  });

  it('days that scatter widely are bound by their own scatter', () => {
    const wild = baseline((day) => 100 * Math.exp(0.5 * Math.sin((day / DAY) * 2.4)));
    assert.equal(isUnusual(160, wild), false);
  });

  it('a past of months makes surer than a shorter one: the same day is one after twelve weeks, and not after four', () => {
    const wavering = (day: number) => 100 * Math.exp(0.6 * Math.sin((day / DAY) ** 2 % 7));
    const since = (days: number) => baseline(wavering, THURSDAY, MEDIUM, days);
    const least = (past: DailyBaseline) =>
      Array.from({ length: 600 }, (_, at) => 100 + at).find((dollars) => isUnusual(dollars, past));
    const [short, long] = [28, 84].map((days) => least(since(days)));
    assert.ok(short && long && short > long, `${short} ${long}`);
  });

  it('one event of the past does not hide another', () => {
    const past = baseline((day) => (day === THURSDAY - 9 * DAY ? 900 : 100));
    assert.equal(isUnusual(200, past), true);
  });

  it('a scope without a past counts above a tenth of the organization, and half above all that it ever had', () => {
    const none = baseline(() => 0);
    assert.deepEqual([isUnusual(120, none), isUnusual(90, none), isUnusual(19, none, 50)], [true, false, false]);
    const once = baseline((day) => (day === THURSDAY - 5 * DAY ? 200 : 0));
    assert.deepEqual([isUnusual(290, once), isUnusual(310, once)], [false, true]);
  });

  it('a leak of eight percent a day is one by its eighth day, and growth of a tenth a month is none', () => {
    const leak = (day: number) => 200 * 1.08 ** Math.max(0, (day - THURSDAY) / DAY + 8);
    const wavering = (day: number) => Math.exp(0.1 * Math.sin((day / DAY) * 2.4));
    const growth = (day: number) => 200 * 1.1 ** ((day - THURSDAY) / (30 * DAY));
    const isFound = (of: (day: number) => number) =>
      isUnusual(
        of(THURSDAY),
        baseline((day) => of(day) * wavering(day)),
      );
    assert.deepEqual([isFound(leak), isFound(growth)], [true, false]);
  });

  it('a level that has risen for weeks is what is expected, however low the medians are', () => {
    const past = baseline((day) => (day < THURSDAY - 20 * DAY ? 100 : 220) * Math.exp(0.15 * Math.sin(day / DAY)));
    assert.deepEqual([isUnusual(250, past), isUnusual(1000, past)], [false, true]);
  });

  it('all amounts and the least one times as much change nothing', () => {
    for (let day = 0; day < 7; day++) {
      const of = (at: number) => 100 + 30 * Math.sin(at / DAY) + 20 * Math.cos((at / DAY) * 3.1);
      for (const dollars of [120, 160, 200, 240]) {
        const found = [1, 10].map((times) => {
          const thresholds = thresholdsOf('medium', 10 * times);
          const past = baseline((at) => times * of(at), THURSDAY + day * DAY, thresholds);
          return unusualDay(judged(times * dollars * USD), past, 1000 * times * USD) !== null;
        });
        assert.equal(found[0], found[1]);
      }
    }
  });

  it('sensitivity and the least amount move the bounds', () => {
    const isOne = (dollars: number, thresholds: ReturnType<typeof thresholdsOf>) =>
      unusualDay(
        judged(dollars * USD),
        baseline(() => 100, THURSDAY, thresholds),
        1000 * USD,
      ) !== null;
    const found = (['low', 'medium', 'high'] as const).map((each) => isOne(145, thresholdsOf(each, 10)));
    assert.deepEqual(found, [false, false, true]);
    assert.equal(isOne(160, thresholdsOf('medium', 40)), false);
  });
});
