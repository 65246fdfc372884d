import { AdminApiError } from '../adminApi/errors.ts';
import { createFormat, type Format } from '../shared/format.ts';
import type { Problem } from '../shared/panelView.ts';
import { type Clock, HOUR } from '../time/utc.ts';
import type { Blocked } from './keptPause.ts';
import { ASKED, askAgainAt, PAUSED, problemOf, withNextTry } from './problem.ts';
import type { EngineConfig } from './thread/protocol.ts';

/** After a longer pause that the API asks for, the user may have it asked before its end. */
const LONG_PAUSE = HOUR;

export interface FailureTrackerOptions {
  readonly clock: Clock;
  readonly config: Pick<EngineConfig, 'intervalMs' | 'locale' | 'zone'>;
  /** 0 to 1 */
  readonly random: () => number;
}

/** Failures with one account, what the user is shown of them, and how long the API is left alone. Instants in ms. */
export class FailureTracker {
  readonly #options: FailureTrackerOptions;
  readonly #format: Format;
  #current: Problem | null = null;
  #billProblem: Problem | null = null;
  #since = 0;
  #nextTry = 0;
  /** 0 where the API has asked for no pause. */
  #askedUntil = 0;
  #failures = 0;

  constructor(options: FailureTrackerOptions) {
    this.#options = options;
    this.#format = createFormat(options.config.locale, options.config.zone);
  }

  get kind(): Problem['kind'] | null {
    return this.#current?.kind ?? null;
  }

  /** Count of failures in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** End of the pause that the API itself has asked for, ms; 0 where it has not. */
  get askedUntil(): number {
    return this.#askedUntil;
  }

  /** The problem as it is shown, with the time of the next try. */
  get problem(): Problem | null {
    if (!this.#current) return this.#billProblem;
    const now = this.#options.clock.now();
    const shown = withNextTry(this.#current, this.#nextTry, this.#format, now);
    return this.#askedUntil - now > LONG_PAUSE ? { ...shown, mayTryAnyway: true } : shown;
  }

  /** Notes that bills cannot be read while today's figure is up to date: shown when nothing worse is, and no reason to pause. */
  setBillProblem(problem: Problem | null): void {
    this.#billProblem = problem;
  }

  /** Returns the instant of the next try, ms. */
  fail(error: unknown): number {
    const { clock, config, random } = this.#options;
    this.#failures += 1;
    this.#current = problemOf(error);
    this.#since = clock.now();
    this.#nextTry = askAgainAt(error, this.#failures, this.#since, config.intervalMs, random());
    if (error instanceof AdminApiError) {
      // A pause goes on that was tried anyway, where the try ended in something else.
      const before = this.#askedUntil > this.#since ? this.#askedUntil : 0;
      this.#askedUntil = Math.round(error.askedUntil ?? before);
      this.#nextTry = Math.max(this.#nextTry, this.#askedUntil);
    }
    return this.#nextTry;
  }

  /** Takes over a pause of an earlier session, or of another window. */
  pause({ until, isAsked }: Blocked): void {
    this.#current ??= isAsked ? ASKED : PAUSED;
    this.#nextTry = until;
    this.#askedUntil = isAsked ? until : 0;
  }

  /** Takes over the failures of an earlier session, or of another window. */
  inherit(failures: number): void {
    this.#failures = Math.max(this.#failures, failures);
  }

  /** Ends the row of failures, as something has come. */
  startAgain(): void {
    this.#failures = 0;
  }

  /** Ends the failure, if it began before an instant at which all was well. */
  end(wellAt = Number.POSITIVE_INFINITY): void {
    if (wellAt <= this.#since) return;
    this.#current = null;
    this.#askedUntil = 0;
  }
}
