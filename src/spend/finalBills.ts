import { DAY, HOUR } from '../time/utc.ts';

/** Readings of one day's bill, as far as they are remembered. All instants in ms. */
export interface BillReadings {
  readonly firstReadAt: number;
  /** The reading that first showed the lines held now. */
  readonly changedAt: number;
  readonly readAt: number;
  /** The bill was final at an earlier reading: what changed since restates it. */
  readonly wasFinal?: boolean;
}

/** Two readings agree when they show the same and lie at least this far apart. */
export const AGREEMENT = 6 * HOUR;
/** An hour of usage is read again until it was read this long after its end, ms: most late usage has come by then. */
export const HOUR_REREAD_FOR = 4 * HOUR;
/** A bill is awaited this long: one without lines may not have been made yet. */
const AWAITED = 8 * DAY;

/**
 * True of a final bill. Rates are learned from these alone: the newest bills go on growing after midnight and would
 * teach rates some percent too low. A bill is final a day after its day's end, once two readings at least six hours
 * apart agree; one first read later than that counts as final until a second reading differs. A final bill that is
 * restated stays final: what replaced it is a bill, too.
 */
export function isFinalBill(dayStart: number, readings: BillReadings): boolean {
  if (readings.wasFinal) return true;
  const dayAfter = dayStart + 2 * DAY;
  if (readings.readAt < dayAfter) return false;
  const neverDiffered = readings.changedAt === readings.firstReadAt;
  return (neverDiffered && readings.firstReadAt >= dayAfter) || isAgreed(readings);
}

/** True where two readings at least six hours apart show the same. */
export function isAgreed({ changedAt, readAt }: Pick<BillReadings, 'changedAt' | 'readAt'>): boolean {
  return readAt - changedAt >= AGREEMENT;
}

/** True of a final bill that rates may be learned from: one that was restated waits until a second reading agrees. */
export function teachesRates(dayStart: number, readings: BillReadings): boolean {
  return isFinalBill(dayStart, readings) && (isAgreed(readings) || readings.changedAt === readings.firstReadAt);
}

/**
 * True of a bill that has stopped growing, as far as its first week shows: final, and seen twice or read long after its
 * day. Until then it is read about hourly, afterwards daily, because bills are restated.
 */
export function hasStoppedGrowing(dayStart: number, readings: BillReadings & { readonly lines: number }): boolean {
  if (readings.readAt >= dayStart + AWAITED) return true;
  return readings.lines > 0 && isFinalBill(dayStart, readings) && isAgreed(readings);
}
