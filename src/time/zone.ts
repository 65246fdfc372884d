/** Clocks of a zone, by its IANA name. Instants are milliseconds since 1970 UTC. */
import { tzOffset } from '@date-fns/tz';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay } from './utc.ts';

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

/** Offset of the zone's clocks from UTC at an instant, ms; positive where they are ahead. */
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

/** An instant (ms) as RFC 3339 to the second, with the offset of the zone; `Z` for UTC. */
export function rfc3339(instant: number, zone = 'UTC'): string {
  const minutes = Math.round(zoneOffset(instant, zone) / MINUTE);
  const clock = new Date(instant + minutes * MINUTE).toISOString().slice(0, 19);
  if (zone === 'UTC') return `${clock}Z`;
  const size = Math.abs(minutes);
  const two = (value: number) => value.toString().padStart(2, '0');
  return `${clock}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The day `YYYY-MM-DD` of a zone that an instant is in. */
export function dayIn(instant: number, zone: string): string {
  return rfc3339(instant, zone).slice(0, 10);
}
