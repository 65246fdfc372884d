import { tzOffset } from '@date-fns/tz';
import { CENT, mulDiv } from '../shared/money.ts';
import { DAY, MINUTE, type Span } from '../time/utc.ts';
import { zoneDay } from '../time/zone.ts';
import type { CostItem } from './costItems.ts';
import { daysIn, type PricedDays } from './scan/pricedDays.ts';

/**
 * Excess of today's cost over yesterday's by the same time of the day, as a fraction of the latter: 0.12 is 12 %
 * more. Usage alone on both sides: what else a bill has belongs to no hour. `dataTo` (ms) is the end of today's data. Null
 * where yesterday is not known, or was less than a cent by then, or something on either side has no price.
 */
export function onYesterday(
  pricedDays: PricedDays,
  ofToday: readonly CostItem[],
  dataTo: number,
  zone: string,
): number | null {
  const yesterday = zoneDay(zoneDay(dataTo - 1, zone).start - 1, zone);
  const before = spentBy(pricedDays, yesterday, sameTimeBefore(dataTo, zone, yesterday));
  if (before === null || before < CENT || ofToday.some(({ unpricedTokens }) => unpricedTokens > 0)) return null;
  const usage = ofToday.filter(({ costType }) => costType === 'tokens' || costType === 'web_search');
  const spent = usage.reduce((sum, { amount }) => sum + amount, 0n);
  return Number(spent - before) / Number(before);
}

/** Instant at which clocks of the zone showed the same on the day before, also where they have been changed since. */
function sameTimeBefore(at: number, zone: string, { start, end }: Span): number {
  const offset = (instant: number) => (tzOffset(zone, new Date(instant)) || 0) * MINUTE;
  return Math.min(Math.max(at - DAY + offset(at) - offset(at - DAY), start), end);
}

/** Cost of a day's usage up to an instant. A slot that is cut there counts as far as its time has come. */
function spentBy(pricedDays: PricedDays, { start: from }: Span, at: number): bigint | null {
  let sum = 0n;
  for (const day of daysIn({ start: from, end: at })) {
    if (!pricedDays.isComplete(day) || pricedDays.spend(day)?.unpricedTokens !== 0) return null;
    const curve = pricedDays.curve(day, [from, at]);
    if (!curve) return null;
    const { starts, ends, amounts } = curve;
    for (const [slot, amount] of amounts.entries()) {
      const [start, end] = [starts[slot] ?? 0, ends[slot] ?? 0];
      const part = Math.min(Math.max(at - start, 0), end - start);
      if (start >= from) sum += mulDiv(amount, BigInt(part), BigInt(end - start));
    }
  }
  return sum;
}
