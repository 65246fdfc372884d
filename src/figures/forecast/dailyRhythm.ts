import { weekdayOf } from '../../time/utc.ts';
import { DeviationMemory } from './deviationMemory.ts';
import { daysSinceShift } from './levelShift.ts';
import { daysToMonthEnd, LAST_DAYS, MonthEnds } from './monthEnds.ts';
import { WeekdayWeights } from './weekdayWeights.ts';

/** Days back from which a level is taken, shortest first. */
const WINDOWS = [7, 14, 28, 56, 112] as const;
/** Levels that are known of each day. */
export const WINDOW_COUNT = WINDOWS.length;
const [USUAL, LONG] = [WINDOWS.indexOf(28), WINDOWS.indexOf(56)];
const LONGEST = Math.max(...WINDOWS);

/** A day below that part of what was expected is an outage or a holiday, no evidence of a level. */
const LOW = 0.3;
/** Unless there are more of them than this share of so many days: then that is what days are like. */
const LOW_SHARE = 0.15;
const LOW_DAYS = 84;
/** A day counts for at most so many times the level of those after it, once they are seven. */
const PEAK = 5;
const FEWEST_BEFORE_PEAKS = 7;
/** Days that a level shift is looked for in, the least number of them, and the least weight of their weekdays. */
const SHIFT_DAYS = 84;
const FEWEST_SHIFT_DAYS = 14;
const LEAST_SHIFT_WEIGHT = 0.3;
/** Least weight of a day whose deviation tells of the next. */
const LEAST_DEVIATION_WEIGHT = 0.05;
/** Known days after which a month's end can be told from other days. */
const FEWEST_BEFORE_MONTH_ENDS = 14;
/** Days from which an ordinary day's deviation is taken, and the least that is believed. */
const SPREAD_DAYS = 56;
const LEAST_SPREAD = 0.1;
/** What a day says of a level: nothing if it is not known, or is a month's end as others; little if it is low. */
const [NONE, LOW_DAY, ORDINARY_DAY] = [0, 1, 2];
/** Days ahead that can be asked for. */
const AHEAD = 400;

/**
 * What could be known of a scope's days at the start of each of them: levels, weights of weekdays, ends of months, and
 * how far the newest day was off. Days are numbers since the first, `count` is today. NaN is a day that is not known.
 */
export class DailyRhythm {
  readonly count: number;
  readonly #first: number;
  readonly #days: Float64Array;
  readonly #toMonthEnd: Int32Array;
  /** Sums and numbers of the known days before each day. */
  readonly #sums: Float64Array;
  readonly #known: Int32Array;
  readonly #weights: Float64Array;
  readonly #monthEnds: Float64Array;
  readonly #levels: Float64Array;
  readonly #memories: Float64Array;
  readonly #deviations: Float64Array;
  /** What each day says of a level. */
  readonly #evidence: Uint8Array;
  readonly #shiftValues = new Float64Array(SHIFT_DAYS);
  readonly #shiftBacks = new Int32Array(SHIFT_DAYS);

  /** `first` is the number of the first day (day 0 is 1 January 1970). */
  constructor(first: number, days: Float64Array) {
    const count = days.length;
    this.count = count;
    this.#first = first;
    this.#days = days;
    this.#toMonthEnd = daysToMonthEnd(first, count + AHEAD);
    this.#sums = new Float64Array(count + 1);
    this.#known = new Int32Array(count + 1);
    this.#weights = new Float64Array((count + 1) * 7);
    this.#monthEnds = new Float64Array((count + 1) * LAST_DAYS);
    this.#levels = new Float64Array((count + 1) * WINDOW_COUNT);
    this.#memories = new Float64Array(count + 1);
    this.#deviations = new Float64Array(count + 1);
    this.#evidence = new Uint8Array(count);
    for (const [day, amount] of days.entries()) {
      const isKnown = !Number.isNaN(amount);
      this.#sums[day + 1] = (this.#sums[day] ?? 0) + (isKnown ? amount : 0);
      this.#known[day + 1] = (this.#known[day] ?? 0) + (isKnown ? 1 : 0);
    }
    this.#walk();
  }

