import { type DailyRhythm, WINDOW_COUNT } from './dailyRhythm.ts';
import { type ErrorRange, errorOf, rangeOfErrors } from './errorRange.ts';

/** Lengths of stretches, in days, that errors are measured of. What lies between two is between their errors. */
export const STRETCH_LENGTHS = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56] as const;

/** First day from which a stretch is forecast. */
const FIRST_DAY = 7;
/** Part of a window's squared error that still counts a day later, and what each begins with. */
const FADING = 0.985;
const FIRST_ERROR = 0.01;
/** Deviations of a day that count at most, and standard deviations in a mean absolute one. */
const LARGEST_LOG = 2;
const DEVIATION = 1.25;
/** A day's deviation before days tell, as if so many had told it. */
const USUAL_DEVIATION = 0.3;
const USUAL_DAYS = 5;

/** Stretches of one length in the past, each forecast with what was known when it began. */
export interface Measured {
  /** Level that stretches from each day on, today being the last, are forecast with. */
  readonly levels: Float64Array;
  /** Logarithms of what came over what was forecast, least first. */
  readonly errors: Float64Array;
}

/**
 * Forecasts every stretch of the past that has ended. Levels of several windows are weighted by how wrong stretches of that
 * length were with each; a stretch counts from the day on which it has ended, so that nothing ahead is seen.
 */
export function measureStretches(rhythm: DailyRhythm, length: number): Measured {
  const { count } = rhythm;
  const squares = new Float64Array(WINDOW_COUNT).fill(FIRST_ERROR);
  const pending = new Float64Array((count + 1) * WINDOW_COUNT).fill(Number.NaN);
  const levels = new Float64Array(count + 1);
  const errors = new Float64Array(count + 1);
  let errorCount = 0;
  for (let day = Math.min(FIRST_DAY, count); day <= count; day++) {
    fade(squares, pending, day - length);
    const level = weigh(rhythm, day, squares);
    levels[day] = level;
    const actual = day + length <= count ? rhythm.actual(day, length) : Number.NaN;
    if (Number.isNaN(actual)) continue;
    const weights = rhythm.weights(day, length);
    for (let window = 0; window < WINDOW_COUNT; window++) {
      const forecast = rhythm.level(day, window) * weights;
      const size = forecast + Math.abs(actual);
      pending[day * WINDOW_COUNT + window] = size > 0 ? ((forecast - actual) / size) ** 2 : 0;
    }
    if (level * weights <= 0) continue;
    errors[errorCount] = errorOf(actual, level * weights);
    errorCount++;
  }
  return { levels, errors: errors.subarray(0, errorCount).sort() };
}

/** Lets a stretch that has ended count. */
function fade(squares: Float64Array, pending: Float64Array, day: number): void {
  for (let window = 0; window < WINDOW_COUNT && day >= 0; window++) {
    const square = pending[day * WINDOW_COUNT + window] ?? Number.NaN;
    if (!Number.isNaN(square)) squares[window] = FADING * (squares[window] ?? 0) + square + (1 - FADING) * FIRST_ERROR;
  }
}

/** Mean of the levels of a day's windows, by the squared errors of each to the power of minus three. */
function weigh(rhythm: DailyRhythm, day: number, squares: Float64Array): number {
  let [level, all] = [0, 0];
  for (let window = 0; window < rhythm.windows(day); window++) {
    const weight = 1 / (squares[window] ?? 1) ** 3;
    level += weight * rhythm.level(day, window);
    all += weight;
  }
  return level / all;
}

/** A standard deviation's worth of one-day errors. */
export function deviationOf(errors: Float64Array): number {
  let sum = USUAL_DAYS * USUAL_DEVIATION;
  for (const error of errors) sum += DEVIATION * Math.min(LARGEST_LOG, Math.abs(error));
  return sum / (errors.length + USUAL_DAYS);
}

/** What past stretches say of one that begins today: measured when it is asked for, once a length. */
export class Stretches {
  readonly #rhythm: DailyRhythm;
  readonly #measured = new Map<number, Measured>();
  readonly #ranges = new Map<number, ErrorRange>();

  constructor(rhythm: DailyRhythm) {
    this.#rhythm = rhythm;
  }

  /** A scope's deviation from its forecast of one day. */
  get deviation(): number {
    return deviationOf(this.measured(1).errors);
  }

  measured(length: number): Measured {
    const measured = this.#measured.get(length) ?? measureStretches(this.#rhythm, length);
    this.#measured.set(length, measured);
    return measured;
  }

  /** Level that so many days from today on are forecast with. */
  level(length: number): number {
    return between(length, (each) => this.measured(each).levels[this.#rhythm.count] ?? 0);
  }

  /** Logarithms of the factors between which a forecast of so many days comes true in 80 % of the cases. */
  range(length: number): ErrorRange {
    return {
      low: between(length, (each) => this.#range(each).low),
      high: between(length, (each) => this.#range(each).high),
    };
  }

  #range(length: number): ErrorRange {
    const { errors } = this.measured(length);
    const range =
      this.#ranges.get(length) ?? rangeOfErrors(errors, errors.length / length, { length, deviation: this.deviation });
    this.#ranges.set(length, range);
    return range;
  }
}

/** Value of a length that is between two that are measured, by the logarithm of the length; the nearest one's outside. */
function between(length: number, of: (length: number) => number): number {
  const after = STRETCH_LENGTHS.findIndex((each) => each >= length);
  const longer = STRETCH_LENGTHS[after] ?? STRETCH_LENGTHS[STRETCH_LENGTHS.length - 1] ?? 1;
  const shorter = STRETCH_LENGTHS[after - 1] ?? longer;
  if (after <= 0 || longer === length) return of(longer);
  const share = Math.log(length / shorter) / Math.log(longer / shorter);
  return (1 - share) * of(shorter) + share * of(longer);
}
