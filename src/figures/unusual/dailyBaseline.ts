import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { sameDaysOfMonths } from './monthEnds.ts';
import { SHARE_WITHOUT_BASELINE, type Thresholds, USUAL_WEEKS } from './thresholds.ts';
import { type DailyPast, UnitCosts } from './unitCosts.ts';

/** A UTC day that is closed, or under way. */
export interface DayToJudge {
  /** What it has come to, or is expected to. */
  readonly amount: number;
  /** What it has come to so far, and for how many output tokens: NaN where they are not known. */
  readonly spent: number;
  readonly outputs: number;
}

export interface UnusualDay {
  readonly amount: number;
  readonly usual: number;
}

const WEEK = 7 * DAY;
/** Weeks without which a weekday has no median. */
const FEWEST_WEEKS = 2;
/** A day is no event where one like it, at the same end of a past month, was nearly as high. */
const AS_SEEN = 1.25;
/** The second of the past days, by how many times their usual ones they came to, must be exceeded so many times. */
const AS_LIVELY = 1.2;
/** Newest days that do not count there: of what leaks, they are a part of it. */
const NEWEST = 7;
/** Standard deviation of a normal distribution, over its median absolute deviation. */
const DEVIATIONS = 1.4826;
/** Variance of a normal sample's median, over that of a value and their number: π / 2. */
const MEDIAN_VARIANCE = Math.PI / 2;

/** What a UTC day is compared with: the scope's own days before it. */
export class DailyBaseline {
  readonly #past: DailyPast;
  readonly #day: number;
  readonly #thresholds: Thresholds;
  readonly #usual: number;
  readonly #unitCosts: UnitCosts;

  constructor(past: DailyPast, dayStart: number, thresholds: Thresholds) {
    this.#past = past;
    this.#day = dayStart;
    this.#thresholds = thresholds;
    this.#usual = this.#usualOf(dayStart);
    this.#unitCosts = new UnitCosts(past, dayStart, thresholds);
  }

  /** Median of the same weekday in the weeks before; 0 where the scope has no baseline. */
  get usual(): number {
    return this.#usual;
  }

  /** Unusual by its amount, beyond the scatter of past days, or by what a unit of its work costs, which scatters less. */
  isUnusual({ amount, spent, outputs }: DayToJudge, organizationDay: number): boolean {
    if (amount < this.#least(organizationDay)) return false;
    if (this.#usual === 0) return true;
    return amount >= this.#beyondChance() || this.#unitCosts.isDearer(spent, outputs);
  }

  /** Amount below which no day is unusual; `organizationDay` is what the organization comes to that day. */
  #least(organizationDay: number): number {
    const { dayFactor, leastADay } = this.#thresholds;
    const likeSeen = this.#highest(sameDaysOfMonths(this.#day));
    if (this.#usual > 0) return Math.max(this.#usual * dayFactor, this.#usual + leastADay, AS_SEEN * likeSeen);
    const everSeen = Math.max(likeSeen, this.#highest(this.#daysBefore()));
    return Math.max(leastADay, SHARE_WITHOUT_BASELINE * organizationDay, dayFactor * everSeen);
  }

  #beyondChance(): number {
    const { dayFactor, dayDeviations } = this.#thresholds;
    return this.#usual * this.#grown() * Math.max(dayFactor, this.#factorOfPast(dayDeviations) ** this.#doubt());
  }

  /** How many times the usual the two weeks before the last came to, at least 1: medians of weeks lag behind what grows. */
  #grown(): number {
    const days = this.#daysBefore().slice(7, 21);
    const times = days.flatMap((day) => {
      const [amount, usual] = [this.#at(day), this.#usualOf(day, this.#day)];
      return amount === undefined || usual <= 0 ? [] : [amount / usual];
    });
    return Math.max(1, median(times) ?? 1);
  }

  /** Errors of a median of few weeks, and of a scatter around it, over those of many: 1.9 of two weeks, 1.2 of eight. */
  #doubt(): number {
    const weeks = this.#weeksOf(this.#day).length;
    return Math.sqrt(((1 + MEDIAN_VARIANCE / weeks) * weeks) / Math.max(1, weeks - 1));
  }

  /**
   * How many times the usual a day may come to by the scatter of past days: by a robust standard deviation of their
   * logarithms, each over its own usual one, and by the highest of them but one, which may have been an event.
   */
  #factorOfPast(deviations: number): number {
    const logs = this.#daysBefore().map((day) => {
      const [amount, usual] = [this.#at(day), this.#usualOf(day, this.#day)];
      return amount === undefined || amount <= 0 || usual <= 0 ? Number.NaN : Math.log(amount / usual);
    });
    const known = logs.filter((log) => !Number.isNaN(log));
    const middle = median(known) ?? 0;
    const scatter = DEVIATIONS * (median(known.map((log) => Math.abs(log - middle))) ?? 0);
    const [, second = 0] = logs
      .slice(NEWEST)
      .filter((log) => !Number.isNaN(log))
      .sort((a, b) => b - a);
    return Math.max(Math.exp(deviations * scatter), AS_LIVELY * Math.exp(second));
  }

  /** Median of a day's weekday among the days before `until`. */
  #usualOf(day: number, until = day): number {
    const weeks = this.#weeksOf(day, until);
    return weeks.length < FEWEST_WEEKS ? 0 : (median(weeks) ?? 0);
  }

  #weeksOf(day: number, until = day): number[] {
    const same = this.#daysBefore(until).filter((other) => (other - day) % WEEK === 0);
    return same.flatMap((other) => this.#at(other) ?? []);
  }

  #daysBefore(until = this.#day): number[] {
    return Array.from({ length: 7 * USUAL_WEEKS }, (_, day) => until - (day + 1) * DAY);
  }

  #highest(days: readonly number[]): number {
    return Math.max(0, ...days.flatMap((day) => this.#at(day) ?? []));
  }

  #at(day: number): number | undefined {
    const amount = this.#past.days[(day - this.#past.start) / DAY];
    return amount === undefined || Number.isNaN(amount) ? undefined : amount;
  }
}

/** The rule for a day: null where it is as usual. */
export function unusualDay(day: DayToJudge, baseline: DailyBaseline, organizationDay: number): UnusualDay | null {
  return baseline.isUnusual(day, organizationDay) ? { amount: day.amount, usual: baseline.usual } : null;
}
