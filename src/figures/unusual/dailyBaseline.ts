import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { changeEvidence } from './changeEvidence.ts';
import { sameDaysOfMonths } from './monthEnds.ts';
import { FEWEST_DAYS, SHARE_WITHOUT_BASELINE, type Thresholds, USUAL_WEEKS } from './thresholds.ts';
import { type LogDay, UsualDays } from './usualDays.ts';

/** What a UTC day has come to, or is expected to. */
export interface DayAmounts {
  /** Millionths of a cent. */
  readonly amount: number;
  /** Output tokens; NaN where they are not known. */
  readonly outputs: number;
}

/** Closed UTC days of a scope. Millionths of a cent; NaN: not known. */
export interface DailyPast {
  /** Start of the first, ms. */
  readonly start: number;
  readonly days: Float64Array;
  /** Output tokens of the same days. */
  readonly outputs: Float64Array;
}

export interface UnusualDay {
  readonly amount: number;
  readonly usual: number;
}

/** Days of a scope in one respect. */
interface DaySeries {
  readonly deviation: number;
  readonly evidence: (least: number) => number;
}

const WEEK = 7 * DAY;
/** Weeks without which a weekday has no median. */
const FEWEST_WEEKS = 2;
/** Past days that tell well how they scatter. */
const SURE_DAYS = 90;
/** Past days that tell what is usual: half a year. */
const DAYS = 182;

/** What a UTC day is compared with: the scope's own days before it. */
export class DailyBaseline {
  readonly #past: DailyPast;
  readonly #day: number;
  readonly #thresholds: Thresholds;
  readonly #usual: number;

  constructor(past: DailyPast, dayStart: number, thresholds: Thresholds) {
    this.#past = past;
    this.#day = dayStart;
    this.#thresholds = thresholds;
    this.#usual = this.#usualOfWeekday();
  }

  /** Median of the same weekday in the weeks before; 0 where the scope has no baseline. */
  get usual(): number {
    return this.#usual;
  }

  /** `organizationDay` is what the organization comes to that day. */
  isUnusual(day: DayAmounts, organizationDay: number): boolean {
    if (day.amount < this.#least(organizationDay)) return false;
    return this.#usual === 0 || this.#evidence(day) >= this.#enough();
  }

  /** Evidence that is enough: the fewer days since the first spend, the less is known of how they scatter. */
  #enough(): number {
    const { days } = this.#past;
    const own = days.length - days.findIndex((amount) => amount > 0);
    return this.#thresholds.dayEvidence * Math.max(1, SURE_DAYS / own);
  }

  /** Amount below which no day is unusual. */
  #least(organizationDay: number): number {
    const { dayFactor, leastADay } = this.#thresholds;
    const likeSeen = this.#highest(sameDaysOfMonths(this.#day));
    if (this.#usual > 0) {
      // A month's end that was so far above its weekday is what this one is compared with.
      const usual = likeSeen >= dayFactor * this.#usual ? likeSeen : this.#usual;
      return Math.max(usual * dayFactor, usual + leastADay);
    }
    const everSeen = Math.max(likeSeen, this.#highest(this.#daysBefore()));
    return Math.max(leastADay, SHARE_WITHOUT_BASELINE * organizationDay, dayFactor * everSeen);
  }

  /**
   * How much likelier it is that something has changed than that all is as usual. A day's amount is its work, which output
   * tokens stand for, times what a unit of it costs: that varies much less than work does, and so a broken cache, a dearer
   * model and a context that grows show in it first. Where amounts vary less than output tokens, they stand for the work;
   * where outputs are not known, amounts alone tell.
   */
  #evidence(judged: DayAmounts): number {
    const { dayFactor } = this.#thresholds;
    const amounts = this.#series(judged, true, ({ amount }) => amount);
    const outputs = this.#series(judged, true, (day) => day.outputs);
    const unitCosts = this.#series(judged, false, ({ amount, outputs: units }) => amount / units);
    if (!amounts) return 0;
    if (!outputs || !unitCosts) return amounts.evidence(dayFactor);
    const work = amounts.deviation < outputs.deviation ? amounts : outputs;
    return work.evidence(dayFactor) + unitCosts.evidence(dayFactor);
  }

  /** Null where too little of it is known. */
  #series(judged: DayAmounts, isWeekly: boolean, of: (day: DayAmounts) => number): DaySeries | null {
    const { start, days, outputs } = this.#past;
    const first = Math.max(0, (this.#day - start) / DAY - DAYS);
    const known = Array.from(days.subarray(first), (amount, at): LogDay => {
      const past = { amount, outputs: outputs[first + at] ?? Number.NaN };
      return { day: start + (first + at) * DAY, log: Math.log(of(past)) };
    }).filter(({ log }) => Number.isFinite(log));
    const log = Math.log(of(judged));
    if (known.length < FEWEST_DAYS || !Number.isFinite(log)) return null;
    const day = { day: this.#day, log };
    const usual = new UsualDays(known, this.#day, isWeekly);
    return { deviation: usual.deviation, evidence: (least) => changeEvidence([...known, day], usual, least) };
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
export function unusualDay(day: DayAmounts, baseline: DailyBaseline, organizationDay: number): UnusualDay | null {
  return baseline.isUnusual(day, organizationDay) ? { amount: day.amount, usual: baseline.usual } : null;
}
