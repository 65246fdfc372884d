/** Days and hours. A UTC day is a key `YYYY-MM-DD`; instants are milliseconds since 1970 UTC. */
import { tzOffset } from '@date-fns/tz';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Clock {
  now(): number;
}

/** Start of the UTC day an instant is in. */
export function startOfUtcDay(instant: number): number {
  return Math.floor(instant / DAY) * DAY;
}

export function utcDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function utcDayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Start of the UTC month an instant is in. */
export function startOfUtcMonth(instant: number): number {
  const date = new Date(instant);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The day of a zone that an instant is in: 23, 24 or 25 hours long. */
export function zoneDay(instant: number, zone: string): Span {
  if (zone === 'UTC') {
    const start = startOfUtcDay(instant);
    return { start, end: start + DAY };
  }
  const local = instant + zoneOffset(instant, zone);
  const midnight = startOfUtcDay(local);
  return { start: instantOfLocal(midnight, zone), end: instantOfLocal(midnight + DAY, zone) };
}

/** True where a zone's midnights fall inside an hour, as in India. */
export function cutsHours(span: Span): boolean {
  return span.start % HOUR !== 0 || span.end % HOUR !== 0;
}

/** How far the zone's clocks are ahead of UTC at an instant, ms. */
export function zoneOffset(instant: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const minutes = tzOffset(zone, new Date(instant));
  return Number.isNaN(minutes) ? 0 : minutes * MINUTE;
}

/** The first instant at which clocks of the zone show `local` or later (a midnight that a change of clocks skips). */
export function instantOfLocal(local: number, zone: string): number {
  const early = local - Math.max(zoneOffset(local - DAY, zone), zoneOffset(local + DAY, zone));
  const late = local - Math.min(zoneOffset(local - DAY, zone), zoneOffset(local + DAY, zone));
  if (early === late) return early;
  for (const candidate of [early, late]) if (candidate + zoneOffset(candidate, zone) === local) return candidate;
  let [low, high] = [early, late];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (middle + zoneOffset(middle, zone) >= local) high = middle;
    else low = middle;
  }
  return high;
}
