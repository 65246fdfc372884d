import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DailyBaseline, type DailyPast, unusualDay } from '../../../../src/figures/unusual/dailyBaseline.ts';
import { thresholdsOf } from '../../../../src/figures/unusual/thresholds.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { DAY, utcDayStart } from '../../../../src/time/utc.ts';

const USD = Number(DOLLAR);
const MEDIUM = thresholdsOf('medium', 10);
/** A Thursday in a month's midst. */
const THURSDAY = utcDayStart('2026-11-19');
const DAYS = 84;

/** A day's dollars, and its output tokens in millions. */
type Made = readonly [dollars: number, outputs: number];

/** What came before a day, by how many days it was before. */
function pastOf(of: (ago: number) => Made, count = DAYS): DailyPast {
  const made = Array.from({ length: count }, (_, at) => of(count - at));
  return {
    start: THURSDAY - count * DAY,
    days: Float64Array.from(made, ([dollars]) => dollars * USD),
    outputs: Float64Array.from(made, ([, outputs]) => outputs * 1e6),
  };
}

function isUnusual([dollars, outputs]: Made, past: DailyPast, thresholds = MEDIUM, organization = 1000): boolean {
  const judged = { amount: dollars * USD, outputs: outputs * 1e6 };
  return unusualDay(judged, new DailyBaseline(past, THURSDAY, thresholds), organization * USD) !== null;
}

/** Between −1 and 1, by the day. */
const wave = (ago: number, of = 2.4) => Math.sin(ago * of);
/** Work that is twice as much on some days as on others, at a unit cost that hardly changes. */
const lively = (ago: number): Made => {
  const work = Math.exp(0.6 * wave(ago));
  return [100 * work * (1 + 0.08 * wave(ago, 1.3)), work];
};

