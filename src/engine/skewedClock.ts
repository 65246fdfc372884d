import { type Clock, HOUR, MINUTE } from '../time/utc.ts';

/** Less than this is the network's delay or a harmless drift. */
const TOLERATED = 2 * MINUTE;
/** The time of an answer is trusted this long, ms: by then the machine may have slept, or its clock have been set. */
const HOLDS = HOUR;

/**
 * The machine's clock, corrected by the API's where it is clearly wrong: today's figure must not be of another day because
 * a laptop woke up with an old time. One answer may be wrong, too: two that agree move it, or nothing does.
 */
export class SkewedClock implements Clock {
  readonly #log: { warn(line: string): void };
  readonly #machine: () => number;
  #skew = 0;
  /** Skew by the newest answer, where it differs from the one in use, ms. */
  #doubt: number | null = null;
  /** Instant at which an answer last agreed with the skew in use, by the machine's clock, ms. */
  #sureAt: number | null = null;
  #heard = 0;

  constructor(log: { warn(line: string): void }, machine: () => number = Date.now) {
    this.#log = log;
    this.#machine = machine;
  }

  now(): number {
    return this.#machine() + this.#skew;
  }

  /** The machine's clock as it is. */
  get machine(): Clock {
    return { now: this.#machine };
  }

  /** Correction that is added to the machine's clock, ms; 0 where it is right. */
  get skew(): number {
    return this.#skew;
  }

  /** True where an answer gave the time lately; before, the skew is an earlier session's, or 0. */
  get isSure(): boolean {
    if (this.#sureAt === null) return false;
    const age = this.#machine() - this.#sureAt;
    return age >= -TOLERATED && age < HOLDS;
  }

  /** Number of answers that gave the time. */
  get heard(): number {
    return this.#heard;
  }

  /**
   * Takes over what an earlier session found, ms, until the first answer. Time does not go back: a skew by which it would
   * still be before `heardAt`, when the API last answered, is of a clock that has been set since.
   */
  recall(skew: number, heardAt: number): void {
    if (this.#sureAt !== null || this.#machine() + skew < heardAt - TOLERATED) return;
    this.#skew = skew;
  }

  /** Takes note of the `Date` of an answer that has just come, ms. */
  note(serverDate: number): void {
    this.#heard += 1;
    const difference = serverDate - this.#machine();
    const skew = Math.abs(difference) > TOLERATED ? difference : 0;
    const isNews = Math.abs(skew - this.#skew) > TOLERATED;
    const isConfirmed = this.#doubt !== null && Math.abs(skew - this.#doubt) <= TOLERATED;
    this.#doubt = isNews && !isConfirmed ? skew : null;
    if (this.#doubt !== null) return;
    this.#sureAt = this.#machine();
    if (isNews) this.#move(skew);
  }

  #move(skew: number): void {
    this.#skew = skew;
    const minutes = Math.round(skew / MINUTE);
    const words = skew === 0 ? 'agrees with the API again' : `is off by ${-minutes} minutes; the API's time is used`;
    this.#log.warn(`this machine's clock ${words}`);
  }
}

/**
 * The machine's clock below one that may be corrected. Windows claim by it: they share it even where one alone has learned
 * that it is off, so that what one has claimed seems neither old to another nor of a time to come.
 */
export function machineClock(clock: Clock): Clock {
  return clock instanceof SkewedClock ? clock.machine : clock;
}
