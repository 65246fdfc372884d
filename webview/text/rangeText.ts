/** Ranges in words, in the user's locale. */
import type { Range } from '../../src/shared/choice.ts';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import { clockText } from '../../src/shared/clockText.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { zoneClock } from '../../src/time/zoneClock.ts';
import { shiftDay } from './ranges.ts';

const HOUR = 3_600_000;

export interface RangeWriting {
  /** Format of the zone that days are cut in. */
  readonly format: Format;
  /** IANA name of that zone. */
  readonly zone: string;
}

/**
 * `the last 30 days`, `Nov 20`, `Nov 1 – 12`, `November`, `since Tuesday, Nov 24`, `Nov 20, 14:00 to 15:00`
 */
export function rangeText(range: Range, writing: RangeWriting): string {
  switch (range.type) {
    case 'days':
      return daysText(range.from, range.to, writing);
    case 'since':
      return `since ${writing.format.fullWeekdayDay(instantIn(range.from, writing.zone))}`;
    case 'instants':
      return instantsText(range.start, range.end, writing);
    default:
      return RANGE_WORDS[range.type];
  }
}

/** Word before a range in a sentence: `for`, or none before `since`. */
export function rangePreposition({ type }: Range): string {
  return type === 'since' ? '' : 'for';
}

/** Words the range of an answer. */
export function explorerRange({ choice, chart }: Pick<Explorer, 'choice' | 'chart'>, format: Format): string {
  return rangeText(choice.range, { format, zone: chart.zone });
}

/** Finds an instant in the middle of a day of the zone. */
export function instantIn(day: string, zone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const clock = zoneClock(zone);
  return [noon, noon - 12 * HOUR, noon + 12 * HOUR].find((instant) => clock(instant).day === day) ?? noon;
}

function daysText(from: string, to: string, { format, zone }: RangeWriting): string {
  const first = instantIn(from, zone);
  if (from === to) return format.day(first);
  const isMonth = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && shiftDay(to, 1).endsWith('-01');
  return isMonth ? format.month(first) : format.days(first, instantIn(to, zone));
}

function instantsText(start: number, end: number, { format, zone }: RangeWriting): string {
  const clock = zoneClock(zone);
  const isMidnight = (instant: number) => clock(instant - 1).day !== clock(instant).day;
  if (isMidnight(start) && isMidnight(end)) return format.days(start, end - 1);
  const [first, last] = [format.day(start), format.day(end - 1)];
  // Midnight is the end of a day where that is named, and else the beginning of the next one.
  const [from, to] = [clockText(start, format), clockText(end, format)];
  return `${first}, ${from} to ${first === last ? to : `${format.day(end)}, ${to}`}`;
}
