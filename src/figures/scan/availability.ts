import type { PricedDay } from '../../spend/day/pricedDay.ts';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay } from '../../time/utc.ts';
import { type Freshness, isShown } from './freshness.ts';
import { daysIn, type PricedDays } from './pricedDays.ts';

/** Grounds to judge availability by: the ledger at one moment, and what a choice needs of it. */
export interface AvailabilityInput {
  readonly pricedDays: PricedDays;
  readonly now: number;
  readonly freshness: Freshness;
  /** A UTC day by its start; null for one that is not known. */
  readonly dayAt: (dayStart: number) => PricedDay | null;
  /** True for counts and keys, which only usage has: a bill without its hours does not know them. */
  readonly needsUsage: boolean;
  /** True where minutes are asked for: those of an hour count only where all of them are there. */
  readonly byMinute: boolean;
}

/** True where all data of a span that there can be are there: a span without them is unknown, which is not zero. */
export function isAvailable(span: Span, input: AvailabilityInput): boolean {
  const { pricedDays, now, freshness, needsUsage } = input;
  if (span.start >= now) return hasUnallocatedLines(span, input);
  const isOpen = span.end > startOfUtcDay(now);
  for (const day of daysIn({ start: span.start, end: Math.min(span.end, now) })) {
    const isRunning = day + DAY > now;
    const isCut = day < span.start || day + DAY > span.end;
    if (!isRunning && pricedDays.spend(day) === null) return false;
    if ((needsUsage || isCut) && !pricedDays.isComplete(day)) return false;
  }
  if (isOpen && !isShown(freshness, span)) return hasUnallocatedLines(span, input);
  return !input.byMinute || hasMinutes(span.start, pricedDays);
}

/** Minutes are kept for some days only; a closed hour may have been read by the hour alone. */
export function hasMinutes(at: number, pricedDays: PricedDays): boolean {
  const hour = pricedDays.entry(startOfUtcDay(at))?.hours.get(Math.floor(at / HOUR) * HOUR);
  if (hour === undefined) return false;
  return hour.width === '1m' || hour.divisible || hour.empty || hour.minutesRead === HOUR / MINUTE;
}

/** Should the running day ever have a bill, its lines stand at an hour that may not have come yet. */
function hasUnallocatedLines({ start, end }: Span, { dayAt, now }: AvailabilityInput): boolean {
  const today = startOfUtcDay(now);
  if (end <= today || start >= today + DAY) return false;
  return dayAt(today)?.unallocated.some(({ at, spread }) => !spread && at >= start && at < end) ?? false;
}
