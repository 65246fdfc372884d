/**
 * Days by name. Days that a zone's midnights cannot cut are those of UTC, and begin on another day of the zone; ten
 * hours into them zones from Hawaii (-10) to the Chatham Islands (+13:45) date them as UTC does, and a zone's own days
 * as ever.
 */

import { HOUR, type Span } from './utc.ts';

/** An instant (ms) of the first day of a span that its zone dates as the day it is. */
export function onFirstDay({ start, end }: Span): number {
  return Math.min(start + 10 * HOUR, end - 1);
}

/** An instant (ms) of the last day of a span that its zone dates as the day it is. */
export function onLastDay({ start, end }: Span): number {
  return Math.max(end - 14 * HOUR, start);
}
