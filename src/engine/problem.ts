import { AdminApiError, type Failure } from '../adminApi/errors.ts';
import { ASKED_PAUSE, explain } from '../adminApi/explain.ts';
import { faultOf } from '../ledger/fault.ts';
import type { Format } from '../shared/format.ts';
import type { Problem } from '../shared/panelView.ts';
import { MINUTE, SECOND } from '../time/utc.ts';
import { ledgerSentence } from './ledgerWords.ts';

/** Longest pause of the engine's own accord, ms; a longer one that the API asks for is kept in full. */
const LONGEST_BACK_OFF = 5 * MINUTE;
/** A refused key may be allowed again; nobody gains by asking each minute. */
const REFUSED_PAUSE = 15 * MINUTE;
/** Whoever holds the ledger locked may let go of it any moment. */
const LOCK_PAUSE = 5 * SECOND;

const KINDS: Partial<Record<Failure['kind'], Problem['kind']>> = {
  invalidKey: 'refused',
  forbidden: 'refused',
  individualAccount: 'refused',
  offline: 'offline',
  interrupted: 'offline',
  timeout: 'offline',
  intermediary: 'offline',
  rateLimited: 'rateLimited',
};

/** Problem of a pause that an earlier session, or another window, began of its own accord. */
export const PAUSED: Problem = {
  kind: 'rateLimited',
  message: 'The last requests to the API failed.',
};

/** Turns an error into the problem that the user sees. Its message says what to do. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AdminApiError) return { kind: KINDS[error.kind] ?? 'failed', message: explain(error.failure) };
  return { kind: 'ledger', message: ledgerSentence(error) };
}

/** Problem of a pause that the API has asked for. */
export const ASKED: Problem = { kind: 'rateLimited', message: ASKED_PAUSE };

/** Problem of bills that cannot be read, by the HTTP status of their answer, 0 without a complete one; null for null. */
export function billProblem(status: number | null): Problem | null {
  if (status === null) return null;
  return { kind: 'bills', message: `${whyNoBills(status)} Until then, days without a bill are estimated from usage.` };
}

function whyNoBills(status: number): string {
  if (status === 0) {
    return 'The cost report cannot be read: something blocks it, the connection breaks, or the answer takes too long. The log shows which.';
  }
  if (status === 403) {
    return 'This key can read usage but not cost. Use an Admin API key that can read both.';
  }
  return status < 300
    ? 'The cost report has an unexpected format. Update the extension if there is a newer version; the log has the details.'
    : `The API cannot deliver its cost report (error ${status}). The extension tries again every few minutes.`;
}

/**
 * Adds to a problem's message when the API is asked again (`at`, ms), with the date where that is another day than `now`.
 * Problems of the ledger stay as they are: the API has no part in them.
 */
export function withNextTry(problem: Problem, at: number, format: Format, now = at): Problem {
  if (problem.kind === 'ledger') return problem;
  // Never earlier than said.
  const minute = Math.ceil(at / MINUTE) * MINUTE;
  const day = format.longDay(minute) === format.longDay(now) ? '' : ` on ${format.day(minute)}`;
  const time = `${format.time(minute)} ${format.zoneName(minute)}${day}`;
  return { ...problem, message: `${problem.message} The extension will try again at ${time}.` };
}

/** Instant of the next try after a number of failures in a row, ms and an integer, as the ledger keeps it; `random` is 0 to 1. */
export function askAgainAt(error: unknown, failures: number, now: number, intervalMs: number, random: number): number {
  const failure = error instanceof AdminApiError ? error.failure : null;
  if (failure && KINDS[failure.kind] === 'refused') return now + REFUSED_PAUSE;
  if (failure === null && faultOf(error) === 'locked') return now + LOCK_PAUSE;
  // The ledger's fault is known by now, and opening it anew mends it, if anything does.
  if (failure === null && failures === 1 && faultOf(error) !== 'newer') return now + SECOND;
  const doubled = intervalMs * 2 ** Math.min(failures - 1, 10) * (1 + 0.2 * random);
  const backOff = Math.min(LONGEST_BACK_OFF, doubled);
  const wanted = failure && 'retryAt' in failure ? (failure.retryAt ?? 0) : 0;
  return Math.round(Math.max(now + backOff, wanted));
}
