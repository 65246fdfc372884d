import { createFormat, type Format } from '../shared/format.ts';
import type { Trouble } from '../shared/panelView.ts';
import type { Clock } from '../spend/time.ts';
import type { EngineConfig } from './protocol.ts';
import { askAgainAt, PAUSED, troubleOf, withNextTry } from './trouble.ts';

export interface TroublesOptions {
  readonly clock: Clock;
  readonly config: Pick<EngineConfig, 'intervalMs' | 'locale' | 'zone'>;
  /** 0 to 1 */
  readonly random: () => number;
}

/** What goes wrong with one account, and for how long the API is left alone for it. Instants in ms. */
export class Troubles {
  readonly #options: TroublesOptions;
  readonly #format: Format;
  #current: Trouble | null = null;
  #since = 0;
  #nextTry = 0;
  #failures = 0;

  constructor(options: TroublesOptions) {
    this.#options = options;
    this.#format = createFormat(options.config.locale, options.config.zone);
  }

  get kind(): Trouble['kind'] | null {
    return this.#current?.kind ?? null;
  }

  /** In a row, that brought nothing. */
  get failures(): number {
    return this.#failures;
  }

  /** As it is told: with when the API is asked again. */
  get told(): Trouble | null {
    return this.#current && withNextTry(this.#current, this.#nextTry, this.#format);
  }

  /** Returns when to ask again. */
  fail(error: unknown): number {
    const { clock, config, random } = this.#options;
    this.#failures += 1;
    this.#current = troubleOf(error);
    this.#since = clock.now();
    this.#nextTry = askAgainAt(error, this.#failures, this.#since, config.intervalMs, random());
    return this.#nextTry;
  }

  /** An earlier session, or another window, was told to leave the API alone. */
  pause(until: number): void {
    this.#current ??= PAUSED;
    this.#nextTry = until;
  }

  /** Failures that an earlier session, or another window, has had. */
  inherit(failures: number): void {
    this.#failures = Math.max(this.#failures, failures);
  }

  /** Something has come: what fails next is no failure in a row. */
  startAgain(): void {
    this.#failures = 0;
  }

  /** What was wrong is over, if it came before an instant at which all was well. */
  end(wellAt = Number.POSITIVE_INFINITY): void {
    if (wellAt > this.#since) this.#current = null;
  }
}
