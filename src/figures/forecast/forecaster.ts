import type { Passing } from '../../shared/forecast.ts';
import { DAY, HOUR, type Span, startOfUtcDay } from '../../time/utc.ts';
import { DailyRhythm } from './dailyRhythm.ts';
import { type ErrorRange, factorOf, rangeOfErrors } from './errorRange.ts';
import { type RestOfToday, restOfToday } from './restOfToday.ts';
import { Stretches } from './stretches.ts';

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
  /** End of the data, ms: within the last of `hours`, which then is of a part of its hour. May be before today's midnight. */
  readonly now: number;
  /** Closed days that have a bill. With fewer than 14, no range is claimed. */
  readonly billedDays: number;
}

interface TotalForecast {
  /** Millionths of a cent, as are the ends of the range. */
  readonly middle: number;
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** Running total at the end of a day. */
interface Step {
  readonly day: number;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** What is found out of closed days. */
interface Seen {
  readonly rhythm: DailyRhythm;
  readonly stretches: Stretches;
}

/** Billed days, and known days since the first spend, from which on a rhythm is seen and a range claimed. */
const FEWEST_DAYS = 14;
/** Days that a run rate is taken over where the period is younger. */
const RUN_RATE_DAYS = 7;
const MOST_DEVIATION = 1;

/**
 * Forecasts of one scope's spend. The rest of today and each later day are a level times a weight, and what the newest
 * day was off fades (an AR(1)); ranges are how far earlier forecasts as long were off. With fewer than 14 days it is a run rate.
 */
export class Forecaster {
  readonly #now: number;
  /** Start of the day that is under way, ms. */
  readonly #today: number;
  readonly #soFar: number;
  /** Closed days since the first spend, and the start of the first of them, ms. */
  readonly #days: Float64Array;
  readonly #start: number;
  /** Whether any closed day is known. */
  readonly #isKnown: boolean;
  /** Null with too few days. */
  readonly #seen: Seen | null;
  readonly #hours: Pick<SpendHistory, 'hours' | 'hoursStart'>;
  #rest: RestOfToday | undefined;

