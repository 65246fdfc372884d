import assert from 'node:assert/strict';
import { DAY, firstOfMonth, utcDay, utcDayStart, weekdayOf } from '../../../../src/time/utc.ts';
import { draw, sigmaOf, simulate } from '../../../bench/forecast/simulate.ts';
import type { Spend } from '../../../bench/forecast/spend.ts';
import { FIRST_DAY, HELD_OUT, MONTHS, OPEN, WORLDS, type World } from '../../../bench/forecast/worlds.ts';

const SEEDS = [...OPEN, ...HELD_OUT];
const FIRST = utcDayStart(FIRST_DAY) / DAY;
const UNITS_PER_DOLLAR = 1e8;

function world(name: string): World {
  const found = WORLDS.find((each) => each.name === name);
  assert.ok(found, name);
  return found;
}

const sum = (values: Iterable<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

/** Dollars by day, from the world's first day on. */
function daysOf({ start, hours }: Spend): number[] {
  const before = start / DAY - FIRST;
  const days = Array.from({ length: hours.length / 24 }, (_, day) => sum(hours.subarray(day * 24, day * 24 + 24)));
  return [...new Array<number>(before).fill(0), ...days.map((units) => units / UNITS_PER_DOLLAR)];
}

/** Days of all seeds of a world. */
function allDays(name: string): number[][] {
  return SEEDS.map((seed) => daysOf(simulate(world(name), seed)));
}

/** Mean day of all seeds, of the days that the test picks by number since 1970. */
function meanDay(name: string, pick: (day: number) => boolean): number {
  return mean(allDays(name).flatMap((days) => days.filter((_, index) => pick(FIRST + index))));
}

/** Mean over seeds of the 60 days from a seed's own day on, over the 60 days that end so many days before it. */
function stepAt(name: string, dayOf: (seed: number) => number, settled = 0): number {
  const levels = SEEDS.map((seed) => {
    const days = daysOf(simulate(world(name), seed));
    const at = dayOf(seed);
    return [mean(days.slice(at - 60, at)), mean(days.slice(at + settled, at + 60))] as const;
  });
  return mean(levels.map(([, after]) => after)) / mean(levels.map(([before]) => before));
}

function isNear(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual / expected - 1) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}

/** Correlation of neighbouring days' logarithms, each against its mean. */
function correlation(days: readonly number[]): number {
  const logs = days.map(Math.log);
  const middle = mean(logs);
  const products = logs.slice(1).map((log, index) => (log - middle) * ((logs[index] ?? 0) - middle));
  return mean(products) / mean(logs.map((log) => (log - middle) ** 2));
}

function deviation(days: readonly number[]): number {
  const logs = days.map(Math.log);
  const middle = mean(logs);
  return Math.sqrt(mean(logs.map((log) => (log - middle) ** 2)));
}

