import { DailyRhythm } from '../../../src/figures/forecast/dailyRhythm.ts';
import { deviationOf, measureStretches, STRETCH_LENGTHS } from '../../../src/figures/forecast/stretches.ts';
import { DAY } from '../../../src/time/utc.ts';
import { simulate } from './simulate.ts';
import { sum } from './spend.ts';
import type { Workload, World } from './worlds.ts';

/** Errors of stretches of one length, least first: equally many of all are between each and the next. */
interface LengthErrors {
  /** Days. */
  readonly length: number;
  /** Logarithms of what came over what was forecast, in deviations of the organization's days. */
  readonly errors: readonly number[];
}

/** Days of each organization's history: as long as a scope's own errors are too few. */
const TRAINED_DAYS = 240;
const SEEDS = [1, 4, 7, 10];
const QUANTILES = 40;
const DIGITS = 2;

const PLAIN: Workload = {
  dollarsADay: 100,
  hours: 'european',
  weekdays: 'office',
  noise: [0.15, 0.6],
  memory: 0.4,
  hourNoise: 0.4,
};

/** Organizations that errors are taken from. None is of the table that forecasts are measured on. */
export const TRAINING: readonly World[] = [
  { name: 'training: team', why: 'people at work', workloads: [PLAIN] },
  {
    name: 'training: product',
    why: 'customers on all days, whose mood lasts for a week',
    workloads: [{ ...PLAIN, hours: 'customers', weekdays: 'customers', memory: 0.8 }],
  },
  {
    name: 'training: jobs',
    why: 'alike on all days, each for itself',
    workloads: [{ ...PLAIN, hours: 'nightly', weekdays: 'even', memory: 0.1 }],
  },
  {
    name: 'training: adoption',
    why: 'a team that uses more from month to month',
    workloads: [{ ...PLAIN, hours: 'american', growth: 0.15 }],
  },
  {
    name: 'training: winding down',
    why: 'a product that loses customers',
    workloads: [{ ...PLAIN, hours: 'customers', weekdays: 'customers', growth: -0.08 }],
  },
  {
    name: 'training: second team',
    why: 'as much again within a month',
    workloads: [PLAIN, { ...PLAIN, dollarsADay: 90, begins: { on: [60, 200], rampDays: 12 } }],
  },
  {
    name: 'training: dearer model',
    why: 'half as much again from one day to the next',
    workloads: [{ ...PLAIN, memory: 0.6 }],
    priceCut: { on: [60, 200], factor: 1.5 },
  },
  {
    name: 'training: evaluations',
    why: 'days that differ by a multiple',
    workloads: [{ ...PLAIN, weekdays: 'even', hours: 'even', noise: [0.7, 1.1], memory: 0.2 }],
  },
  {
    name: 'training: side project',
    why: 'nothing on a third of the days',
    workloads: [{ ...PLAIN, dollarsADay: 8, idle: { days: 0.35, hours: 0.5 } }],
  },
  {
    name: 'training: breaks',
    why: 'a few days without any spend',
    workloads: [{ ...PLAIN, memory: 0.6 }],
    outages: { number: 8, hours: [8, 72] },
  },
];

/** Errors of the forecaster's stretches in the training organizations, each of which counts as much. */
function trainedErrors(): LengthErrors[] {
  const histories = TRAINING.flatMap((world) =>
    SEEDS.map((seed) => {
      const { start, hours } = simulate(world, seed);
      const days = Float64Array.from({ length: TRAINED_DAYS }, (_, day) =>
        sum(hours.subarray(day * 24, day * 24 + 24)),
      );
      return new DailyRhythm(start / DAY, days);
    }),
  );
  const deviations = histories.map((rhythm) => deviationOf(measureStretches(rhythm, 1).errors));
  return STRETCH_LENGTHS.map((length) => {
    const errors = histories.flatMap((rhythm, index) =>
      Array.from(measureStretches(rhythm, length).errors, (error) => error / (deviations[index] ?? 1)),
    );
    const sorted = errors.sort((a, b) => a - b);
    const quantile = (index: number) => sorted[Math.floor(((index + 0.5) / QUANTILES) * sorted.length)] ?? 0;
    return { length, errors: Array.from({ length: QUANTILES }, (_, index) => Number(quantile(index).toFixed(DIGITS))) };
  });
}

/** The file of the shipped table. */
export function relativeErrorsFile(): string {
  const rows = trainedErrors().map(
    ({ length, errors }) => `  { length: ${length}, errors: [${errors.join(', ')}] },\n`,
  );
  return `/**
 * Errors of forecasts of so many days in simulated organizations, least first: logarithms of what came over what was
 * forecast, in deviations of the organization's days. Written by test/bench/trainForecast.ts.
 */
// biome-ignore format: a row for each length
export const RELATIVE_ERRORS: readonly { readonly length: number; readonly errors: readonly number[] }[] = [
${rows.join('')}];
`;
}
