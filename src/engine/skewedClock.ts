import { type Clock, MINUTE } from '../spend/time.ts';

/** Less than this is the network's delay or a harmless drift. */
const TOLERATED = 2 * MINUTE;

/**
 * The machine's clock, corrected by the API's where it is clearly wrong: today's figure must not be of another day because
 * a laptop woke up with an old time.
 */
export class SkewedClock implements Clock {
  readonly #log: { warn(line: string): void };
  #skew = 0;

  constructor(log: { warn(line: string): void }) {
    this.#log = log;
  }

  now(): number {
    return Date.now() + this.#skew;
  }

  /** Takes note of the `Date` of an answer that has just come, ms. */
  note(serverDate: number): void {
    const difference = serverDate - Date.now();
    const skew = Math.abs(difference) > TOLERATED ? difference : 0;
    if (Math.abs(skew - this.#skew) <= TOLERATED) return;
    this.#skew = skew;
    const minutes = Math.round(skew / MINUTE);
    const words = skew === 0 ? 'agrees with the API again' : `is off by ${-minutes} minutes; the API's time is used`;
    this.#log.warn(`this machine's clock ${words}`);
  }
}
