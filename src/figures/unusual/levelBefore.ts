import { HOUR, MINUTE, startOfHour } from '../../time/utc.ts';
import { type HourlyBaseline, MEMORY } from './hourlyBaseline.ts';

/** How far a scope is above what was expected of it, as a natural logarithm, and how sure that is. */
export interface Level {
  readonly mean: number;
  readonly variance: number;
}

/** Minutes of a scope, and what came before them. Millionths of a cent as doubles. */
export interface MinutesBefore {
  /** Oldest first: fewer than two hours of them. */
  readonly minutes: Float64Array;
  /** End of the newest, ms. */
  readonly end: number;
  readonly baseline: HourlyBaseline;
  /** Amount of a closed hour of today, by its start (ms); undefined where it is not known. */
  readonly today: (hour: number) => number | undefined;
  /** Variance of minutes over their mean. */
  readonly dispersion: number;
}

/** Part of the variance of a change from hour to hour that there is within an hour. */
const WITHIN_HOUR = 0.35;
/** A level is at most so many of its standard deviations up: what is unusual must not become usual at once. */
const MOST_RAISED = 3;

/**
 * The level that a scope is expected at in the hour of an instant, the end of the newest minutes or later: a Kalman filter of
 * the two hours before it and of that hour itself, as far as they ended before.
 */
export function levelBefore({ minutes, end, baseline, today, dispersion }: MinutesBefore, instant: number): Level {
  const { level, changes } = baseline.scatter;
  let [mean, variance] = [0, level];
  const observe = (hour: number, amount: number, count: number) => {
    const expected = baseline.expected(hour);
    if (variance === 0 || expected === 0 || count === 0) return;
    const ofLittle = (level * baseline.little) / expected;
    const gain = variance / (variance + ofLittle + logVariance(amount, count, { baseline, dispersion }));
    mean += gain * (baseline.ratio((amount * HOUR) / MINUTE / count, expected) - mean);
    variance *= 1 - gain;
  };
  const last = startOfHour(instant);
  const changeOf = (hour: number) => Math.min(level, changes[(hour / HOUR) % 24] ?? level);
  for (let hour = last - 2 * HOUR; hour <= last; hour += HOUR) {
    mean *= MEMORY;
    variance = Math.min(level, MEMORY ** 2 * variance + changeOf(hour));
    const own = minutes.filter((_, at) => startOfHour(end - (minutes.length - at) * MINUTE) === hour);
    const closed = hour + HOUR <= end ? (today(hour) ?? baseline.closed(hour)) : undefined;
    if (closed === undefined) observe(hour, sum(own), own.length);
    else observe(hour, closed, HOUR / MINUTE);
    if (hour === last && own.length > 0) variance = Math.min(level, variance + WITHIN_HOUR * changeOf(last));
  }
  return { mean: Math.min(MOST_RAISED * Math.sqrt(level), mean), variance };
}

/** Variance of the logarithm of what so many minutes came to: requests come at random. */
export function logVariance(
  amount: number,
  count: number,
  { baseline, dispersion }: Pick<MinutesBefore, 'baseline' | 'dispersion'>,
): number {
  return (dispersion * amount) / (amount + (baseline.little * count * MINUTE) / HOUR) ** 2;
}

function sum(amounts: Float64Array): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
