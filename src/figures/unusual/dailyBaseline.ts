import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { expectedDay } from './expectedDay.ts';
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
/** Past days by which chance is judged. */
const DAYS = 91;

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
    this.#usual = this.#usualOfWeekday();
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

  /** Amount that is beyond chance by the scope's own days. */
  #beyondChance(): number {
    const { start, days } = this.#past;
    const first = Math.max(0, (this.#day - start) / DAY - DAYS);
    const all = Array.from(days.subarray(first), (amount, at) => ({ day: start + (first + at) * DAY, amount }));
    const expected = expectedDay(
      this.#day,
      all.filter(({ amount }) => amount > 0),
    );
    return expected
      ? Math.exp(expected.log + this.#thresholds.dayDeviations * expected.scatter)
      : Number.POSITIVE_INFINITY;
  }

  #usualOfWeekday(): number {
    const same = this.#daysBefore().filter((day) => (this.#day - day) % WEEK === 0);
    const amounts = same.flatMap((day) => this.#at(day) ?? []);
    return amounts.length < FEWEST_WEEKS ? 0 : (median(amounts) ?? 0);
  }

  #daysBefore(): number[] {
    return Array.from({ length: 7 * USUAL_WEEKS }, (_, day) => this.#day - (day + 1) * DAY);
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
