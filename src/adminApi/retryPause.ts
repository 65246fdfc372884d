import { DAY, SECOND } from '../time/utc.ts';
import type { Failure } from './errors.ts';
import type { Headers } from './transport.ts';

const FIRST_PAUSE = SECOND / 2;
const LONGEST_BACK_OFF = 8 * SECOND;
const JITTER = 0.25;
const LONGEST_RESET = 60 * SECOND;
/** Longest pause that is believed, ms: more than a year is no instant at all. */
const LONGEST_PAUSE = 366 * DAY;
const NEVER = new Set([400, 401, 403, 404]);

/** Most times that a request is sent. */
const TRIES = 4;
/** Finding no connection can take long by itself, so it is tried once more only. */
const OFFLINE_TRIES = 2;

/** True where a request that failed so may be sent again, after `tries` times. */
export function mayRetry(failure: Failure, headers: Headers, tries: number): boolean {
  if (failure.kind === 'offline') return tries < OFFLINE_TRIES;
  if (tries >= TRIES || NEVER.has(failure.status)) return false;
  if (failure.kind === 'interrupted' || failure.kind === 'malformed') return true;
  // A sign-in page or a gateway's outage may be over in a second; a block is not.
  if (failure.kind === 'intermediary') return failure.status >= 500 || (failure.status >= 200 && failure.status < 300);
  const advice = headers['x-should-retry'];
  if (advice === 'true' && failure.status >= 400) return true;
  if (advice === 'false') return false;
  return failure.kind === 'rateLimited' || failure.kind === 'server';
}

/**
 * Milliseconds to wait before the next try, by the API's own hints where it gives any. A rate limit without one is a
 * minute's budget spent: half a minute at least.
 */
export function pauseAfter(
  failure: Failure,
  headers: Headers,
  tries: number,
  now: number,
  random: () => number,
): number {
  const asked = askedPause(headers, now);
  if (asked !== undefined && asked > 0) return Math.min(asked, LONGEST_PAUSE);
  if (asked === undefined && failure.kind === 'rateLimited') {
    const reset = Date.parse(headers['anthropic-ratelimit-requests-reset'] ?? '') - now;
    return reset > 0 ? Math.min(reset, LONGEST_RESET) : 30 * SECOND * (1 + random());
  }
  const backOff = Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_BACK_OFF);
  return backOff * (1 - JITTER * random());
}

/** Instant (ms) until which the API itself asks to be left alone; null where it does not. Such a pause is never cut short. */
export function askedUntil(failure: Failure, headers: Headers, now: number): number | null {
  if (failure.kind !== 'rateLimited' && failure.kind !== 'server') return null;
  const asked = askedPause(headers, now);
  return asked !== undefined && asked > 0 ? now + Math.min(asked, LONGEST_PAUSE) : null;
}

/** `retry-after-ms`, else `retry-after` in seconds or as an HTTP date; undefined when neither says anything. */
function askedPause(headers: Headers, now: number): number | undefined {
  const milliseconds = numberOf(headers['retry-after-ms']);
  if (milliseconds !== undefined) return milliseconds;
  const after = headers['retry-after'];
  const seconds = numberOf(after);
  if (seconds !== undefined) return seconds * SECOND;
  const date = Date.parse(after ?? '');
  return Number.isNaN(date) ? undefined : date - now;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
