import type { Span } from '../time/utc.ts';
import { daysIn, type PricedDays } from './scan/pricedDays.ts';

/**
 * True where a day of a span has a line below zero: a credit, a refund or a correction, which is in every sum of that day.
 */
export function hasCredits(pricedDays: PricedDays, span: Span): boolean {
  return daysIn(span).some((start) => {
    const day = pricedDays.spend(start);
    return day !== null && [...day.unallocated, ...day.kinds].some(({ amount }) => amount < 0n);
  });
}
