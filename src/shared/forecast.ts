import type { Money } from './money.ts';

/** Total that a period is expected to come to, what was spent so far included. */
export interface Forecast {
  /** Millionths of a cent. */
  readonly middle: Money;
  /** Holds the total in 80 % of the cases; null where none is claimed: then the middle is a plain run rate. */
  readonly range: { readonly low: Money; readonly high: Money } | null;
}

/** When spend reaches an amount: starts of UTC days, ms. */
export interface Passing {
  /** Null where it holds to the end of the period. */
  readonly on: number | null;
  /** 80 % range of that day, `to` null where it may hold; null where no range is claimed, or even its high end holds. */
  readonly range: { readonly from: number; readonly to: number | null } | null;
}