  /** Takes over what `earlier` has found out, if its closed days are the same. */
  constructor(history: SpendHistory, earlier?: Forecaster) {
    const { now, hours, hoursStart, start, days, billedDays } = history;
    // Just after midnight the data may end before it.
    this.#today = days.length > 0 ? start + days.length * DAY : startOfUtcDay(now);
    this.#now = Math.max(now, this.#today);
    this.#hours = { hours, hoursStart };
    this.#soFar = sumKnown(hours.subarray(Math.max(0, (this.#today - hoursStart) / HOUR)));
    this.#isKnown = countKnown(days) > 0;
    const unspent = days.findIndex((amount) => amount !== 0 && !Number.isNaN(amount));
    const first = unspent < 0 ? days.length : unspent;
    this.#days = days.subarray(first);
    this.#start = start + first * DAY;
    const known = Math.min(billedDays, countKnown(this.#days));
    this.#seen = known < FEWEST_DAYS ? null : ((earlier && this.#shared(earlier)) ?? seenIn(this.#start, this.#days));
  }

  /** Total of a period (UTC) that is under way; null with nothing to forecast from. */
  total(period: Span): TotalForecast | null {
    const steps = this.#steps(period);
    if (!steps) return null;
    const spent = this.#spent(period);
    const { middle, low, high } = steps.at(-1) ?? { middle: spent, low: spent, high: spent };
    return { middle, range: this.#seen ? { low, high } : null };
  }

  /** When the running total of a period reaches an amount; null without a forecast. */
  passing(period: Span, amount: number): Passing | null {
    const steps = this.#steps(period);
    if (!steps) return null;
    const passed = this.#passed(period, amount);
    if (passed !== null) return { on: passed, range: this.#seen && { from: passed, to: passed } };
    const dayOf = (of: 'low' | 'middle' | 'high') => steps.find((step) => step[of] >= amount)?.day ?? null;
    const [from, to] = [dayOf('high'), dayOf('low')];
    return { on: dayOf('middle'), range: this.#seen && from !== null ? { from, to } : null };
  }

  /** When so much more than until now will have been spent, within `until` (ms): for a prepaid balance. */
  runsOut(amount: number, until: number): Passing | null {
    return this.passing({ start: this.#now, end: until }, amount);
  }

  /** What an earlier forecaster found out, if its closed days are the same; otherwise null. */
  #shared(earlier: Forecaster): Seen | null {
    return earlier.#start === this.#start && isSame(earlier.#days, this.#days) ? earlier.#seen : null;
  }

  /** Known spend of a period until now. */
  #spent({ start, end }: Span): number {
    const closed = this.#days.subarray(this.#indexOf(start), Math.max(0, (end - this.#start) / DAY));
    return sumKnown(closed) + (start <= this.#today && this.#today < end ? this.#soFar : 0);
  }

  /** Day on which the spend of a period has reached an amount by now; null where it has not. */
  #passed(period: Span, amount: number): number | null {
    const spent = this.#spent(period);
    if (spent < amount) return null;
    let total = 0;
    for (let index = this.#indexOf(period.start); index < this.#days.length; index++) {
      const each = this.#days[index] ?? 0;
      total += Number.isNaN(each) ? 0 : each;
      if (total >= amount) return this.#start + index * DAY;
    }
    return this.#today;
  }

  /** Index of the first closed day that begins at an instant or after it. */
  #indexOf(start: number): number {
    return Math.min(this.#days.length, Math.max(0, Math.ceil((start - this.#start) / DAY)));
  }

  /** Running totals at the end of today and of each day after it in a period; null with nothing to forecast from. */
  #steps(period: Span): Step[] | null {
    const ahead = this.#seen ? this.#ahead(period.end) : this.#atRunRate(period);
    if (!ahead) return null;
    const spent = this.#spent(period);
    let sum = 0;
    const steps = ahead.map((amount, index) => {
      sum += amount;
      const { low, high } = this.#range(index);
      const day = this.#today + index * DAY;
      return { day, middle: spent + sum, low: spent + sum * factorOf(low), high: spent + sum * factorOf(high) };
    });
    // A total does not fall: a later day's low end bounds those of the days before it.
    for (let index = steps.length - 2; index >= 0; index--) {
      const [step, next] = [steps[index], steps[index + 1]];
      if (step && next) {
        steps[index] = { ...step, low: Math.min(step.low, next.low), high: Math.min(step.high, next.high) };
      }
    }
    return steps;
  }

  /** Range of what comes until the end of the day that is so many days after today. */
  #range(index: number): ErrorRange {
    if (!this.#seen) return { low: 0, high: 0 };
    const { stretches } = this.#seen;
    if (index > 0) return stretches.range(Math.max(1, Math.round((this.#today + (index + 1) * DAY - this.#now) / DAY)));
    const { errors } = this.#restOfToday();
    return rangeOfErrors(errors, errors.length, { length: 1, deviation: stretches.deviation });
  }

  /** Amounts of the rest of today and of each day after it, to the end of a period. */
  #ahead(end: number): number[] {
    const length = Math.ceil((end - this.#today) / DAY);
    if (!this.#seen || length < 1) return [];
    const { rhythm, stretches } = this.#seen;
    const { count } = rhythm;
    const ahead = [this.#restOfToday().amount];
    const level = stretches.level(length);
    const usual = level * rhythm.weight(count, 0);
    const memory = rhythm.memory(count);
    const off = usual > 0 ? (this.#soFar + (ahead[0] ?? 0)) / usual - 1 : 0;
    let deviation = Math.max(-MOST_DEVIATION, Math.min(MOST_DEVIATION, off));
    for (let index = 1; index < length; index++) {
      deviation *= memory;
      ahead.push(level * rhythm.weight(count, index) * (1 + deviation));
    }
    return ahead;
  }

  #restOfToday(): RestOfToday {
    if (!this.#seen) return { amount: 0, errors: new Float64Array() };
    const { rhythm, stretches } = this.#seen;
    const { levels } = stretches.measured(1);
    const expected = (start: number) => {
      const day = (start - this.#start) / DAY;
      return day < 0 ? 0 : (levels[day] ?? 0) * rhythm.weights(day, 1);
    };
    this.#rest ??= restOfToday({ ...this.#hours, now: this.#now, expected });
    return this.#rest;
  }

  /** The same at the mean rate since the period began, or of the last seven days where they are longer. */
  #atRunRate(period: Span): number[] | null {
    const days = this.#days.subarray(this.#indexOf(Math.min(period.start, this.#today - RUN_RATE_DAYS * DAY)));
    // A day without spend before the first is known: a scope that began today has not spent all day long what it does now.
    const known = Math.max(countKnown(days), this.#isKnown ? 1 : 0);
    const elapsed = known + (this.#now - this.#today) / DAY;
    if (elapsed <= 0) return null;
    // Credits may be more than all the spend of some days: what is spent is not given back.
    const rate = Math.max(0, (sumKnown(days) + this.#soFar) / elapsed);
    const ahead: number[] = [];
    for (let day = this.#today; day < period.end; day += DAY) {
      ahead.push((rate * (day + DAY - Math.max(day, this.#now))) / DAY);
    }
    return ahead;
  }
}

function seenIn(start: number, days: Float64Array): Seen {
  const rhythm = new DailyRhythm(start / DAY, days);
  return { rhythm, stretches: new Stretches(rhythm) };
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((amount, index) => Object.is(amount, other[index]));
}

function countKnown(amounts: Float64Array): number {
  return amounts.reduce((count, amount) => (Number.isNaN(amount) ? count : count + 1), 0);
}

function sumKnown(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => (Number.isNaN(amount) ? sum : sum + amount), 0);
}
