import { ITEMS, isPriority, TOKEN_ITEMS } from '../spend/kind.ts';
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
  const { slots, series, firsts, cellSlots, counts } = usage;
  const isInside = slots.map((at) => at >= start && at < end);
  let tokens = 0;
  for (const [index, own] of series.entries()) {
    if (!isPriority(own, spend.folded.folding)) continue;
    const row = index * ITEMS.length;
    const end = firsts[row + TOKEN_ITEMS.length] ?? 0;
    for (let cell = firsts[row] ?? 0; cell < end; cell++) {
      if (isInside[cellSlots[cell] ?? 0]) tokens += counts[cell] ?? 0;
    }
  }
  return tokens;
}
