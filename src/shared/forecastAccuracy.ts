/** How good forecasts of past months have been. Days are those of UTC: so is the zone of `format`. */
import type { Format } from './format.ts';

/** Errors of the month forecasts that were made on one day of their months. */
export interface ForecastAccuracy {
  /** Day of the month, from 1. */
  readonly day: number;
  /** Number of months that were compared. */
  readonly months: number;
  /** Relative errors as fractions: 0.06 is 6 %. */
  readonly median: number;
  readonly worst: number;
  /** Start of the month of the worst, ms. */
  readonly worstMonth: number;
}

/** The accuracy that says most of a forecast of now (ms): of the newest day of the month that has come. */
export function accuracyAt(accuracy: readonly ForecastAccuracy[], now: number): ForecastAccuracy | null {
  const today = new Date(now).getUTCDate();
  return accuracy.findLast(({ day }) => day <= today) ?? accuracy[0] ?? null;
}

/**
 * `Month forecasts made on the 10th have been within 6% of the bills (median of 4 months).`; of one month, `The month forecast
 * made on the 10th was within 6% of the bills last time.`
 */
export function forecastAccuracyText({ day, months, median }: ForecastAccuracy, format: Format): string {
  const error = format.atMost(median < 0.01 ? median : Math.ceil(Number((median * 100).toFixed(6))) / 100);
  // The days that forecasts are kept of all end alike.
  const made = `made on the ${day}th`;
  if (months === 1) return `The month forecast ${made} was within ${error} of the bills last time.`;
  return `Month forecasts ${made} have been within ${error} of the bills (median of ${format.count(months)} months).`;
}