describe('The rule for a day whose unit of work costs more', () => {
  for (const [what, day, isOne] of [
    ['half as much again of everything as usual, of more work', [170, 1.7], false],
    ['half as much again as usual, of the same work', [170, 1], true],
    ['half as much again as usual, of a little less work', [180, 0.8], true],
    ['as much as usual, of half the work', [100, 0.5], false],
    ['half as much again, a third of it by the unit cost', [170, 1.3], false],
  ] as const) {
    it(`${what}, is ${isOne ? 'one' : 'none'} where work varies by twice`, () => {
      assert.equal(isUnusual(day, pastOf(lively)), isOne);
    });
  }

  it('unit costs that scatter are bound by their own scatter', () => {
    const scattered = pastOf((ago) => [100 * Math.exp(0.5 * wave(ago)), Math.exp(0.1 * wave(ago, 0.7))]);
    assert.deepEqual([isUnusual([180, 1], scattered), isUnusual([600, 1], scattered)], [false, true]);
  });

  it('amounts that vary less than output tokens do stand for the work', () => {
    const past = pastOf((ago) => [100 * (1 + 0.08 * wave(ago, 1.3)), Math.exp(1.2 * wave(ago))]);
    assert.deepEqual([isUnusual([200, 1], past), isUnusual([120, 1], past)], [true, false]);
  });

  it('an event of ten past days hides no other', () => {
    const past = pastOf((ago) => (ago > 30 && ago <= 40 ? [300, 1] : lively(ago)));
    assert.equal(isUnusual([170, 1], past), true);
  });

  it('one day alone has to be much dearer where unit costs scatter, and three on end less', () => {
    const scattered = (times: number) =>
      pastOf((ago) => [lively(ago)[0] * Math.exp(0.25 * wave(ago, 4.1)) * (ago <= 2 ? times : 1), lively(ago)[1]]);
    assert.deepEqual(
      [isUnusual([170, 1], scattered(1)), isUnusual([170, 1], scattered(1.7)), isUnusual([600, 1], scattered(1))],
      [false, true, true],
    );
  });

  it('a context that grows by eight percent a day is one by its eighth day', () => {
    const leak = (ago: number): Made => [lively(ago)[0] * 1.08 ** Math.max(0, 8 - ago), lively(ago)[1]];
    assert.equal(isUnusual([100 * 1.08 ** 8, 1], pastOf(leak)), true);
  });

  it('a dearer model that stays is usual after two weeks, and another one on top of it is told of by its second day', () => {
    const since = (days: number) => pastOf((ago) => [lively(ago)[0] * (ago <= days ? 5 / 3 : 1), lively(ago)[1]]);
    const found = [0, 7, 16, 21, 60].map((days) => isUnusual([170, 1], since(days)));
    assert.deepEqual(found, [true, true, false, false, false]);
    const again = pastOf((ago) => {
      const times = ago === 1 ? 3 : ago <= 21 ? 5 / 3 : 1;
      return [lively(ago)[0] * times, lively(ago)[1]];
    });
    assert.equal(isUnusual([300, 1], again), true);
  });

  it('a price cut teaches a lower unit cost, and the price before it is none, nor does it hide what costs more than before it', () => {
    const cut = (days: number) => pastOf((ago) => [lively(ago)[0] * (ago <= days ? 0.6 : 1), lively(ago)[1]]);
    assert.equal(isUnusual([100, 1], cut(20)), false);
    const back = pastOf((ago) => [lively(ago)[0] * (ago === 1 ? 1.7 : ago <= 60 ? 0.6 : 1), lively(ago)[1]]);
    assert.equal(isUnusual([170, 1], back), true);
  });

  it('without output tokens, known or not, amounts alone count', () => {
    const unknown = pastOf((ago) => [lively(ago)[0], Number.NaN]);
    const none = pastOf((ago) => [lively(ago)[0], 0]);
    for (const past of [unknown, none, pastOf(lively)]) {
      for (const outputs of [Number.NaN, 0]) {
        assert.deepEqual([isUnusual([170, outputs], past), isUnusual([900, outputs], past)], [false, true]);
      }
    }
    for (const past of [unknown, none]) assert.equal(isUnusual([170, 1], past), false);
  });

  it('days that were kept without output tokens are no past of unit costs: fewer than 14 with them tell nothing', () => {
    const withOutputs = (days: number) => pastOf((ago) => [lively(ago)[0], ago <= days ? lively(ago)[1] : Number.NaN]);
    assert.deepEqual(
      [13, 14].map((days) => isUnusual([170, 1], withOutputs(days))),
      [false, true],
    );
  });

  it('a scope without a past is judged by its amount alone', () => {
    const none = pastOf(() => [0, 0]);
    assert.deepEqual([isUnusual([120, 0.01], none), isUnusual([90, 0.01], none)], [true, false]);
  });

  it('cost that has no usage, as code execution, tells nothing by its unit cost', () => {
    const past = pastOf((ago) => [100 * Math.exp(0.6 * wave(ago)), 0]);
    assert.equal(isUnusual([170, 0], past), false);
  });

  it('a scope that hardly writes is judged by its own unit costs, however high they are', () => {
    const steady = pastOf((ago) => [lively(ago)[0], lively(ago)[1] * 1e-5]);
    const wild = pastOf((ago) => [lively(ago)[0], 1e-5 * Math.exp(2 * wave(ago, 1.1))]);
    assert.deepEqual([isUnusual([170, 1e-5], steady), isUnusual([170, 1e-5], wild)], [true, false]);
  });

  it('a day of credits is none', () => {
    assert.equal(isUnusual([-50, 1], pastOf(lively)), false);
    assert.equal(
      isUnusual(
        [170, 1],
        pastOf((ago) => (ago % 9 === 0 ? [-5, 1] : lively(ago))),
      ),
      true,
    );
  });

  const made = fc.tuple(
    fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1000, noNaN: true })),
    fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.double({ min: 0.001, max: 10, noNaN: true })),
  );
  const pasts = fc.array(made, { minLength: 0, maxLength: DAYS });
  const pastOfAll = (all: readonly Made[]) => pastOf((ago) => all[all.length - ago] ?? [0, 0], all.length);

  it('more work for the same amount makes no day dearer', () => {
    fc.assert(
      fc.property(pasts, made, fc.double({ min: 1, max: 5, noNaN: true }), (all, [dollars, outputs], times) => {
        const past = pastOfAll(all);
        if (isUnusual([dollars, outputs * times], past) && outputs > 0) assert.ok(isUnusual([dollars, outputs], past));
      }),
    );
  });

  it('the unit of work changes nothing, nor does that of money', () => {
    fc.assert(
      fc.property(pasts, made, fc.constantFrom(0.25, 8), fc.constantFrom(0.5, 16), (all, day, work, money) => {
        const scaled = ([dollars, outputs]: Made): Made => [dollars * money, outputs * work];
        const thresholds = thresholdsOf('medium', 10 * money);
        const isScaledOne = isUnusual(scaled(day), pastOfAll(all.map(scaled)), thresholds, 1000 * money);
        assert.equal(isScaledOne, isUnusual(day, pastOfAll(all)));
      }),
    );
  });

  it('sensitivity and the least amount move the bounds', () => {
    const past = pastOf(lively);
    const found = (['low', 'medium', 'high'] as const).map((each) => isUnusual([155, 1], past, thresholdsOf(each, 10)));
    assert.deepEqual(found, [false, false, true]);
    assert.equal(isUnusual([170, 1], past, thresholdsOf('medium', 50)), false);
  });
});
