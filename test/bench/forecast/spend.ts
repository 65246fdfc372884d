import { HOUR, type Span } from '../../../src/time/utc.ts';

/** What was spent in each hour. Bills and estimates are taken as exact: what is measured is the forecast alone. */
export interface Spend {
  /** Start of the first hour, a UTC midnight, ms. */
  readonly start: number;
  /** Whole millionths of a cent by the hour, without a gap. A month of them is far below 2^53. */
  readonly hours: Float64Array;
}

/** Start of the hour after the last, ms: the moment up to which it is known. */
export function endOf({ start, hours }: Spend): number {
  return start + hours.length * HOUR;
}

/** Amount of the hours of a span that are known. */
export function spentIn({ start, hours }: Spend, span: Span): number {
  const first = Math.max(0, (span.start - start) / HOUR);
  return sum(hours.subarray(first, Math.max(first, (span.end - start) / HOUR)));
}

export function sum(hours: Float64Array): number {
  return hours.reduce((total, amount) => total + amount, 0);
}