describe('worlds of forecasts', () => {
  it('WORLDS has the twelve shapes, each with its reason', () => {
    assert.deepEqual(
      WORLDS.map(({ name }) => name),
      [
        'steady',
        'growing',
        'weekday and weekend',
        'month-end batch',
        'new key',
        'price cut',
        'outage',
        'thin',
        'bursty',
        'just started',
        'two workspaces of different rhythm',
        'holiday',
      ],
    );
    for (const { why } of WORLDS) assert.ok(why.length > 40, why);
  });

  it('seeds are twenty, half of them held out, and both halves are as noisy', () => {
    assert.equal(new Set(SEEDS).size, 20);
    assert.equal(HELD_OUT.length, 10);
    for (const { workloads } of WORLDS) {
      for (const workload of workloads) {
        const of = (seeds: readonly number[]) => seeds.map((seed) => sigmaOf(workload, seed));
        assert.deepEqual(of(OPEN), of(HELD_OUT));
        isNear(Math.min(...of(OPEN)), workload.noise[0], 1e-9);
        isNear(Math.max(...of(OPEN)), workload.noise[1], 1e-9);
      }
    }
  });

  it('noise by day is 0.15 to 0.5, in bursty 1, in every world', () => {
    for (const { name, workloads } of WORLDS) {
      for (const {
        noise: [least, most],
      } of workloads) {
        if (name === 'bursty') assert.deepEqual([least, most], [1, 1]);
        else assert.ok(least >= 0.15 && most <= 0.5, name);
      }
    }
  });

  it('simulate says the same of the same name and seed, and something else of another', () => {
    for (const each of WORLDS) {
      assert.deepEqual(simulate(each, 3), simulate(each, 3));
      assert.notDeepEqual(simulate(each, 3).hours, simulate(each, 4).hours);
      assert.notDeepEqual(simulate(each, 3).hours, simulate({ ...each, name: `other ${each.name}` }, 3).hours);
    }
  });

  it('simulate makes the organizations that forecasts were measured on, to the dollar', () => {
    const totals = WORLDS.map((each) => [
      each.name,
      Math.round(sum(SEEDS.flatMap((seed) => daysOf(simulate(each, seed))))),
    ]);
    assert.deepEqual(Object.fromEntries(totals), {
      steady: 3_557_140,
      growing: 2_433_810,
      'weekday and weekend': 1_660_552,
      'month-end batch': 1_986_122,
      'new key': 2_119_673,
      'price cut': 2_388_705,
      outage: 2_038_402,
      thin: 6_332,
      bursty: 1_411_476,
      'just started': 686_912,
      'two workspaces of different rhythm': 2_850_241,
      holiday: 1_844_008,
    });
  });

  it('simulate makes whole, not negative amounts to the end of the 14 months, whose sum is exact', () => {
    for (const each of WORLDS) {
      const { start, hours } = simulate(each, 1);
      assert.equal(start / DAY + hours.length / 24, firstOfMonth(FIRST, MONTHS));
      assert.ok(
        hours.every((amount) => Number.isSafeInteger(amount) && amount >= 0),
        each.name,
      );
      assert.ok(Number.isSafeInteger(sum(hours)), each.name);
    }
  });

  it('steady days are alike but for noise of the stated size, which the next day has a part of', () => {
    for (const seed of SEEDS) {
      const days = daysOf(simulate(world('steady'), seed));
      isNear(deviation(days), sigmaOf(world('steady').workloads[0], seed), 0.25);
    }
    isNear(mean(allDays('steady').map(correlation)), world('steady').workloads[0].memory, 0.1);
    const [first, last] = [
      meanDay('steady', (day) => day < FIRST + 90),
      meanDay('steady', (day) => day >= FIRST + 334),
    ];
    isNear(last, first, 0.06);
    for (let weekday = 0; weekday < 7; weekday++) {
      isNear(
        meanDay('steady', (day) => weekdayOf(day) === weekday),
        420,
        0.06,
      );
    }
  });

  it('growing grows by a tenth in 30 days', () => {
    const early = meanDay('growing', (day) => day < FIRST + 84);
    const late = meanDay('growing', (day) => day >= FIRST + 300 && day < FIRST + 384);
    isNear(late / early, 1.1 ** 10, 0.06);
  });

  it('weekday and weekend spends about an eighth of a weekday on a day of the weekend', () => {
    const weekend = meanDay('weekday and weekend', (day) => weekdayOf(day) >= 5);
    isNear(weekend / meanDay('weekday and weekend', (day) => weekdayOf(day) < 5), 0.135, 0.08);
  });

  it('month-end batch spends a fifth of its months on what the last two days have more than others', () => {
    const isLast = (day: number) => firstOfMonth(day, 1) - day <= 2;
    const batch = meanDay('month-end batch', isLast) - meanDay('month-end batch', (day) => !isLast(day));
    const month = meanDay('month-end batch', () => true) * (365 / 12);
    isNear((2 * batch) / month, 0.2, 0.1);
  });

  it('new key adds three quarters within two weeks of its day', () => {
    const begins = (seed: number) => draw(world('new key'), seed).begins[1] ?? 0;
    isNear(stepAt('new key', begins, 14), 1.75, 0.08);
    assert.ok(new Set(SEEDS.map(begins)).size > 15);
  });

  it('price cut costs 0.65 of before from its day on', () => {
    const cutOn = (seed: number) => draw(world('price cut'), seed).priceCut ?? 0;
    isNear(stepAt('price cut', cutOn), 0.65, 0.06);
    assert.ok(new Set(SEEDS.map(cutOn)).size > 15);
  });

  it('outage spends nothing in twelve stretches of 4 to 48 hours, and something in all other hours', () => {
    for (const seed of SEEDS) {
      const { hours } = simulate(world('outage'), seed);
      const { outages } = draw(world('outage'), seed);
      assert.equal(outages.length, 12);
      const isOut = (hour: number) => outages.some(({ from, to }) => from <= hour && hour < to);
      assert.ok(outages.every(({ from, to }) => to - from >= 4 && to - from <= 48));
      assert.ok(hours.every((amount, hour) => (amount === 0) === isOut(hour)));
    }
  });

  it('thin spends nothing on about half of its days, and less than $10 on a usual one', () => {
    const days = allDays('thin').flat();
    const spent = days.filter((day) => day > 0).sort((a, b) => a - b);
    isNear(1 - spent.length / days.length, 0.45, 0.1);
    assert.ok((spent[Math.floor(spent.length / 2)] ?? 0) < 10);
  });

  it('bursty days differ from weekday to weekday by a deviation of 1', () => {
    const mondays = allDays('bursty').map((days) => days.filter((_, index) => weekdayOf(FIRST + index) === 0));
    isNear(mean(mondays.map(deviation)), 1, 0.1);
  });

  it('just started begins on its day, below its level, and has come to it after three months', () => {
    const workload = world('just started').workloads[0];
    const early: number[] = [];
    const late: number[] = [];
    for (const seed of SEEDS) {
      const spend = simulate(world('just started'), seed);
      const begins = draw(world('just started'), seed).begins[0] ?? 0;
      assert.equal(spend.start, (FIRST + begins) * DAY);
      assert.ok(sum(spend.hours.subarray(0, 24)) > 0);
      const days = daysOf(spend).slice(begins);
      early.push(...days.slice(0, 7));
      late.push(...days.slice(91, 119));
    }
    assert.ok(mean(early) < 0.2 * mean(late));
    isNear(mean(late), (workload.dollarsADay * 5.27) / 7, 0.08);
  });

  it('two workspaces of different rhythm work by day on weekdays, and at night on weekends', () => {
    const hours = (pick: (day: number) => boolean) => {
      const sums = new Array<number>(24).fill(0);
      const { start, hours: all } = simulate(world('two workspaces of different rhythm'), 1);
      for (const [index, amount] of all.entries()) {
        if (pick(start / DAY + Math.floor(index / 24))) sums[index % 24] = (sums[index % 24] ?? 0) + amount;
      }
      return sums;
    };
    const nightOf = (sums: readonly number[]) => sum(sums.slice(0, 4)) / sum(sums);
    assert.ok(nightOf(hours((day) => weekdayOf(day) >= 5)) > 0.6);
    assert.ok(nightOf(hours((day) => weekdayOf(day) < 5)) < 0.45);
  });

  it('holiday spends on a holiday what it spends on a Sunday', () => {
    const holidays = new Set(world('holiday').holidays);
    const isHoliday = (day: number) => holidays.has(utcDay(day * DAY));
    const off = meanDay('holiday', isHoliday);
    isNear(
      off,
      meanDay('holiday', (day) => weekdayOf(day) === 6 && !isHoliday(day)),
      0.08,
    );
    assert.ok(off < 0.2 * meanDay('holiday', (day) => weekdayOf(day) < 5 && !isHoliday(day)));
  });
});
