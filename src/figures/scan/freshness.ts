import type { BucketReading } from '../../ledger/usageTable.ts';
import { HOUR_REREAD_FOR } from '../../spend/finalBills.ts';
import { HOUR, MINUTE, type Span } from '../../time/utc.ts';
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

/** True where the newest day that was billed for tokens has no usage at all: then the usage report is in trouble. */
export function isUsageDoubted(pricedDays: PricedDays): boolean {
  const newest = pricedDays.entries().findLast(({ billed }) => billed);
  if (!newest || newest.hours.size === 0 || [...newest.hours.values()].some(({ empty }) => !empty)) return false;
  return (pricedDays.spend(newest.start)?.kinds ?? []).length > 0;
}

/** True once the API has shown anything of a day: before that its figure is unknown, which is not zero. */
export function isShown({ dataTo }: Freshness, { start }: Span): boolean {
  return dataTo !== null && dataTo > start;
}
