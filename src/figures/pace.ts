/** Whether the organization spends more than before: today against yesterday, the last hour against what is usual. */
import { tzOffset } from '@date-fns/tz';
import { medianAmount } from '../shared/median.ts';
import { CENT, type Money, mulDiv } from '../shared/money.ts';
import type { LastHour } from '../spend/lastHour.ts';
import { DAY, HOUR, MINUTE, type Span } from '../time/utc.ts';
import { zoneDay } from '../time/zone.ts';
import type { CostItem } from './costItems.ts';
import { daysIn, type PricedDays } from './scan/pricedDays.ts';

/** Days back to those that count as usual: weekdays meet weekdays. */
const USUAL_DAYS = [7, 14, 21, 28];
/** With fewer known days than these, nothing counts as usual. */
const FEWEST_DAYS = 3;

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
  const span = { start: yesterday.start, end: sameTimeBefore(dataTo, zone, yesterday) };
  const before = usageCost(pricedDays, span, [span.start, span.end]);
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

/**
 * Change of the last hour's cost from the median of the same 60 minutes in earlier weeks, as a fraction: 0.12 is 12 %
 * more. Usage alone on both sides. Null where too few of the weeks are known, or less than a cent is usual, or something in
 * the hour has no price.
 */
export function onUsual(pricedDays: PricedDays, { start, ofUsage, cost }: LastHour): number | null {
  if (cost.unpricedTokens > 0) return null;
  const spent = USUAL_DAYS.map((days) => start - days * DAY)
    .map((from) => usageCost(pricedDays, { start: from, end: from + HOUR }, []))
    .filter((amount) => amount !== null);
  const usual = medianAmount(spent);
  if (spent.length < FEWEST_DAYS || usual < CENT) return null;
  return Number(ofUsage - usual) / Number(usual);
}

/**
 * Cost of a span's usage, in millionths of a cent; null where a day of it is not known, or something of one has no price.
 * Hours that one of `boundaries` (ms) falls into are cut by their minutes. A slot counts as far as the span covers it.
 */
function usageCost(
  pricedDays: PricedDays,
  { start: from, end: to }: Span,
  boundaries: readonly number[],
): Money | null {
  let sum = 0n;
  for (const day of daysIn({ start: from, end: to })) {
    if (!pricedDays.isComplete(day) || pricedDays.spend(day)?.unpricedTokens !== 0) return null;
    const curve = pricedDays.curve(day, boundaries);
    if (!curve) return null;
    const { starts, ends, amounts } = curve;
    for (const [slot, amount] of amounts.entries()) {
      const [start, end] = [starts[slot] ?? 0, ends[slot] ?? 0];
      const covered = Math.min(to, end) - Math.max(from, start);
      if (covered > 0) sum += mulDiv(amount, BigInt(covered), BigInt(end - start));
    }
  }
  return sum;
}
