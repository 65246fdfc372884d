import type { Clock } from '../time/utc.ts';
import type { FailureTracker } from './failureTracker.ts';
import type { Blocked } from './keptPause.ts';
import type { Session } from './session.ts';

/** Pauses that the API has asked for: this window, or another one with the same key. */
export class AskedPauses {
  readonly #clock: Clock;
  readonly #failureTracker: FailureTracker;
  readonly #session: () => Pick<Session, 'blocked'> | null;

  constructor(clock: Clock, failureTracker: FailureTracker, session: () => Pick<Session, 'blocked'> | null) {
    this.#clock = clock;
    this.#failureTracker = failureTracker;
    this.#session = session;
  }

  /** The pause, as long as it lasts. */
  asked(now: number): Blocked | null {
    const kept = this.#kept(now);
    if (kept?.isAsked) return kept;
    const { askedUntil: until, failures } = this.#failureTracker;
    return until > now ? { until, isAsked: true, failures } : null;
  }

  /** The pause in a sentence; null where there is none. */
  words(): string | null {
    const pause = this.asked(this.#clock.now());
    if (!pause) return null;
    this.#failureTracker.pause(pause);
    return this.#failureTracker.problem?.message ?? null;
  }

  /** Null where there is no ledger, or one that does not answer: the poll finds out what became of it. */
  #kept(now: number): Blocked | null {
    try {
      return this.#session()?.blocked(now) ?? null;
    } catch {
      return null;
    }
  }
}