  /** Level as known at the start of a day, from one of the windows: the amount of a day of weight 1. */
  level(day: number, window: number): number {
    return this.#levels[day * WINDOW_COUNT + window] ?? 0;
  }

  /** Number of windows that differ: longer ones reach back to the first day as the last of them does. */
  windows(day: number): number {
    const all = WINDOWS.findIndex((window) => window >= day);
    return all < 0 ? WINDOW_COUNT : all + 1;
  }

  /** Weight of a day so many days ahead of another, at the start of which it is asked for. */
  weight(day: number, ahead: number): number {
    const weight = this.#weights[day * 7 + this.#weekday(day + ahead)] ?? 1;
    const toEnd = this.#toMonthEnd[day + ahead] ?? LAST_DAYS;
    return toEnd < LAST_DAYS ? Math.max(0, weight + (this.#monthEnds[day * LAST_DAYS + toEnd] ?? 0)) : weight;
  }

  /** Sum of the weights of a stretch that begins with a day, with what remains of the deviation of the day before it. */
  weights(day: number, length: number): number {
    const memory = this.memory(day);
    let deviation = this.deviation(day);
    let sum = 0;
    for (let ahead = 0; ahead < length; ahead++) {
      deviation *= memory;
      sum += this.weight(day, ahead) * (1 + deviation);
    }
    return sum;
  }

  /** Part of a day's deviation that the next one is expected to have. */
  memory(day: number): number {
    return this.#memories[day] ?? 0;
  }

  /** How far the day before a day was off, in parts of what its level and weight let expect. */
  deviation(day: number): number {
    return this.#deviations[day] ?? 0;
  }

  /** What a stretch came to; NaN where not all of its days are known. */
  actual(day: number, length: number): number {
    const known = (this.#known[day + length] ?? 0) - (this.#known[day] ?? 0);
    return known < length ? Number.NaN : (this.#sums[day + length] ?? 0) - (this.#sums[day] ?? 0);
  }

  #weekday(day: number): number {
    return weekdayOf(this.#first + day);
  }

  #walk(): void {
    const weekdays = new WeekdayWeights();
    const monthEnds = new MonthEnds();
    const memory = new DeviationMemory();
    let lows = 0;
    for (let day = 0; day <= this.count; day++) {
      this.#addToWeekdays(weekdays, day - 4);
      if (day > 0 && this.#toMonthEnd[day - 1] === 0) monthEnds.find(this.#spread(day));
      const lowsCount = lows > LOW_SHARE * Math.min(LOW_DAYS, this.#known[day] ?? 0);
      this.#weights.set(weekdays.weights, day * 7);
      this.#monthEnds.set(monthEnds.effects, day * LAST_DAYS);
      this.#findLevels(day, lowsCount);
      this.#memories[day] = memory.part;
      this.#deviations[day] = memory.left;
      if (day === this.count) break;
      this.#see(day, lowsCount, monthEnds, memory);
      lows += this.#low(day) - this.#low(day - LOW_DAYS);
    }
  }

  /** Adds a day's amount over that of the week around it, all of which has passed. */
  #addToWeekdays(weekdays: WeekdayWeights, day: number): void {
    if (day < 3 || this.#evidence[day] === NONE) return;
    const week = this.actual(day - 3, 7) / 7;
    if (week > 0) weekdays.add(this.#weekday(day), (this.#days[day] ?? 0) / week);
  }

  /** Takes in what a day came to. */
  #see(day: number, lowsCount: boolean, monthEnds: MonthEnds, memory: DeviationMemory): void {
    const amount = this.#days[day] ?? Number.NaN;
    const weight = this.#weights[day * 7 + this.#weekday(day)] ?? 1;
    const [usual, long] = [this.level(day, USUAL), this.level(day, LONG)];
    const toEnd = this.#toMonthEnd[day] ?? LAST_DAYS;
    const isKnown = !Number.isNaN(amount);
    if (toEnd < LAST_DAYS && usual > 0 && isKnown && (this.#known[day] ?? 0) >= FEWEST_BEFORE_MONTH_ENDS) {
      monthEnds.add(toEnd, amount / usual - weight);
    }
    const isMonthEnd = toEnd < LAST_DAYS && monthEnds.effects[toEnd] !== 0;
    const isLow = amount < LOW * usual * weight;
    const evidence = !isKnown || isMonthEnd ? NONE : isLow ? LOW_DAY : ORDINARY_DAY;
    this.#evidence[day] = evidence;
    const tells = long > 0 && weight > LEAST_DEVIATION_WEIGHT && evidence >= (lowsCount ? LOW_DAY : ORDINARY_DAY);
    memory.see(tells ? amount / long / weight - 1 : Number.NaN);
  }

  #low(day: number): number {
    return this.#evidence[day] === LOW_DAY ? 1 : 0;
  }

  /** Amounts over weights of the days before a day, as far as the level has been one. */
  #findLevels(day: number, lowsCount: boolean): void {
    const reach = this.#reach(day, lowsCount);
    const [days, levels, evidence] = [this.#days, this.#levels, this.#evidence];
    const weights = this.#weights.subarray(day * 7, day * 7 + 7);
    const least = lowsCount ? LOW_DAY : ORDINARY_DAY;
    let [amounts, sum, seen, window] = [0, 0, 0, 0];
    let weekday = this.#weekday(day);
    for (let back = 1; back <= LONGEST; back++) {
      weekday = weekday === 0 ? 6 : weekday - 1;
      if (back <= reach && (evidence[day - back] ?? 0) >= least) {
        const weight = weights[weekday] ?? 1;
        const amount = days[day - back] ?? 0;
        const most = PEAK * Math.max(0, amounts) * Math.max(1, weight);
        amounts += seen >= FEWEST_BEFORE_PEAKS && amount * sum > most ? most / sum : amount;
        sum += weight;
        seen++;
      }
      if (back !== WINDOWS[window]) continue;
      levels[day * WINDOW_COUNT + window] = sum > 0 ? Math.max(0, amounts / sum) : Number.NaN;
      window++;
    }
    // A window without a day has the level of the next longer one.
    for (let shorter = WINDOW_COUNT - 1; shorter >= 0; shorter--) {
      const at = day * WINDOW_COUNT + shorter;
      if (Number.isNaN(this.#levels[at]))
        this.#levels[at] = shorter < WINDOW_COUNT - 1 ? (this.#levels[at + 1] ?? 0) : 0;
    }
  }

  /** Days back to which the level before a day reaches. */
  #reach(day: number, lowsCount: boolean): number {
    const least = lowsCount ? LOW_DAY : ORDINARY_DAY;
    let count = 0;
    for (let back = 1; back <= Math.min(SHIFT_DAYS, day); back++) {
      const weight = this.#weights[day * 7 + this.#weekday(day - back)] ?? 1;
      if (weight < LEAST_SHIFT_WEIGHT || (this.#evidence[day - back] ?? 0) < least) continue;
      this.#shiftValues[count] = (this.#days[day - back] ?? 0) / weight;
      this.#shiftBacks[count] = back;
      count++;
    }
    const newest = count < FEWEST_SHIFT_DAYS ? 0 : daysSinceShift(this.#shiftValues, count);
    return newest === 0 ? Math.min(day, LONGEST) : (this.#shiftBacks[newest - 1] ?? 0);
  }

  /** Standard deviation of an ordinary day before a day, in multiples of a mean day. */
  #spread(day: number): number {
    let [squares, count] = [0, 0];
    for (let at = Math.max(7, day - SPREAD_DAYS); at < day; at++) {
      const usual = this.level(at, USUAL);
      const amount = this.#days[at] ?? Number.NaN;
      if (!(usual > 0) || Number.isNaN(amount)) continue;
      squares += Math.min(1, (amount / usual - (this.#weights[at * 7 + this.#weekday(at)] ?? 1)) ** 2);
      count++;
    }
    return count > 0 ? Math.max(LEAST_SPREAD, Math.sqrt(squares / count)) : 1;
  }
}
