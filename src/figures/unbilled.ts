import { DAY, type Span, startOfUtcDay } from '../spend/time.ts';
import type { SpendBook } from './spendBook.ts';

/**
 * Whether an instant (ms) of an earlier span is compared with a UTC day of a later one that has no bill yet. What bills
 * have beside usage, such as code execution, is known of no day before its bill, and not of a part of a day at all: were it
 * told of the earlier day alone, each day would seem to cost less until it is billed.
 */
export function meetsNoBill(
  earlier: Span,
  later: Span,
  { book, now }: { readonly book: SpendBook; readonly now: number },
): (at: number) => boolean {
  return (at) => {
    // A longer month before has days that the last one stands for.
    const day = startOfUtcDay(Math.min(at + later.start - earlier.start, later.end - 1));
    return day + DAY > now || book.spend(day)?.basis === 'estimated';
  };
}
