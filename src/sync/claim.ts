import type { SyncState, SyncStateName } from '../ledger/syncState.ts';
import { type Clock, SECOND } from '../time/utc.ts';

/** Time that a window that was killed holds the others off, ms. */
const HELD = 24 * SECOND;
/** Renewed this often, ms: late by one, it still holds. */
const BEAT = 8 * SECOND;
/** One that ends later than this from now was taken by a clock that was wrong, ms: those of two windows differ by less. */
const LONGEST = 2 * HELD;

export type ClaimName = Extract<SyncStateName, 'fillingUntil' | 'pollingUntil' | 'sendingUntil' | 'reportingUntil'>;

interface ClaimOptions {
  readonly name: ClaimName;
  readonly syncState: Pick<SyncState, 'get' | 'set' | 'claim'>;
  /** The machine's: windows that have learned differently of how far it is off agree on it. */
  readonly clock: Clock;
}

/**
 * A claim of one window on work for all, kept in the ledger as the instant (ms) until which it holds. Renewed on a
 * timer, however long its work takes, so that a window that dies is noticed soon.
 */
export class Claim implements Disposable {
  readonly #options: ClaimOptions;
  #timer: NodeJS.Timeout | undefined;
  /** As it was last written, ms. */
  #until: number;

  private constructor(options: ClaimOptions, until: number) {
    this.#options = options;
    this.#until = until;
    this.#renewLater();
  }

  /** Null while another window holds it. */
  static take(options: ClaimOptions): Claim | null {
    const { name, syncState, clock } = options;
    const now = clock.now();
    const until = Math.round(now + HELD);
    return syncState.claim(name, until, now, now + LONGEST) ? new Claim(options, until) : null;
  }

  /** True while a window holds it. */
  static isHeld({ name, syncState, clock }: ClaimOptions): boolean {
    const left = syncState.get(name) - clock.now();
    return left > 0 && left <= LONGEST;
  }

  /** True once the window that took it has died. */
  static isAbandoned({ name, syncState, clock }: ClaimOptions): boolean {
    const until = syncState.get(name);
    return until !== 0 && until <= clock.now();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#set(0);
  }

  #renewLater(): void {
    this.#timer = setTimeout(() => {
      this.#set(Math.round(this.#options.clock.now() + HELD));
      this.#renewLater();
    }, BEAT).unref();
  }

  /**
   * Leaves it to a window that has taken over, as it may while this one slept. A ledger that does not answer, or was closed
   * meanwhile, lets the claim run out.
   */
  #set(until: number): void {
    const { syncState, name } = this.#options;
    try {
      if (syncState.claim(name, until, this.#until, Number.MAX_SAFE_INTEGER)) this.#until = until;
    } catch {}
  }
}
