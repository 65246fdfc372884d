import { type Clock, MINUTE, SECOND } from '../time/utc.ts';

/** Factor by which a window polls slower that nobody looks at. */
const UNFOCUSED = 5;
const JITTER = 0.1;
/** Interval, ms, while something is watched closely. */
const CLOSE_INTERVAL = MINUTE;
/** Whatever is urgent is at most this often, ms. */
const HURRY_SPACING = 10 * SECOND;
const LONGEST_TIMER = 2 ** 31 - 1;

export interface PollerOptions {
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly intervalMs: number;
  readonly focused: boolean;
  /** Must not reject. Returns the instant (ms) before which it should not be called again; 0 for no such wish. */
  readonly work: (signal: AbortSignal) => Promise<number>;
}

/**
 * Calls its work again and again: one at a time, a jittered interval after the end of the last, slower while the window
 * is out of focus, at once on focus when the last is an interval ago.
 */
export class Poller implements Disposable {
  readonly #options: PollerOptions;
  readonly #abort = new AbortController();
  #focused: boolean;
  #isClose = false;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #lastAt = 0;
  #hurriedAt = Number.NEGATIVE_INFINITY;
  #notBefore = 0;
  /** Instant at which the timer is to go off, ms. */
  #dueAt = Number.POSITIVE_INFINITY;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#focused = options.focused;
  }

  /** Works now, or joins what is under way. */
  now(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#underWay ??= this.#run().finally(() => {
      this.#underWay = undefined;
      this.#schedule();
    });
    return this.#underWay;
  }

  /** Works now if that is due by the clock: timers stand still while the machine sleeps. */
  catchUp(): void {
    if (this.#options.clock.now() >= this.#dueAt) void this.now();
  }

  /** Works now, at most once in ten seconds, unless its work has wished to be left alone. */
  hurry(): void {
    const now = this.#options.clock.now();
    if (Math.abs(now - this.#hurriedAt) < HURRY_SPACING) return;
    this.#hurriedAt = now;
    if (now >= this.#notBefore) void this.now();
  }

  setFocused(focused: boolean): void {
    if (focused === this.#focused) return;
    this.#focused = focused;
    if (this.#underWay !== undefined) return;
    const { clock, intervalMs } = this.#options;
    const now = clock.now();
    if (focused && Math.abs(now - this.#lastAt) >= intervalMs && now >= this.#notBefore) void this.now();
    else this.#schedule();
  }

  /** Works each minute while something is watched closely, also out of focus. */
  setClose(isClose: boolean): void {
    if (isClose === this.#isClose) return;
    this.#isClose = isClose;
    if (this.#underWay === undefined) this.#schedule();
  }

  /** Aborts what is under way; resolves once it has ended. */
  async end(): Promise<void> {
    this[Symbol.dispose]();
    await this.#underWay;
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#notBefore = await this.#options.work(this.#abort.signal);
    this.#lastAt = this.#options.clock.now();
  }

  #schedule(): void {
    if (this.#abort.signal.aborted) return;
    const { clock, random, intervalMs } = this.#options;
    const usual = intervalMs * (this.#focused ? 1 : UNFOCUSED);
    const interval = (this.#isClose ? Math.min(usual, CLOSE_INTERVAL) : usual) * (1 + JITTER * random());
    const now = clock.now();
    // A clock that was set back must not make the wait longer; after a failure, its pause says when.
    const next = this.#notBefore > 0 ? this.#notBefore : Math.min(this.#lastAt, now) + interval;
    const at = Math.max(next, now);
    clearTimeout(this.#timer);
    this.#dueAt = at;
    // A timer that is set for longer goes off at once.
    this.#timer = setTimeout(() => void this.now(), Math.min(at - now, LONGEST_TIMER));
  }
}
