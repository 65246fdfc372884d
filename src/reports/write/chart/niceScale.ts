/** An axis from a round number to a round number, with round steps between. */
export interface NiceScale {
  readonly min: number;
  readonly max: number;
  /** From `min` to `max`, both included. */
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
/** Steps aimed at; there may be one more or one less. */
const WANTED = 4;

/** A scale that has zero and all of the values in it. Without any but zero it goes up to one. */
export function niceScale(values: Iterable<number>): NiceScale {
  let [low, high] = [0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === 0 && high === 0) high = 1;
  const rough = (high - low) / WANTED;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough * 0.999_999) ?? 10) * power;
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  // Multiples of a fraction, such as 3 × 0.1, are off in their last digits.
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}
