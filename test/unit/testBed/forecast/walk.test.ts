import assert from 'node:assert/strict';
import { DAY, HOUR, type Span } from '../../../../src/time/utc.ts';
import type { Forecaster } from '../../../bench/forecast/forecaster.ts';
import { simulate } from '../../../bench/forecast/simulate.ts';
import { endOf, type Spend } from '../../../bench/forecast/spend.ts';
import { walk, walkWorld } from '../../../bench/forecast/walk.ts';
import { HELD_OUT, OPEN, WORLDS, type World } from '../../../bench/forecast/worlds.ts';

interface Asked {
  readonly spend: Spend;
  readonly period: Span;
  readonly budget: number | undefined;
}

/** Remembers what it was asked, as it was then. */
class Recorder implements Forecaster {
  readonly name = 'recorder';
  readonly asked: Asked[] = [];

  forecast({ start, hours }: Spend, period: Span, budget?: number) {
    this.asked.push({ spend: { start, hours: hours.slice() }, period, budget });
    // Every byte that it could reach, not only those that it was handed.
    const reachable = new Float64Array(hours.buffer);
    assert.ok(reachable.subarray(hours.length).every(Number.isNaN), 'hours to come can be seen');
    return { middle: 0, passesOn: null };
  }
}

function world(name: string): World {
  const found = WORLDS.find((each) => each.name === name);
  assert.ok(found, name);
  return found;
}

/** So many dollar units in each hour of two months, March and April 2025. */
function spring(amountOf: (hour: number) => number): Spend {
  const [start, end] = [Date.UTC(2025, 2, 1), Date.UTC(2025, 4, 1)];
  return { start, hours: Float64Array.from({ length: (end - start) / HOUR }, (_, hour) => amountOf(hour)) };
}

describe('walk of forecasts', () => {
  it('walk hands out the hours up to a moment within the period, and none after it, in every world', () => {
    for (const each of WORLDS) {
      const all = simulate(each, OPEN[0] ?? 1);
      const recorder = new Recorder();
      walkWorld(recorder, each, OPEN[0] ?? 1);
      assert.ok(recorder.asked.length > 100, each.name);
      for (const { spend, period } of recorder.asked) {
        assert.ok(period.start < endOf(spend) && endOf(spend) < period.end);
        assert.equal(spend.start, all.start);
        assert.deepEqual(spend.hours, all.hours.subarray(0, spend.hours.length));
      }
    }
  });

  it('walk answers alike for whatever comes after the moment of the forecast', () => {
    const cut = Date.UTC(2025, 3, 10, 12);
    const calm = spring(() => 7);
    const wild = spring((hour) => (calm.start + hour * HOUR < cut ? 7 : 7_000));
    const [ofCalm, ofWild] = [calm, wild].map((all) => {
      const recorder = new Recorder();
      walk(recorder, all, { from: Date.UTC(2025, 3, 1), seed: 1 });
      return recorder.asked.filter(({ spend, budget }) => budget === undefined && endOf(spend) <= cut);
    });
    assert.ok((ofCalm?.length ?? 0) > 10);
    assert.deepEqual(ofWild, ofCalm);
  });

  it('walk asks for months at noon of five days, and for today at four hours of each third day', () => {
    const recorder = new Recorder();
    const { totals } = walk(
      recorder,
      spring(() => 1),
      { from: Date.UTC(2025, 3, 1), seed: 1 },
    );
    const months = recorder.asked.filter(
      ({ period, budget }) => period.end - period.start > DAY && budget === undefined,
    );
    assert.deepEqual(
      months.map(({ spend }) => new Date(endOf(spend)).toISOString().slice(0, 13)),
      ['2025-04-03T12', '2025-04-05T12', '2025-04-10T12', '2025-04-15T12', '2025-04-20T12'],
    );
    const ofToday = totals.filter((answer) => answer.of === 'today');
    assert.deepEqual(
      ofToday.map(({ from }) => from),
      Array.from({ length: 10 }, () => [9, 12, 15, 18]).flat(),
    );
    assert.ok(ofToday.every(({ truth }) => truth === 24));
    assert.ok(totals.filter((answer) => answer.of === 'month').every(({ truth }) => truth === 30 * 24));
  });

  it('walk waits for 14 days of bills, and stops after the days that are measured', () => {
    const { asked } = (() => {
      const recorder = new Recorder();
      walk(
        recorder,
        spring(() => 1),
        { from: 0, days: 40, seed: 1 },
      );
      return recorder;
    })();
    const days = asked.map(({ spend }) => Math.floor(spend.hours.length / 24));
    assert.ok(Math.min(...days) >= 15 && Math.min(...days) <= 17);
    assert.ok(Math.max(...days) <= 39 && Math.max(...days) >= 37);
  });

  it('walkWorld begins with the third month, in just started with the 16th day', () => {
    const firstOf = (name: string) => {
      const recorder = new Recorder();
      walkWorld(recorder, world(name), 1);
      const [first] = recorder.asked;
      assert.ok(first);
      return first.spend;
    };
    const steady = firstOf('steady');
    assert.ok(endOf(steady) > Date.UTC(2025, 2, 1) && endOf(steady) < Date.UTC(2025, 2, 4));
    assert.ok(firstOf('just started').hours.length < 18 * 24);
  });

  it('walk draws a budget for each month, some held and some not, and asks only for what is not spent', () => {
    const recorder = new Recorder();
    const passings = OPEN.flatMap((seed) => walkWorld(recorder, world('steady'), seed).passings);
    const held = passings.filter(({ truth }) => truth === null).length;
    assert.ok(held > passings.length / 10 && held < passings.length / 2, `${held} of ${passings.length}`);
    const budgets = recorder.asked.filter(({ budget }) => budget !== undefined);
    assert.ok(new Set(budgets.map(({ budget }) => budget)).size > 100);
    for (const { spend, period, budget = 0 } of budgets) {
      const first = (period.start - spend.start) / HOUR;
      assert.ok(spend.hours.subarray(first).reduce((total, amount) => total + amount, 0) < budget);
    }
  });

  it('walk says on which day a budget was reached, counted from the day of the forecast', () => {
    const recorder = new Recorder();
    const { passings } = walk(
      recorder,
      spring(() => 100),
      { from: Date.UTC(2025, 3, 1), seed: 2 },
    );
    const asked = recorder.asked.filter(({ budget }) => budget !== undefined);
    assert.equal(passings.length, asked.length);
    assert.ok(asked.length > 5);
    for (const [index, { spend, period, budget = 0 }] of asked.entries()) {
      // At 2,400 a day, from the first of the month.
      const day = Math.ceil(budget / 2_400) - 1;
      const today = Math.floor((endOf(spend) - period.start) / DAY);
      assert.equal(passings[index]?.truth, day < 30 ? day - today : null);
    }
  });

  it('walkWorld asks each forecaster the same, and others of held-out seeds', () => {
    const ask = (seed: number) => {
      const recorder = new Recorder();
      const { totals } = walkWorld(recorder, world('outage'), seed);
      return totals;
    };
    assert.deepEqual(ask(1), ask(1));
    assert.notDeepEqual(ask(HELD_OUT[0] ?? 0), ask(1));
  });
});
