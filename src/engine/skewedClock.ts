import { type Clock, MINUTE } from '../spend/time.ts';

/** Less than this is the network's delay or a harmless drift. */
const TOLERATED = 2 * MINUTE;

/**
 * The machine's clock, corrected by the API's where it is clearly wrong: today's figure must not be of another day because
 * a laptop woke up with an old time.
 */
export class SkewedClock implements Clock {
  readonly #log: { warn(line: string): void };
  readonly #machine: () => number;
  #skew = 0;
  #isSure = false;

  constructor(log: { warn(line: string): void }, machine: () => number = Date.now) {
    this.#log = log;
    this.#machine = machine;
  }

  now(): number {
    return this.#machine() + this.#skew;
  }

  /** What the machine's clock lacks, ms; 0 where it is right. */
  get skew(): number {
    return this.#skew;
  }

  /** An answer has told the time; before, the skew is what an earlier session has left, or none. */
  get isSure(): boolean {
    return this.#isSure;
  }

  /**
   * Takes over what an earlier session found, ms, until the first answer. Time does not go back: a skew by which it would
   * still be before `heardAt`, when the API last answered, is of a clock that has been set since.
   */
  recall(skew: number, heardAt: number): void {
    if (this.#isSure || this.#machine() + skew < heardAt - TOLERATED) return;
    this.#skew = skew;
  }

  /** Takes note of the `Date` of an answer that has just come, ms. */
  note(serverDate: number): void {
    this.#isSure = true;
    const difference = serverDate - this.#machine();
    const skew = Math.abs(difference) > TOLERATED ? difference : 0;
    if (Math.abs(skew - this.#skew) <= TOLERATED) return;
    this.#skew = skew;
    const minutes = Math.round(skew / MINUTE);
    const words = skew === 0 ? 'agrees with the API again' : `is off by ${-minutes} minutes; the API's time is used`;
    this.#log.warn(`this machine's clock ${words}`);
  }
}
