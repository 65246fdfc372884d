import { capital } from '../shared/capital.ts';
import type { Caveat } from '../shared/caveat.ts';
import { dollarsText } from '../shared/cost.ts';
import type { Format } from '../shared/format.ts';
import { upperMedianAmount } from '../shared/median.ts';
import { ITEMS, isPriority, isWebSearch, TOKEN_ITEMS } from '../spend/kind.ts';
import { chargesOf, USUAL_DAYS } from '../spend/unallocated.ts';
import { DAY, type Span, startOfUtcDay, startOfUtcMonth } from '../time/utc.ts';
import { contradictionCaveats } from './contradictions.ts';
import type { CostItem } from './costItems.ts';
import { hasCredits } from './credits.ts';
import { costTypeName } from './names.ts';
import { restatedCaveats } from './restated.ts';
import { daysIn, type PricedDays } from './scan/pricedDays.ts';

/** Today's figure and all that its caveats are worded by. */
export interface AboutToday {
  /** ms */
  readonly now: number;
  /** The running day of the zone. */
  readonly today: Span;
  /** Items that its figure is the sum of. */
  readonly ofToday: readonly CostItem[];
  readonly format: Format;
}

/** Caveats of today's figure and of all amounts, as far as they apply to this organization. */
export function caveatsOf(pricedDays: PricedDays, { now, today, ofToday, format }: AboutToday): Caveat[] {
  const caveats: Caveat[] = [...chargesCaveats(pricedDays, ofToday, startOfUtcDay(now), format)];
  const say = (about: Caveat['about'], text: string) => caveats.push({ about, text });
  const priority = priorityTokens(pricedDays, today);
  if (priority > 0) {
    say(
      'priorityTier',
      `${format.compact(priority)} Priority Tier tokens used today are billed separately and not included in these amounts.`,
    );
  }
  const unpriced = ofToday.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0);
  if (unpriced > 0) {
    say(
      'unpriced',
      `${format.compact(unpriced)} tokens used today have no known price yet and are not included in today's amount.`,
    );
  }
  const listed = ofToday.reduce((sum, { isAtList, amount }) => sum + (isAtList ? amount : 0n), 0n);
  if (listed > 0n) say('listPrices', listPricesText(listed, "today's amount", format));
  caveats.push(...restatedCaveats(pricedDays, now, format), ...contradictionCaveats(pricedDays, format));
  const newest = pricedDays.entries().findLast(({ isFinal, billed }) => isFinal && billed);
  const lines = (newest && pricedDays.spend(newest.start)?.kinds) ?? [];
  const refused = lines.reduce((sum, line) => sum + (isWebSearch(line.kind.item) ? 0 : line.notBilledUnits), 0);
  if (refused > 0)
    say('notBilled', `${format.compact(refused)} tokens are missing from the newest bill. ${WHY_NOT_BILLED}`);
  const shown = { start: Math.min(startOfUtcMonth(now), startOfUtcDay(now) - USUAL_DAYS * DAY), end: now };
  return [...caveats, natureOf(pricedDays.hasLearned, hasCredits(pricedDays, shown))];
}

/** Reasons that usage is on no bill. */
export const WHY_NOT_BILLED = 'Their requests were refused, or their charges are late.';

/** Says that a part of some amount is at list prices. */
export function listPricesText(amount: bigint, of: string, format: Format): string {
  return `${dollarsText(format, { amount, basis: 'estimated' })} of ${of} is based on Anthropic's list prices, because your bills do not show your own price yet.`;
}

/** Says what all amounts are: after discounts, once a bill has shown any; before credits, unless a bill has one. */
function natureOf(isLearned: boolean, isWithCredits: boolean): Caveat {
  const credits = isWithCredits ? 'after the credits on your bills' : 'before credits';
  return { about: 'nature', text: `Amounts are ${isLearned ? `after discounts and ${credits}` : credits}.` };
}

/** The same caveats beside figures that have credits in them, maybe of older days. */
export function besideCredits(pricedDays: Pick<PricedDays, 'hasLearned'>, caveats: readonly Caveat[]): Caveat[] {
  return caveats.map((caveat) => (caveat.about === 'nature' ? natureOf(pricedDays.hasLearned, true) : caveat));
}

/**
 * Caveat of charges without usage, unknown until they are billed: their estimate where it is a part of bills, else their absence.
 */
function chargesCaveats(pricedDays: PricedDays, ofToday: readonly CostItem[], today: number, format: Format): Caveat[] {
  const about = 'chargesExpected';
  const { daily } = pricedDays.unallocated;
  if (daily.length > 0) {
    const usual = daily.reduce((sum, { amount }) => sum + amount, 0n);
    const names = [...new Set(daily.map(({ costType, description }) => costTypeName(costType || description)))];
    const soFar = ofToday.reduce((sum, piece) => sum + (piece.isExpected ? piece.amount : 0n), 0n);
    const [are, it] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
    const estimate = dollarsText(format, { amount: soFar, basis: 'estimated' });
    const text = `${capital(names.join(' and ').toLowerCase())} ${are} only known once billed. Today's amount includes ${estimate} for ${it}, based on the usual ${format.money(usual)} a day.`;
    return [{ about, text }];
  }
  const unbilled = usualLinesWithoutUsage(pricedDays, today);
  if (unbilled <= 0n) return [];
  const text = `Code execution and session usage are only known once billed (usually about ${format.money(unbilled)} a day). Today's amount does not include them.`;
  return [{ about, text }];
}

/** Median cost beside usage on the bills of the last two weeks, in millionths of a cent a day. */
function usualLinesWithoutUsage(pricedDays: PricedDays, today: number): bigint {
  const amounts: bigint[] = [];
  for (let start = today - USUAL_DAYS * DAY; start < today; start += DAY) {
    const day = pricedDays.spend(start);
    if (day?.basis !== 'billed') continue;
    amounts.push(chargesOf(day.unallocated).reduce((sum, line) => sum + line.amount, 0n));
  }
  return upperMedianAmount(amounts);
}

/** Tokens of Priority Tier in a span, of the days that are known: they are in no bill. */
function priorityTokens(pricedDays: PricedDays, span: Span): number {
  return daysIn(span).reduce((sum, day) => sum + priorityTokensOfDay(pricedDays, day, span), 0);
}

function priorityTokensOfDay(pricedDays: PricedDays, day: number, { start, end }: Span): number {
  const spend = pricedDays.spend(day);
  if (!spend || spend.priorityTokens === 0) return 0;
  if (start <= day && day + DAY <= end) return spend.priorityTokens;
  const usage = pricedDays.columns(day, [start, end]);
  if (!usage) return 0;
  const { slots, series, firsts, cellSlots, counts } = usage;
  const isInside = slots.map((at) => at >= start && at < end);
  let tokens = 0;
  for (const [index, own] of series.entries()) {
    if (!isPriority(own, spend.byKind.rules)) continue;
    const row = index * ITEMS.length;
    const end = firsts[row + TOKEN_ITEMS.length] ?? 0;
    for (let cell = firsts[row] ?? 0; cell < end; cell++) {
      if (isInside[cellSlots[cell] ?? 0]) tokens += counts[cell] ?? 0;
    }
  }
  return tokens;
}
