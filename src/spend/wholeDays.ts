import { DAY, HOUR } from './time.ts';

/** What is remembered of the readings of one day's bill. All instants in ms. */
export interface BillReadings {
  readonly firstReadAt: number;
  /** The reading that first showed what is held now. */
  readonly changedAt: number;
  readonly readAt: number;
}

const AGREEMENT = 6 * HOUR;

/**
 * Rates are learned from whole days alone: the newest bills go on growing after midnight and would teach rates some
 * percent too low. A day is whole a day after its end, once two readings at least six hours apart agree; a bill first read
 * later than that counts as whole until a second reading differs.
 */
export function isWhole(dayStart: number, readings: BillReadings): boolean {
  const dayAfter = dayStart + 2 * DAY;
  if (readings.readAt < dayAfter) return false;
  const neverDiffered = readings.changedAt === readings.firstReadAt;
  return (neverDiffered && readings.firstReadAt >= dayAfter) || readings.readAt - readings.changedAt >= AGREEMENT;
}

/**
 * Whether a bill needs no further reading: whole, and seen twice or read long after its day. One without lines may not have
 * been made yet, so it is looked for that long.
 */
export function isSettled(dayStart: number, readings: BillReadings & { readonly lines: number }): boolean {
  if (!isWhole(dayStart, readings)) return false;
  if (readings.readAt >= dayStart + 8 * DAY) return true;
  return readings.lines > 0 && readings.readAt - readings.changedAt >= AGREEMENT;
}
