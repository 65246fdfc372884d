import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { FEWEST_DAYS, type Thresholds } from './thresholds.ts';

/** Closed UTC days of a scope. Millionths of a cent; NaN: not known. */
export interface DailyPast {
  /** Start of the first, ms. */
  readonly start: number;
  readonly days: Float64Array;
  /** Output tokens of the same days. */
  readonly outputs: Float64Array;
}

type UnitThresholds = Pick<Thresholds, 'dayFactor' | 'leastADay' | 'unitDeviations'>;

/** Past days whose unit costs count. */
const DAYS = 84;
/** Days that show a level which has become usual: the two weeks before the last, of which what leaks is a part. */
const [LEVEL_FROM, LEVEL_TO] = [21, 7];
/** Standard deviation of a normal distribution, over its median absolute deviation. */
const DEVIATIONS = 1.4826;
/** No past day counts as further away than so many robust deviations: it was an event. */
const FURTHEST = 3;

/**
 * What a unit of a scope's work costs: cost per output token, by the day. How much work there is varies much more: a cache
 * that broke, a dearer model and a context that grows show here first.
 */
export class UnitCosts {
  /** Of past days that are known, oldest first. */
  readonly #known: readonly { readonly day: number; readonly log: number }[];
  readonly #thresholds: UnitThresholds;
  readonly #dayStart: number;

  constructor({ start, days, outputs }: DailyPast, dayStart: number, thresholds: UnitThresholds) {
    this.#dayStart = dayStart;
    this.#thresholds = thresholds;
    const first = Math.max(0, (dayStart - start) / DAY - DAYS);
    this.#known = Array.from(days.subarray(first), (amount, at) => {
      return { day: start + (first + at) * DAY, log: logOf(amount, outputs[first + at] ?? Number.NaN) };
    }).filter(({ log }) => Number.isFinite(log));
  }

  /**
   * True where an amount for so many output tokens is as far above the usual unit cost as a day's amount has to be above its
   * own, and further than by chance, and that is worth the least excess.
   */
  isDearer(amount: number, outputs: number): boolean {
    const { dayFactor, leastADay, unitDeviations } = this.#thresholds;
    const log = logOf(amount, outputs);
    if (this.#known.length < FEWEST_DAYS || !Number.isFinite(log)) return false;
    const usual = this.#usual();
    const above = log - usual;
    const worth = amount - outputs * Math.exp(usual);
    return above >= Math.max(Math.log(dayFactor), unitDeviations * this.#scatter()) && worth >= leastADay;
  }

  #usual(): number {
    const level = this.#known.filter(({ day }) => {
      const ago = (this.#dayStart - day) / DAY;
      return ago <= LEVEL_FROM && ago > LEVEL_TO;
    });
    return Math.max(medianOf(this.#known), medianOf(level));
  }

  /** Robust standard deviation of past logarithms. */
  #scatter(): number {
    const middle = medianOf(this.#known);
    const away = this.#known.map(({ log }) => Math.abs(log - middle));
    const furthest = FURTHEST * DEVIATIONS * (median(away) ?? 0);
    return Math.sqrt(away.reduce((sum, each) => sum + Math.min(furthest, each) ** 2, 0) / away.length);
  }
}

/** NaN, or not finite, of a day that was not paid for or has no work. */
function logOf(amount: number, outputs: number): number {
  return Math.log(amount / outputs);
}

function medianOf(known: readonly { readonly log: number }[]): number {
  return median(known.map(({ log }) => log)) ?? Number.NEGATIVE_INFINITY;
}
