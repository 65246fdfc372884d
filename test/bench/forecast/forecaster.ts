import type { Span } from '../../../src/time/utc.ts';
import type { Spend } from './spend.ts';

export interface Forecast {
  /** Millionths of a cent, as are the ends of the range. */
  readonly middle: number;
  /** Holds the total in 80 % of the cases. Undefined where none is claimed. */
  readonly range?: { readonly low: number; readonly high: number };
  /** Start of the UTC day on which the budget is reached; null where it holds to the end of the period. */
  readonly passesOn?: number | null;
}

export interface Forecaster {
  readonly name: string;
  /**
   * Forecasts the total of a period that is under way, from all that was spent up to a moment in it: the end of `spend`.
   * A budget for the period, if there is one, has not been reached yet.
   */
  forecast(spend: Spend, period: Span, budget?: number): Forecast;
}
