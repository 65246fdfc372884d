/** Milliseconds. Instants are milliseconds since 1970 UTC everywhere in the test bed. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The start of the minute, hour or day (UTC) that an instant is in. */
export function floorTo(instant: number, width: number): number {
  return Math.floor(instant / width) * width;
}

/** `2026-11-22T14:07:00Z`, without milliseconds where there are none. */
export function rfc3339(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
