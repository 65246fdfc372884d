import { DAY } from '../../time/utc.ts';
import { sameDaysOfMonths } from './monthEnds.ts';
import { SpendRhythm } from './spendRhythm.ts';
import { SHARE_WITHOUT_BASELINE, type Thresholds, USUAL_WEEKS } from './thresholds.ts';

/** Closed UTC days of a scope. Millionths of a cent; NaN: not known. */
export interface DailyPast {
  /** Start of the first, ms. */
  readonly start: number;
  readonly days: Float64Array;
}

export interface UnusualDay {
  readonly amount: number;
  readonly usual: number;
}

const WEEK_DAYS = 7;
/** Weight of a day in the level, over that of the day after it. */
const MEMORY = 0.8;
const MOST_RAISED = 3;
/** A day's amount that is next to nothing, as part of the least excess. */
const LITTLE = 0.05;
/** Newest days that are compared as one: what leaks grows too slowly for a single day to show it. */
const SLOW_DAYS = 5;
/** A day is no event where one like it, at the same end of a past month, or in a past without a rhythm, was nearly as high. */
const AS_SEEN = 1.25;

/** What a UTC day is compared with: the scope's own days before it. */
export class DailyBaseline {
  readonly #past: DailyPast;
  readonly #day: number;
  readonly #thresholds: Thresholds;
  readonly #rhythm: SpendRhythm;

  constructor({ start, days }: DailyPast, day: number, thresholds: Thresholds) {
    const from = Math.max(0, days.length - WEEK_DAYS * USUAL_WEEKS);
    this.#past = { start, days };
    this.#day = day;
    this.#thresholds = thresholds;
    this.#rhythm = new SpendRhythm({
      amounts: days.subarray(from),
      period: WEEK_DAYS,
      cycle: WEEK_DAYS,
      memory: MEMORY,
      little: LITTLE * thresholds.leastADay,
      mostRaised: MOST_RAISED,
      quantile: { share: 0.5, deviations: 0.6745, sizeOf: Math.abs },
    });
  }

  /** Median of the same weekday in the weeks before; 0 where the scope has no baseline. */
  get usual(): number {
    return this.#rhythm.usual(this.#place);
  }

  /** True where the day is unusual if it comes to an amount; `organizationDay` is what the organization comes to. */
  isUnusual(amount: number, organizationDay: number): boolean {
    const { dayFactor, leastADay } = this.#thresholds;
    const { usual } = this;
    const seen = AS_SEEN * this.#highest(sameDaysOfMonths(this.#day));
    if (amount < Math.max(usual + leastADay, dayFactor * usual, seen)) return false;
    if (usual > 0) return [1, SLOW_DAYS].some((count) => this.#isSurprise(amount, count));
    const ever = AS_SEEN * this.#past.days.reduce((most, day) => (day > most ? day : most), 0);
    return amount >= Math.max(SHARE_WITHOUT_BASELINE * organizationDay, ever);
  }

  /** True where the newest days, and the one that comes to an amount, are further above the days before than by chance. */
  #isSurprise(amount: number, count: number): boolean {
    const surprise = this.#rhythm.surprise(this.#place, count, (at) => (at === this.#place ? amount : undefined));
    return surprise >= this.#thresholds.daySurprises * this.#rhythm.scatter(count);
  }

  /** Place of the day, just after its past. */
  get #place(): number {
    return Math.min(this.#past.days.length, WEEK_DAYS * USUAL_WEEKS);
  }

  #highest(days: readonly number[]): number {
    return Math.max(0, ...days.flatMap((day) => this.#past.days[(day - this.#past.start) / DAY] || []));
  }
}

/** The rule for a day that is closed, or that is expected to come to `amount`: null where it is as usual. */
export function unusualDay(amount: number, baseline: DailyBaseline, organizationDay: number): UnusualDay | null {
  return baseline.isUnusual(amount, organizationDay) ? { amount, usual: baseline.usual } : null;
}
