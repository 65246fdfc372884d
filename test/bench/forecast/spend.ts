/** What was spent in each hour. Bills and estimates are taken as exact: what is measured is the forecast alone. */
export interface Spend {
  /** Start of the first hour, a UTC midnight, ms. */
  readonly start: number;
  /** Whole millionths of a cent by the hour, without a gap. A month of them is far below 2^53. */
  readonly hours: Float64Array;
}
