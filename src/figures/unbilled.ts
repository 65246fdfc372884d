import { DAY, HOUR, type Span, startOfUtcDay } from '../spend/time.ts';
import { nameOf } from '../spend/unmetered.ts';
import type { SpendBook } from './spendBook.ts';

/** No day is shorter, whatever clocks do. */
const SHORTEST_DAY = 22 * HOUR;

interface Known {
  readonly book: SpendBook;
  /** ms */
  readonly now: number;
}

/** The UTC day of a later span that an instant (ms) of an earlier one is compared with. */
export function dayComparedTo(earlier: Span, later: Span): (at: number) => number {
  // A longer month before has days that the last one stands for.
  return (at) => startOfUtcDay(Math.min(at + later.start - earlier.start, later.end - 1));
}

/**
 * Whether an instant (ms) of an earlier span is compared with hours of a day, or with a UTC day that has no bill yet. What
 * bills have beside usage, such as code execution, is known of no day before its bill, and of no hour at all: were it told
 * of the earlier day alone, each day would seem to cost less until it is billed.
 */
export function isComparedToUnbilledDay(earlier: Span, later: Span, { book, now }: Known): (at: number) => boolean {
  const isOfHours = later.end - later.start < SHORTEST_DAY;
  const met = dayComparedTo(earlier, later);
  return (at) => isOfHours || met(at) + DAY > now || book.spend(met(at))?.basis === 'estimated';
}

/**
 * Which costs beside usage (see `nameOf`) are estimated by the hour on the day that an instant (ms) of an earlier span is
 * compared with: what was billed of them is compared by the hour too.
 */
export function estimatesComparedTo(earlier: Span, later: Span, { book }: Known): (at: number) => ReadonlySet<string> {
  const met = dayComparedTo(earlier, later);
  return (at) => new Set((book.spend(met(at))?.others ?? []).filter(({ spread }) => spread).map(nameOf));
}
