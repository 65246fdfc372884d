import assert from 'node:assert/strict';
import { DailyRhythm } from '../../../../src/figures/forecast/dailyRhythm.ts';
import { daysSinceShift } from '../../../../src/figures/forecast/levelShift.ts';
import { daysToMonthEnd, MonthEnds } from '../../../../src/figures/forecast/monthEnds.ts';
import { measureStretches } from '../../../../src/figures/forecast/stretches.ts';
import { WeekdayWeights } from '../../../../src/figures/forecast/weekdayWeights.ts';
import { noise } from '../../../../src/sample/random.ts';
import { DAY } from '../../../../src/time/utc.ts';

/** A Monday. */
const FIRST = Date.UTC(2025, 8, 1) / DAY;

function days(count: number, amountOf: (day: number) => number): Float64Array {
  return Float64Array.from({ length: count }, (_, day) => amountOf(day));
}

/** A number between 0.7 and 1.3 that looks like chance. */
const around = (day: number) => 0.7 + 0.6 * noise(1, day);

describe('DailyRhythm', () => {
  it('DailyRhythm says of each day the same, whatever comes after it', () => {
    const all = days(200, (day) => 100 * around(day) * (day % 7 > 4 ? 0.2 : 1) * (day > 120 ? 2 : 1));
    const rhythm = new DailyRhythm(FIRST, all);
    const stretches = measureStretches(rhythm, 10);
    for (const today of [15, 60, 121, 130, 180]) {
      const then = new DailyRhythm(FIRST, all.slice(0, today));
      for (let window = 0; window < 5; window++) assert.equal(then.level(today, window), rhythm.level(today, window));
      assert.equal(then.weights(today, 30), rhythm.weights(today, 30));
      assert.equal(measureStretches(then, 10).levels[today], stretches.levels[today]);
    }
  });

  it('DailyRhythm takes neither unknown days nor two days of outage for evidence of a level', () => {
    const rhythm = new DailyRhythm(
      FIRST,
      days(60, (day) => (day === 50 ? Number.NaN : day > 56 && day < 59 ? 0 : 100)),
    );
    for (let window = 0; window < 5; window++) assert.equal(rhythm.level(60, window), 100);
    assert.ok(Number.isNaN(rhythm.actual(48, 5)));
    assert.equal(rhythm.actual(51, 5), 500);
  });

  it('DailyRhythm takes zeros for evidence where a third of the days are zero', () => {
    const rhythm = new DailyRhythm(
      FIRST,
      days(90, (day) => (noise(2, day) < 1 / 3 ? 0 : 90)),
    );
    assert.ok(Math.abs(rhythm.level(90, 3) - 60) < 10, `${rhythm.level(90, 3)}`);
  });

  it('DailyRhythm carries on a part of yesterday’s surplus where days have shown a memory, less from day to day', () => {
    let last = 0;
    const rhythm = new DailyRhythm(
      FIRST,
      days(120, (day) => {
        last = 0.8 * last + 0.3 * (noise(3, day) - 0.5);
        return 100 * (1 + last) + (day === 119 ? 100 : 0);
      }),
    );
    assert.ok(rhythm.memory(120) > 0.5, `${rhythm.memory(120)}`);
    const surplus = rhythm.weights(120, 2) - rhythm.weight(120, 0) - rhythm.weight(120, 1);
    const first = rhythm.weights(120, 1) - rhythm.weight(120, 0);
    assert.ok(first > 0.3 && surplus > first && surplus < 2 * first, `${first} ${surplus}`);
  });
});

describe('WeekdayWeights', () => {
  it('WeekdayWeights is flat where weekdays differ by noise alone, and true where they differ by more', () => {
    const flat = new WeekdayWeights();
    const office = new WeekdayWeights();
    for (let day = 0; day < 84; day++) {
      flat.add(day % 7, around(day));
      office.add(day % 7, around(day) * (day % 7 > 4 ? 0.14 : 1.344));
    }
    for (const weight of flat.weights) assert.ok(Math.abs(weight - 1) < 0.1, `${weight}`);
    assert.ok(Math.abs((office.weights[6] ?? 0) - 0.14) < 0.05, `${office.weights[6]}`);
    assert.ok(Math.abs(office.weights.reduce((sum, weight) => sum + weight, 0) - 7) < 1e-9);
  });

  it('WeekdayWeights is not misled by two holidays', () => {
    const weekdays = new WeekdayWeights();
    for (let day = 0; day < 84; day++) weekdays.add(day % 7, day === 21 || day === 35 ? 0.1 : 1);
    assert.deepEqual([...weekdays.weights], [1, 1, 1, 1, 1, 1, 1]);
  });
});

describe('MonthEnds', () => {
  it('MonthEnds finds what the last day has more once two months have shown it', () => {
    const monthEnds = new MonthEnds();
    monthEnds.add(0, 3);
    monthEnds.find(0.3);
    assert.deepEqual([...monthEnds.effects], [0, 0, 0]);
    monthEnds.add(0, 4);
    monthEnds.find(0.3);
    assert.deepEqual([...monthEnds.effects], [3.5, 0, 0]);
  });

  it('MonthEnds finds nothing in what noise explains, or in months that contradict each other', () => {
    const monthEnds = new MonthEnds();
    for (const excess of [0.5, 0.4]) monthEnds.add(1, excess);
    for (const excess of [5, -0.1]) monthEnds.add(2, excess);
    monthEnds.find(0.4);
    assert.deepEqual([...monthEnds.effects], [0, 0, 0]);
  });

  it('daysToMonthEnd counts to the last day of each month', () => {
    assert.deepEqual([...daysToMonthEnd(Date.UTC(2028, 1, 27) / DAY, 4)], [2, 1, 0, 30]);
  });
});

describe('daysSinceShift', () => {
  it('daysSinceShift counts the days of a new level, and none where there is one level', () => {
    const values = (shift: number) =>
      Float64Array.from({ length: 80 }, (_, back) => around(back) * (back < shift ? 2 : 1));
    assert.equal(daysSinceShift(values(0), 80), 0);
    assert.ok(Math.abs(daysSinceShift(values(10), 80) - 10) <= 1);
  });

  it('daysSinceShift takes three days for no new level', () => {
    const values = Float64Array.from({ length: 80 }, (_, back) => around(back) * (back < 3 ? 2 : 1));
    assert.equal(daysSinceShift(values, 80), 0);
  });
});
