import { median, percentile } from '../report.ts';
import type { PassingAnswer, TotalAnswer } from './walk.ts';

/** A passing day further away than that is not measured. */
const MOST_DAYS_OFF = 10;
const PASSING_TOLERANCE_DAYS = 2;

export interface Errors {
  readonly median: number;
  /** 90th percentile. */
  readonly p90: number;
  readonly count: number;
}

/** Absolute errors as parts of the truth. Totals of zero have none, and are left out. */
export function errorsOf(answers: readonly TotalAnswer[]): Errors {
  const errors = answers
    .filter(({ truth }) => truth > 0)
    .map(({ forecast, truth }) => Math.abs(forecast.middle - truth) / truth);
  return { median: median(errors), p90: percentile(errors, 0.9), count: errors.length };
}

/** A share of cases. */
export interface Share {
  readonly share: number;
  readonly count: number;
}

/** How many of the ranges that were claimed hold the truth. */
export function coverageOf(answers: readonly TotalAnswer[]): Share {
  return shareOf(answers, ({ forecast: { range }, truth }) =>
    range ? range.low <= truth && truth <= range.high : undefined,
  );
}

/** How many passing days that are at most ten days off are forecast within two days. */
export function passingsFound(answers: readonly PassingAnswer[]): Share {
  return shareOf(answers, ({ forecast, truth }) => (isNear(truth) ? isWithin(forecast, truth) : undefined));
}

/** How many forecasts of a passing day at most ten days off come true within two days. */
export function passingsCameTrue(answers: readonly PassingAnswer[]): Share {
  return shareOf(answers, ({ forecast, truth }) => (isNear(forecast) ? isWithin(truth, forecast) : undefined));
}

function isNear(days: number | null): days is number {
  return days !== null && days <= MOST_DAYS_OFF;
}

function isWithin(days: number | null, of: number): boolean {
  return days !== null && Math.abs(days - of) <= PASSING_TOLERANCE_DAYS;
}

/** Share of the cases that hold among those that hold or do not; undefined is no case. */
function shareOf<T>(answers: readonly T[], holds: (answer: T) => boolean | undefined): Share {
  const cases = answers.map(holds).filter((each) => each !== undefined);
  return { share: cases.filter(Boolean).length / cases.length, count: cases.length };
}
