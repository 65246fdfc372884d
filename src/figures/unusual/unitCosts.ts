import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { robustDeviation } from './robustDeviation.ts';
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
/** The newest days whose mean has to be beyond chance: one alone scatters more. */
const TOGETHER = 3;

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
   * own, and with the two days before further than by chance, and that is worth the least excess.
   */
  isDearer(amount: number, outputs: number): boolean {
    const { dayFactor, leastADay, unitDeviations } = this.#thresholds;
    const log = logOf(amount, outputs);
    if (this.#known.length < FEWEST_DAYS || !Number.isFinite(log)) return false;
    const usual = this.#usual();
    const above = log - usual;
    const worth = amount - outputs * Math.exp(usual);
    if (above < Math.log(dayFactor) || worth < leastADay) return false;
    const before = this.#known.filter(({ day }) => this.#dayStart - day < TOGETHER * DAY);
    const together = meanOf([...before.map((known) => known.log), log]) - usual;
    return together >= unitDeviations * this.#scatter(before.length + 1);
  }

  #usual(): number {
    const level = this.#known.filter(({ day }) => {
      const ago = (this.#dayStart - day) / DAY;
      return ago <= LEVEL_FROM && ago > LEVEL_TO;
    });
    return Math.max(medianOf(this.#known), medianOf(level));
  }

  /** Robust standard deviation of the means of so many days on end. */
  #scatter(count: number): number {
    const middle = medianOf(this.#known);
    const logs = this.#known.map(({ log }) => log - middle);
    return robustDeviation(logs.slice(count - 1).map((_, at) => meanOf(logs.slice(at, at + count))));
  }
}

/** NaN, or not finite, of a day that was not paid for or has no work. */
function logOf(amount: number, outputs: number): number {
  return Math.log(amount / outputs);
}

function medianOf(known: readonly { readonly log: number }[]): number {
  return median(known.map(({ log }) => log)) ?? Number.NEGATIVE_INFINITY;
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
