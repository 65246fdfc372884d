import { DAY, HOUR, type Span, startOfUtcDay } from '../spend/time.ts';
import type { SpendBook } from './spendBook.ts';

/** No day is shorter, whatever clocks do. */
const SHORTEST_DAY = 22 * HOUR;

/**
 * Whether an instant (ms) of an earlier span is compared with hours of a day, or with a UTC day that has no bill yet. What
 * bills have beside usage, such as code execution, is known of no day before its bill, and of no hour at all: were it told
 * of the earlier day alone, each day would seem to cost less until it is billed.
 */
export function meetsNoBill(
  earlier: Span,
  later: Span,
  { book, now }: { readonly book: SpendBook; readonly now: number },
): (at: number) => boolean {
  const isOfHours = later.end - later.start < SHORTEST_DAY;
  return (at) => {
    // A longer month before has days that the last one stands for.
    const day = startOfUtcDay(Math.min(at + later.start - earlier.start, later.end - 1));
    return isOfHours || day + DAY > now || book.spend(day)?.basis === 'estimated';
  };
}
