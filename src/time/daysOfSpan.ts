/**
 * Days by name. Days that a zone's midnights cannot cut are those of UTC, and begin on another day of the zone; ten hours
 * into them zones from Hawaii (-10) to the Chatham Islands (+13:45) date them as UTC does, and a zone's own days as ever.
 */

import type { Unit } from '../shared/choice.ts';
import { UNIT_WORDS } from '../shared/choiceWords.ts';

const HOUR = 3_600_000;
/** A day on which clocks are turned back, hours. */
const LONGEST_DAY = 25;

interface Span {
  /** ms, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** An instant (ms) of the first day of a span that its zone dates as the day it is. */
export function onFirstDay({ start, end }: Span): number {
  return Math.min(start + 10 * HOUR, end - 1);
}

/** The same of the last day. */
export function onLastDay({ start, end }: Span): number {
  return Math.max(end - 14 * HOUR, start);
}

/** What a bucket is that is cut: of a day that begins by UTC and ends by a zone behind it, more than one. */
export function cutWords({ start, end }: Span, unit: Unit): string {
  const isMore = unit === 'day' && end - start > LONGEST_DAY * HOUR;
  return `${isMore ? 'more than' : 'part of'} a ${UNIT_WORDS[unit]}`;
}
