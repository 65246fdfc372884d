import { tzOffset } from '@date-fns/tz';
import { MINUTE } from './utc.ts';

/** An instant (ms) as RFC 3339 to the second, with the offset of a zone (IANA); `Z` for UTC. */
export function rfc3339(instant: number, zone: string): string {
  const minutes = offsetMinutes(instant, zone);
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

function offsetMinutes(instant: number, zone: string): number {
  const minutes = zone === 'UTC' ? 0 : Math.round(tzOffset(zone, new Date(instant)));
  return Number.isNaN(minutes) ? 0 : minutes;
}
