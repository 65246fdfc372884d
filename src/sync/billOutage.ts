import { AdminApiError, type Failure } from '../adminApi/errors.ts';
import type { SyncState } from '../ledger/syncState.ts';
import { type Clock, HOUR, MINUTE } from '../time/utc.ts';

/** Bills that could not be read are left alone this long, ms. */
const PAUSE = 5 * MINUTE;
/** A key that may not read them may be allowed to; nobody gains by asking each minute. */
const FORBIDDEN_PAUSE = 15 * MINUTE;
/** Age beyond which a failure says nothing of now, ms. */
const RELEVANT_FOR = HOUR;

/** Failures of the API as a whole: whatever else is asked for would fail likewise. */
const OF_ALL: ReadonlySet<Failure['kind']> = new Set(['offline', 'rateLimited', 'invalidKey', 'aborted']);

/** True of a failure of one report alone that asks for no pause: other reports can be read without it. */
export function isOfOneReport(error: unknown): error is AdminApiError {
  return error instanceof AdminApiError && error.askedUntil === null && !OF_ALL.has(error.kind);
}

export interface BillOutageOptions {
  readonly syncState: Pick<SyncState, 'get' | 'set'>;
  readonly clock: Clock;
  readonly warn: (line: string) => void;
}

/**
 * Bills that cannot be read, while usage can: known to all windows, asked for again by one of them after a while, and
 * no reason to do without today's figure.
 */
export class BillOutage {
  readonly #options: BillOutageOptions;

  constructor(options: BillOutageOptions) {
    this.#options = options;
  }

  /** HTTP status of the API's last answer for bills, 0 without a complete one; null when they could be read. */
  get status(): number | null {
    const { syncState, clock } = this.#options;
    const again = syncState.get('billsAskedAgainAt');
    return again !== 0 && Math.abs(clock.now() - again) <= RELEVANT_FOR ? syncState.get('billsStatus') : null;
  }

  /** Bills are left alone for now. */
  get isPaused(): boolean {
    const left = this.#options.syncState.get('billsAskedAgainAt') - this.#options.clock.now();
    return left > 0 && left <= FORBIDDEN_PAUSE;
  }

  /** Lets bills be asked for at once. */
  endPause(): void {
    if (this.isPaused) this.#options.syncState.set('billsAskedAgainAt', this.#options.clock.now());
  }

  end(): void {
    const { syncState } = this.#options;
    if (syncState.get('billsAskedAgainAt') !== 0) syncState.set('billsAskedAgainAt', 0);
  }

  /** Reads bills; a failure that is of them alone is noted instead of thrown. */
  async survive(read: () => Promise<void>): Promise<void> {
    const { syncState, clock, warn } = this.#options;
    try {
      await read();
    } catch (error) {
      if (!isOfOneReport(error)) throw error;
      warn(`the bills could not be read: ${error.message}`);
      const { kind, status } = error.failure;
      syncState.set('billsStatus', kind === 'intermediary' ? 0 : status);
      syncState.set('billsAskedAgainAt', clock.now() + (kind === 'forbidden' ? FORBIDDEN_PAUSE : PAUSE));
    }
  }
}
