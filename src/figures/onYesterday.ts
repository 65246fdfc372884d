import { tzOffset } from '@date-fns/tz';
import { CENT, mulDiv } from '../shared/money.ts';
import { DAY, HOUR, MINUTE, type Span, zoneDay } from '../spend/time.ts';
import type { Piece } from './pieces.ts';
import { daysIn, type SpendBook } from './spendBook.ts';

const QUARTER = 15 * MINUTE;

/**
 * How much more has been spent today than yesterday by the same time of the day, as a fraction of the latter: 0.12 is 12 %
 * more. Usage alone on both sides: what else a bill has belongs to no hour. `dataTo` (ms) is the end of today's data. Null
 * where yesterday is not known, or was less than a cent by then, or something on either side has no price.
 */
export function onYesterday(book: SpendBook, ofToday: readonly Piece[], dataTo: number, zone: string): number | null {
  const yesterday = zoneDay(zoneDay(dataTo - 1, zone).start - 1, zone);
  const before = spentBy(book, yesterday, sameTimeBefore(dataTo, zone, yesterday));
  if (before === null || before < CENT || ofToday.some(({ unpricedTokens }) => unpricedTokens > 0)) return null;
  const usage = ofToday.filter(({ costType }) => costType === 'tokens' || costType === 'web_search');
  const spent = usage.reduce((sum, { amount }) => sum + amount, 0n);
  return Number(spent - before) / Number(before);
}

/** When clocks of the zone showed the same on the day before, also where they have been changed since. */
function sameTimeBefore(at: number, zone: string, { start, end }: Span): number {
  const offset = (instant: number) => (tzOffset(zone, new Date(instant)) || 0) * MINUTE;
  return Math.min(Math.max(at - DAY + offset(at) - offset(at - DAY), start), end);
}

/** What the usage of a day cost up to an instant. An hour that is cut there is told by its minutes, or else by the time. */
function spentBy(book: SpendBook, { start: from }: Span, at: number): bigint | null {
  let sum = 0n;
  for (const day of daysIn({ start: from, end: at })) {
    if (!book.isComplete(day) || book.spend(day)?.unpricedTokens !== 0) return null;
    for (const [start, amount] of book.curve(day, [from, at])) {
      const hour = Math.floor(start / HOUR) * HOUR;
      const isCut = [from, at].some((cut) => cut > hour && cut < hour + HOUR);
      const width = !isCut ? HOUR : book.entry(day)?.hours.get(hour)?.divisible ? MINUTE : QUARTER;
      const part = Math.min(Math.max(at - start, 0), width);
      if (start >= from) sum += mulDiv(amount, BigInt(part), BigInt(width));
    }
  }
  return sum;
}
