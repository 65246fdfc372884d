import { AdminApiError, noAnswer } from './errors.ts';
import type { RetryOptions } from './retry.ts';
import { askedUntil } from './retryPause.ts';
import type { Headers } from './transport.ts';

/** Less than any wait is. */
const NO_RETRY = -1;

interface Pause {
  /** ms */
  readonly until: number;
  /** The failure that requests get meanwhile. */
  readonly error: AdminApiError;
  /** One request may be sent before its end. */
  mayAsk: boolean;
  /** Settles when that has been answered. */
  asking: Promise<void> | null;
}

/** The pause that the API has asked for: all who ask with this key keep it, whole. */
export class AskedPause {
  readonly #options: RetryOptions;
  #pause: Pause | null = null;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  /** Takes note of a failure's headers, which may ask for a pause. */
  note(error: AdminApiError, headers: Headers): void {
    const until = askedUntil(error.failure, headers, this.#options.deps.now());
    if (until === null) return;
    this.#pause = pauseUntil(until, error.failure.status, false);
  }

  /** Lets one request through before the end of a pause, ms. */
  askOnce(until: number): void {
    this.#pause = pauseUntil(until, 429, true);
  }

  /** Runs when no pause is on: after a short one, and not at all in one that is longer than any wait, which throws. */
  async keep<Result>(signal: AbortSignal, run: (retry: RetryOptions) => Promise<Result>): Promise<Result> {
    const { deps, maxWaitMs, info } = this.#options;
    for (;;) {
      const left = (this.#pause?.until ?? 0) - deps.now();
      if (!this.#pause || left <= 0) return run(this.#options);
      if (signal.aborted) throw noAnswer('aborted');
      const pause = this.#pause;
      if (pause.asking !== null) await pause.asking;
      else if (pause.mayAsk) return this.#ask(pause, run);
      else if (left > maxWaitMs) {
        info('not sent: the API has asked for a pause');
        throw pause.error;
      } else {
        await deps.delay(left, signal).catch((reason: unknown) => {
          throw signal.aborted ? noAnswer('aborted') : reason;
        });
      }
    }
  }

  async #ask<Result>(pause: Pause, run: (retry: RetryOptions) => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<void>();
    pause.mayAsk = false;
    pause.asking = promise;
    try {
      const result = await run({ ...this.#options, maxWaitMs: NO_RETRY });
      if (this.#pause === pause) this.#pause = null;
      return result;
    } finally {
      pause.asking = null;
      resolve();
    }
  }
}

function pauseUntil(until: number, status: number, mayAsk: boolean): Pause {
  const kind = status === 429 ? 'rateLimited' : 'server';
  const failure = { status, requestId: '', apiMessage: '', kind, retryAt: until } as const;
  return { until, error: new AdminApiError(failure, undefined, until), mayAsk, asking: null };
}
