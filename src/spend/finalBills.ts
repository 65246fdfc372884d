import { DAY, HOUR } from '../time/utc.ts';

/** What is remembered of the readings of one day's bill. All instants in ms. */
export interface BillReadings {
  readonly firstReadAt: number;
  /** The reading that first showed what is held now. */
  readonly changedAt: number;
  readonly readAt: number;
  /** The bill was whole at an earlier reading: what changed since restates it. */
  readonly wasFinal?: boolean;
}

/** Two readings agree when they show the same and lie at least this far apart. */
export const AGREEMENT = 6 * HOUR;
/** An hour of usage is read again until it was read this long after its end: what comes late has mostly come by then. */
export const HOUR_REREAD_FOR = 4 * HOUR;
/** A bill is awaited this long: one without lines may not have been made yet. */
const AWAITED = 8 * DAY;

/**
 * Rates are learned from whole days alone: the newest bills go on growing after midnight and would teach rates some
 * percent too low. A day is whole a day after its end, once two readings at least six hours apart agree; a bill first read
 * later than that counts as whole until a second reading differs. A final bill that is restated stays final: what replaced
 * it is a bill, too.
 */
export function isFinalBill(dayStart: number, readings: BillReadings): boolean {
  if (readings.wasFinal) return true;
  const dayAfter = dayStart + 2 * DAY;
  if (readings.readAt < dayAfter) return false;
  const neverDiffered = readings.changedAt === readings.firstReadAt;
  return (neverDiffered && readings.firstReadAt >= dayAfter) || isAgreed(readings);
}

/** Whether two readings at least six hours apart show the same. */
export function isAgreed({ changedAt, readAt }: Pick<BillReadings, 'changedAt' | 'readAt'>): boolean {
  return readAt - changedAt >= AGREEMENT;
}

/** Whether a whole bill may teach rates: one that was restated is waited for until a second reading agrees. */
export function teachesRates(dayStart: number, readings: BillReadings): boolean {
  return isFinalBill(dayStart, readings) && (isAgreed(readings) || readings.changedAt === readings.firstReadAt);
}

/**
 * Whether a bill has stopped growing, as far as its first week can tell: whole, and seen twice or read long after its day.
 * Until then it is read about hourly, afterwards daily, because bills are restated.
 */
export function hasStoppedGrowing(dayStart: number, readings: BillReadings & { readonly lines: number }): boolean {
  if (readings.readAt >= dayStart + AWAITED) return true;
  return readings.lines > 0 && isFinalBill(dayStart, readings) && isAgreed(readings);
}
