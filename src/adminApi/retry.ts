import { setTimeout as sleep } from 'node:timers/promises';
import { AdminApiError, noAnswer } from './errors.ts';
import { askedUntil, mayRetry, pauseAfter } from './retryPause.ts';
import type { Headers } from './transport.ts';

/** The clock, chance and delays that the client uses, so that tests need not wait. Instants and delays are milliseconds. */
export interface RetryDeps {
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  /** Rejects when the signal aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

export const REAL_DEPS: RetryDeps = {
  now: Date.now,
  random: Math.random,
  delay: (ms, signal) => sleep(ms, undefined, { signal }),
};

export type AttemptResult<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: AdminApiError; readonly headers: Headers };

export interface RetryOptions {
  readonly deps: RetryDeps;
  /** No pause is begun that would end later than this after the first try; the failure says when to ask again. */
  readonly maxWaitMs: number;
  readonly info: (line: string) => void;
}

/** Tries until there is a result or a reason to stop. Throws the last try's AdminApiError, or `aborted`. */
export async function withRetries<Result>(
  options: RetryOptions,
  signal: AbortSignal,
  attempt: () => Promise<AttemptResult<Result>>,
): Promise<Result> {
  const { deps, maxWaitMs } = options;
  const start = deps.now();
  for (let tries = 1; ; tries += 1) {
    if (signal.aborted) throw noAnswer('aborted');
    const outcome = await attempt();
    if (outcome.ok) return outcome.result;
    const { error, headers } = outcome;
    const pause = pauseAfter(error.failure, headers, tries, deps.now(), () => deps.random());
    const end = deps.now() + pause;
    if (!mayRetry(error.failure, headers, tries) || end - start > maxWaitMs) {
      throw withRetryAt(error, end, askedUntil(error.failure, headers, deps.now()));
    }
    options.info(`try ${tries} failed, the next in ${Math.round(pause)} ms: ${error.message}`);
    await deps.delay(pause, signal).catch((reason: unknown) => {
      throw signal.aborted ? noAnswer('aborted') : reason;
    });
  }
}

/** The failure with the instant (ms) to ask again at, where it is one that passes. */
function withRetryAt(error: AdminApiError, retryAt: number, asked: number | null): AdminApiError {
  const { failure } = error;
  if (failure.kind !== 'rateLimited' && failure.kind !== 'server') return error;
  return new AdminApiError({ ...failure, retryAt }, error, asked);
}
