/** Values of a weekday that count: the newest twelve weeks. */
const NEWEST = 12;
/** Share of a weekday's values that is left out at each end: holidays and peaks. */
const TRIMMED = 0.25;
/** Deviations above that tell of a peak, not of noise. */
const LARGEST_DEVIATION = 1;
/** Variance of a mean of the middle half of normal values, as a multiple of that of their mean. */
const MIDDLE_HALF_VARIANCE = 1.2;
/** Part of the differences between weekdays that is believed while each has a single value. */
const FIRST_BELIEF = 0.5;

/**
 * What each weekday spends as a multiple of the mean day, Monday first: the mean of the middle half of its newest values,
 * shrunk towards flat as far as differences of that size arise by noise (James and Stein).
 */
export class WeekdayWeights {
  readonly #values: readonly number[][] = Array.from({ length: 7 }, () => []);
  readonly #middles = new Float64Array(7).fill(1);
  readonly #squares = new Float64Array(7);
  /** Their mean is 1. */
  readonly weights = new Float64Array(7).fill(1);

  /** Adds a day: its amount over the mean of the seven days around it. */
  add(weekday: number, value: number): void {
    const values = this.#values[weekday] ?? [];
    values.push(value);
    if (values.length > NEWEST) values.shift();
    const middle = middleMean(values);
    this.#middles[weekday] = middle;
    this.#squares[weekday] = values.reduce((sum, each) => sum + Math.min(LARGEST_DEVIATION, (each - middle) ** 2), 0);
    this.#weigh();
  }

  #weigh(): void {
    const mean = sumOf(this.#middles) / 7;
    const belief = this.#belief(mean);
    const raw = this.#middles.map((middle) => (mean > 0 ? Math.max(0, 1 + belief * (middle / mean - 1)) : 1));
    const scale = sumOf(raw) / 7;
    this.weights.set(raw.map((each) => each / scale));
  }

  /** Part, 0 to 1, of the variance between weekdays that noise does not explain. */
  #belief(mean: number): number {
    const counts = this.#values.map(({ length }) => length);
    const all = sumOf(counts);
    const seen = counts.filter((count) => count > 0).length;
    if (seen < 7) return 0;
    if (all === seen) return FIRST_BELIEF;
    const within = sumOf(this.#squares) / (all - seen);
    const between = this.#middles.reduce((sum, middle) => sum + (middle - mean) ** 2, 0) / 6;
    return between > 0 ? Math.max(0, 1 - (MIDDLE_HALF_VARIANCE * within * 7) / all / between) : 0;
  }
}

function middleMean(values: readonly number[]): number {
  const trimmed = Math.floor(values.length * TRIMMED);
  const middle = values.toSorted((a, b) => a - b).slice(trimmed, values.length - trimmed);
  return sumOf(middle) / middle.length;
}

function sumOf(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
