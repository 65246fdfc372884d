import { capital } from '../shared/capital.ts';
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
import { restatedCaveat } from './restated.ts';
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

/** Caveats of today's figure, a sentence each, as far as they apply to this organization. */
export function caveatsOf(pricedDays: PricedDays, { now, today, ofToday, format }: AboutToday): string[] {
  const caveats: string[] = [];
  const beside = besideUsage(pricedDays, ofToday, startOfUtcDay(now), format);
  if (beside !== null) caveats.push(beside);
  const priority = priorityTokens(pricedDays, today);
  if (priority > 0) {
    caveats.push(
      `${format.compact(priority)} Priority Tier tokens of today are billed elsewhere and are not in these dollars.`,
    );
  }
  const unpriced = ofToday.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0);
  if (unpriced > 0) {
    caveats.push(`${format.compact(unpriced)} tokens of today have no known price yet and are not in its figure.`);
  }
  const listed = ofToday.reduce((sum, { isAtList, amount }) => sum + (isAtList ? amount : 0n), 0n);
  if (listed > 0n) {
    caveats.push(
      `${dollarsText(format, { amount: listed, basis: 'estimated' })} of today's figure is at Anthropic's list prices: no bill of yours shows yet what you pay for it.`,
    );
  }
  const restated = restatedCaveat(pricedDays, now, format);
  if (restated !== '') caveats.push(restated);
  caveats.push(...contradictionCaveats(pricedDays, format));
  const newest = pricedDays.entries().findLast(({ isFinal, billed }) => isFinal && billed);
  const lines = (newest && pricedDays.spend(newest.start)?.kinds) ?? [];
  const refused = lines.reduce((sum, line) => sum + (isWebSearch(line.kind.item) ? 0 : line.notBilledUnits), 0);
  if (refused > 0) {
    caveats.push(
      `${format.compact(refused)} tokens of the newest billed day are not on its bill: their requests were refused, or their lines come late.`,
    );
  }
  const told = { start: Math.min(startOfUtcMonth(now), startOfUtcDay(now) - USUAL_DAYS * DAY), end: now };
  const [before, after] = SENTENCES[pricedDays.hasLearned ? 'discounted' : 'atList'];
  caveats.push(hasCredits(pricedDays, told) ? after : before);
  return caveats;
}

/** Sentences on the nature of all amounts, where no bill has a credit and where one has. */
const SENTENCES = {
  discounted: [
    'Amounts are after discounts and before credits.',
    'Amounts are after discounts and after the credits on your bills.',
  ],
  atList: ['Amounts are before credits.', 'Amounts are after the credits on your bills.'],
} as const;

/** The same caveats beside figures that have credits in them, maybe of older days. */
export function besideCredits(caveats: readonly string[]): readonly string[] {
  const instead = new Map<string, string>(Object.values(SENTENCES));
  return caveats.map((sentence) => instead.get(sentence) ?? sentence);
}

/**
 * Caveat of cost without usage, unknown until it is billed: its estimate where it is a part of bills, else its absence.
 */
function besideUsage(
  pricedDays: PricedDays,
  ofToday: readonly CostItem[],
  today: number,
  format: Format,
): string | null {
  const { daily } = pricedDays.unallocated;
  if (daily.length > 0) {
    const usual = daily.reduce((sum, { amount }) => sum + amount, 0n);
    const names = [...new Set(daily.map(({ costType, description }) => costTypeName(costType || description)))];
    const soFar = ofToday.reduce((sum, piece) => sum + (piece.isExpected ? piece.amount : 0n), 0n);
    const [are, they, it] = names.length === 1 ? ['is', 'it is', 'it'] : ['are', 'they are', 'them'];
    const about = `${dollarsText(format, { amount: soFar, basis: 'estimated' })} for ${it}, from the usual ${format.money(usual)} a day`;
    return `${capital(names.join(' and ').toLowerCase())} ${are} unknown until ${they} billed: today's figure includes ${about}.`;
  }
  const unbilled = usualLinesWithoutUsage(pricedDays, today);
  if (unbilled <= 0n) return null;
  return `Code execution and session time are unknown until they are billed, usually about ${format.money(unbilled)} a day; they are not in today's figure.`;
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
