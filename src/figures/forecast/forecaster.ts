import type { Passing } from '../../shared/forecast.ts';
import { median } from '../../shared/median.ts';
import { DAY, HOUR, type Span, startOfUtcDay, weekdayOf } from '../../time/utc.ts';

/** One scope's spend as forecasts are made of it. Amounts are millionths of a cent as doubles; NaN: not known. */
export interface SpendHistory {
  /** Start of the first closed day, a UTC midnight, ms. */
  readonly start: number;
  /** Amount of each closed UTC day from `start` to yesterday, oldest first. */
  readonly days: Float64Array;
  /** Amounts by UTC hour of the newest closed days (28 or more where there are) and of today: the last one ends today's data. */
  readonly hours: Float64Array;
  /** Start of the first of `hours`, ms. */
  readonly hoursStart: number;
  /** End of the data, ms: within the last of `hours`, which then is of a part of its hour. */
  readonly now: number;
  /** Closed days that have a bill. With fewer than 14, no range is claimed. */
  readonly billedDays: number;
}

interface TotalForecast {
  /** Millionths of a cent, as are the ends of the range. */
  readonly middle: number;
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** Billed days from which on a rhythm is seen, and a range claimed. */
const FEWEST_BILLED_DAYS = 14;
const LEVEL_DAYS = 28;
/** Days that a run rate is taken over where the period is younger. */
const RUN_RATE_DAYS = 7;

/** Forecasts of one scope's spend: what was spent until now, and what the days to come are expected to cost. */
export class Forecaster {
  readonly #history: SpendHistory;
  /** Start of the day that is under way, ms. */
  readonly #today: number;
  readonly #soFar: number;
  /** Expected amount of each day of the week, Monday first; null with too few billed days. */
  readonly #weekdays: readonly number[] | null;

  constructor(history: SpendHistory) {
    const { now, hours, hoursStart, billedDays } = history;
    this.#history = history;
    this.#today = startOfUtcDay(now);
    this.#soFar = known(hours.subarray(Math.max(0, (this.#today - hoursStart) / HOUR))).reduce(add, 0);
    this.#weekdays = billedDays < FEWEST_BILLED_DAYS ? null : this.#expectedWeekdays();
  }

  /** Total of a period (UTC) that is under way; null with nothing to forecast from. */
  total(period: Span): TotalForecast | null {
    const ahead = this.#ahead(period);
    if (!ahead) return null;
    return { middle: this.#spent(period) + ahead.reduce((sum, { amount }) => sum + amount, 0), range: null };
  }

  /** When the running total of a period reaches an amount; null without a forecast. */
  passing(period: Span, amount: number): Passing | null {
    const ahead = this.#ahead(period);
    if (!ahead) return null;
    let total = this.#spent(period);
    for (const { day, amount: each } of ahead) {
      total += each;
      if (total >= amount) return { on: day, range: null };
    }
    return { on: null, range: null };
  }

  /** When so much more than until now will have been spent, within `until` (ms): for a prepaid balance. */
  runsOut(amount: number, until: number): Passing | null {
    return this.passing({ start: this.#history.now, end: until }, amount);
  }

  /** Known spend of a period until now. */
  #spent({ start, end }: Span): number {
    const { start: first, days } = this.#history;
    const from = Math.max(0, Math.ceil((start - first) / DAY));
    const closed = known(days.subarray(from, Math.max(from, (end - first) / DAY))).reduce(add, 0);
    return closed + (start <= this.#today && this.#today < end ? this.#soFar : 0);
  }

  /** Amounts of the rest of today and of the days after it, to the end of a period. */
  #ahead(period: Span): { day: number; amount: number }[] | null {
    const rate = this.#weekdays ? null : this.#runRate(period.start);
    if (!this.#weekdays && rate === null) return null;
    const { now } = this.#history;
    const ahead = [];
    for (let day = this.#today; day < period.end; day += DAY) {
      const left = (Math.min(day + DAY, period.end) - Math.max(day, now)) / DAY;
      ahead.push({ day, amount: left * (this.#weekdays?.[weekdayOf(day / DAY)] ?? rate ?? 0) });
    }
    return ahead;
  }

  /** Mean amount of a day since a period began, or of the last seven days where that is longer; null where nothing is known. */
  #runRate(periodStart: number): number | null {
    const { start, days, now } = this.#history;
    const from = Math.min(periodStart, this.#today - RUN_RATE_DAYS * DAY);
    const closed = known(days.subarray(Math.max(0, (from - start) / DAY)));
    const elapsed = closed.length + (now - this.#today) / DAY;
    return elapsed > 0 ? (closed.reduce(add, 0) + this.#soFar) / elapsed : null;
  }

  #expectedWeekdays(): number[] | null {
    const { start, days } = this.#history;
    const first = Math.max(0, days.length - LEVEL_DAYS);
    const recent = Array.from(days.subarray(first), (amount, index) => ({
      amount,
      weekday: weekdayOf(start / DAY + first + index),
    })).filter(({ amount }) => !Number.isNaN(amount));
    if (recent.length === 0) return null;
    const mean = recent.reduce((sum, { amount }) => sum + amount, 0) / recent.length;
    const medians = Array.from(
      { length: 7 },
      (_, weekday) => median(recent.filter((each) => each.weekday === weekday).map(({ amount }) => amount)) ?? mean,
    );
    const scale = (mean * 7) / medians.reduce(add, 0);
    return medians.map((each) => (Number.isFinite(scale) ? each * scale : mean));
  }
}

function known(amounts: Float64Array): Float64Array {
  return amounts.filter((amount) => !Number.isNaN(amount));
}

function add(sum: number, amount: number): number {
  return sum + amount;
}
