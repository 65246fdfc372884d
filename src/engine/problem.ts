import { AdminApiError, type Failure } from '../adminApi/errors.ts';
import { ASKED_PAUSE, explain } from '../adminApi/explain.ts';
import { faultOf } from '../ledger/fault.ts';
import type { Format } from '../shared/format.ts';
import type { Problem } from '../shared/panelView.ts';
import { MINUTE, SECOND } from '../time/utc.ts';
import { ledgerSentence } from './ledgerWords.ts';

/** Of its own accord the engine is silent no longer than this; the API may ask for more, and that is kept whole. */
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

/** An earlier session, or another window, was told to leave the API alone. */
export const PAUSED: Problem = {
  kind: 'rateLimited',
  message: 'The API could not answer lately and is left alone for some minutes.',
};

/** What went wrong, as the user is told. The message says what to do. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AdminApiError) return { kind: KINDS[error.kind] ?? 'failed', message: explain(error.failure) };
  return { kind: 'ledger', message: ledgerSentence(error) };
}

/** The same, by the API's own wish. */
export const ASKED: Problem = { kind: 'rateLimited', message: `${ASKED_PAUSE}.` };

/** What bills that cannot be read mean, by the HTTP status of their answer, 0 without a whole one; null where they can be. */
export function billProblem(status: number | null): Problem | null {
  if (status === null) return null;
  return { kind: 'bills', message: `${whyNoBills(status)} Until then, days without a bill are estimated from usage.` };
}

function whyNoBills(status: number): string {
  if (status === 0) {
    return 'The cost report cannot be read: something blocks it, the connection breaks off, or the answer takes too long; the log tells which.';
  }
  if (status === 403) {
    return 'This key may read usage but not cost: use an Admin API key that may read both.';
  }
  return status < 300
    ? 'The cost report is not as documented: look for a newer version of this extension, and into the log.'
    : `The API fails to give its cost report (${status}): the extension asks again every few minutes.`;
}

/**
 * A problem with when the API is asked again, ms, in words, of another day than `now` with its date; the ledger’s problems
 * are not with the API.
 */
export function withNextTry(problem: Problem, at: number, format: Format, now = at): Problem {
  if (problem.kind === 'ledger') return problem;
  // Never earlier than said.
  const minute = Math.ceil(at / MINUTE) * MINUTE;
  const day = format.longDay(minute) === format.longDay(now) ? '' : ` on ${format.day(minute)}`;
  const time = `${format.time(minute)} ${format.zoneName(minute)}${day}`;
  return { ...problem, message: `${problem.message} The extension asks again at ${time}.` };
}

/** When to ask again after a number of failures in a row that brought nothing, whole ms, as the ledger keeps them; `random` is 0 to 1. */
export function askAgainAt(error: unknown, failures: number, now: number, intervalMs: number, random: number): number {
  const failure = error instanceof AdminApiError ? error.failure : null;
  if (failure && KINDS[failure.kind] === 'refused') return now + REFUSED_PAUSE;
  if (failure === null && faultOf(error) === 'locked') return now + LOCK_PAUSE;
  // What is wrong with the ledger has been found out, and opening it anew mends it, if anything does.
  if (failure === null && failures === 1 && faultOf(error) !== 'newer') return now + SECOND;
  const doubled = intervalMs * 2 ** Math.min(failures - 1, 10) * (1 + 0.2 * random);
  const backOff = Math.min(LONGEST_BACK_OFF, doubled);
  const wanted = failure && 'retryAt' in failure ? (failure.retryAt ?? 0) : 0;
  return Math.round(Math.max(now + backOff, wanted));
}
