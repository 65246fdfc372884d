import type { KeptForecast } from '../../ledger/keptForecastTable.ts';
import type { ForecastAccuracy } from '../../shared/forecastAccuracy.ts';
import { median } from '../../shared/median.ts';
import type { Money } from '../../shared/money.ts';

/** Days of a month whose forecasts are kept. */
export const KEPT_DAYS: readonly number[] = [5, 10, 15, 20];
/** Months that count for a day. */
const NEWEST = 12;

/**
 * Errors of past month forecasts, by the day that they were made on, in the order of days. `billed` gives what a month that
 * began at an instant (ms) has come to, millionths of a cent, or null until all of its bills are final.
 */
export function forecastAccuracy(
  kept: readonly KeptForecast[],
  billed: (monthStart: number) => Money | null,
): ForecastAccuracy[] {
  return KEPT_DAYS.flatMap((day) => {
    const errors = kept
      .filter((forecast) => forecast.day === day)
      .flatMap(({ monthStart, middle }) => {
        const truth = billed(monthStart);
        if (truth === null || truth <= 0n) return [];
        return { monthStart, error: Math.abs(Number(middle - truth)) / Number(truth) };
      })
      .slice(-NEWEST);
    const [worst] = errors.toSorted((a, b) => b.error - a.error);
    const middle = median(errors.map(({ error }) => error));
    if (!worst || middle === null) return [];
    return { day, months: errors.length, median: middle, worst: worst.error, worstMonth: worst.monthStart };
  });
}
