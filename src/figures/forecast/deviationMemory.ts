/** Part that is expected before days tell, as if so many had told it. */
const USUAL_PART = 0.4;
const USUAL_DAYS = 20;
const MOST = 0.8;
/** Variance of a usual day's deviation. */
const USUAL_VARIANCE = 0.09;
/** Part of what was seen that still counts a day later. */
const FADING = 0.99;
const MOST_DEVIATION = 1;

/** How much of a day's deviation the next one has, from days so far: a regression through zero, with a prior. */
export class DeviationMemory {
  #products = 0;
  #squares = 0;
  #newest = 0;
  /** Days since the newest one that told. */
  #gap = 0;

  get part(): number {
    const prior = USUAL_DAYS * USUAL_VARIANCE;
    return Math.min(MOST, Math.max(0, (this.#products + USUAL_PART * prior) / (this.#squares + prior)));
  }

  /** What is left of the newest deviation on the day before the next. */
  get left(): number {
    return this.#newest * this.part ** this.#gap;
  }

  /** Takes in a day's deviation, NaN where it tells nothing. */
  see(deviation: number): void {
    if (Number.isNaN(deviation)) {
      this.#gap++;
      return;
    }
    const bounded = Math.min(MOST_DEVIATION, Math.max(-MOST_DEVIATION, deviation));
    if (this.#gap === 0) {
      this.#products = FADING * this.#products + bounded * this.#newest;
      this.#squares = FADING * this.#squares + this.#newest ** 2;
    }
    this.#newest = bounded;
    this.#gap = 0;
  }
}
