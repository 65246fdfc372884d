import type { BucketReading, UsageTable } from '../../ledger/usageTable.ts';
import { HOUR_REREAD_FOR } from '../../spend/finalBills.ts';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay } from '../../time/utc.ts';
import type { PricedDays } from './pricedDays.ts';

/** Ends of the newest data. */
export interface Freshness {
  /** End of the newest bucket that has usage, or is known to have none, ms; null before the first. */
  readonly dataTo: number | null;
  /** End of the newest closed minute with usage, ms; null before the first. */
  readonly usageTo: number | null;
}

/**
 * Finds how far data reach by the readings of buckets. An empty hour is known to be empty once it has settled. "Typically"
 * usage appears within five minutes, but an API in trouble answers with nothing for hours, so an empty minute is no end of
 * data.
 * https://platform.claude.com/docs/en/manage-claude/usage-cost-api
 *
 * `isDoubted`: usage is empty where bills are not, so that emptiness means nothing.
 */
export function freshness(
  hours: readonly BucketReading[],
  minutes: readonly BucketReading[],
  isDoubted = false,
): Freshness {
  let dataTo: number | null = null;
  let usageTo: number | null = null;
  const note = (reading: BucketReading, size: number) => {
    if (!reading.shown) return;
    // A minute that was still running when it was read is known up to then, and no measure of an hour.
    const running = reading.readAt < reading.start + size;
    const end = running ? reading.readAt : reading.start + size;
    if (reading.tokens > 0 && !running) usageTo = Math.max(usageTo ?? 0, end);
    const isKnownEmpty = !isDoubted && size === HOUR && reading.readAt >= end + HOUR_REREAD_FOR;
    if (reading.tokens > 0 || isKnownEmpty) dataTo = Math.max(dataTo ?? 0, end);
  };
  for (const reading of hours) note(reading, HOUR);
  for (const reading of minutes) note(reading, MINUTE);
  return { dataTo, usageTo };
}

/** Freshness of the usage of yesterday and today, as it lies in the ledger. `now` in ms. */
export function freshnessOf(pricedDays: PricedDays, usage: Pick<UsageTable, 'readings'>, now: number): Freshness {
  const from = startOfUtcDay(now) - DAY;
  const isDoubted = isUsageDoubted(pricedDays);
  return freshness(usage.readings('1h', from, now), usage.readings('1m', from, now), isDoubted);
}

/** Has priced days take over the ledger's newest data, from a UTC midnight (ms) on, and returns how far they go. */
export function takeOver(
  pricedDays: PricedDays,
  usage: Pick<UsageTable, 'readings'>,
  from: number,
  now: number,
): Freshness {
  pricedDays.refresh(from, now);
  const fresh = freshnessOf(pricedDays, usage, now);
  pricedDays.setDataTo(fresh.dataTo ?? now);
  return fresh;
}

/** True where the newest day that was billed for tokens has no usage at all: then the usage report is in trouble. */
function isUsageDoubted(pricedDays: PricedDays): boolean {
  const newest = pricedDays.entries().findLast(({ billed }) => billed);
  if (!newest || newest.hours.size === 0 || [...newest.hours.values()].some(({ empty }) => !empty)) return false;
  return (pricedDays.spend(newest.start)?.kinds ?? []).length > 0;
}

/** True once the API has shown anything of a day: before that its figure is unknown, which is not zero. */
export function isShown({ dataTo }: Freshness, { start }: Span): boolean {
  return dataTo !== null && dataTo > start;
}
