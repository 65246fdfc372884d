import { isPriority } from '../spend/bill.ts';
import { ITEMS, TOKEN_ITEMS } from '../spend/kind.ts';
import { DAY, type Span } from '../spend/time.ts';
import { daysIn, type SpendBook } from './spendBook.ts';

/** Tokens of Priority Tier in a span, of the days that are known: they are in no bill. */
export function priorityTokens(book: SpendBook, span: Span): number {
  return daysIn(span).reduce((sum, day) => sum + ofDay(book, day, span), 0);
}

function ofDay(book: SpendBook, day: number, { start, end }: Span): number {
  const spend = book.spend(day);
  if (!spend || spend.priorityTokens === 0) return 0;
  if (start <= day && day + DAY <= end) return spend.priorityTokens;
  const usage = book.columns(day, [start, end]);
  if (!usage) return 0;
  const { slots, series, counts } = usage;
  const width = slots.length - 1;
  const inside = slots.slice(0, -1).flatMap((at, slot) => (at >= start && at < end ? [slot] : []));
  let tokens = 0;
  for (const [index, own] of series.entries()) {
    if (!isPriority(own, spend.folded.folding)) continue;
    for (let item = 0; item < TOKEN_ITEMS.length; item++) {
      for (const slot of inside) tokens += counts[(index * ITEMS.length + item) * width + slot] ?? 0;
    }
  }
  return tokens;
}
