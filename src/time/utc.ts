/** Hours and days of UTC. A UTC day is a key `YYYY-MM-DD`; instants are milliseconds since 1970 UTC. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Clock {
  now(): number;
}

export function startOfHour(instant: number): number {
  return Math.floor(instant / HOUR) * HOUR;
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

/** Weekday of a day by number (day 0 is 1 January 1970): Monday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Number of the first day of the month that a day is in, or of one so many months later. */
export function firstOfMonth(day: number, later = 0): number {
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1) / DAY;
}

export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}
