import { median } from '../../shared/median.ts';
import { DAY, HOUR, startOfUtcDay } from '../../time/utc.ts';
import { sameDaysOfMonths } from './monthEnds.ts';

/** Closed UTC days of a scope by the hour, without the running one. Millionths of a cent; NaN: not known. */
export interface HourlyPast {
  /** Start of the first hour, a UTC midnight, ms. */
  readonly start: number;
  readonly hours: Float64Array;
}

const WEEK = 7 * DAY;
const WEEK_HOURS = 7 * 24;
/** Weeks without which an hour of the week has no median. */
const FEWEST_WEEKS = 2;
const WEEKS_OF_TRUST = 5.5;
/** What the last week came to raises the bounds at most so many times. */
const MOST_GROWN = 3;

/** What the hours of a running UTC day are compared with: the scope's own past, never that day itself. */
export class HourlyBaseline {
  /** The highest hour of the past. */
  readonly highest: number;
  readonly #past: HourlyPast;
  /** By hour of the week, as far as they have been asked for. */
  readonly #usual = new Float64Array(WEEK_HOURS).fill(Number.NaN);
  readonly #all: number;
  #made: number | null = null;
  #lastWeek: number | null = null;

  /** What lies before a scope's first spend is no past of it. */
  constructor({ start, hours }: HourlyPast) {
    const first = hours.findIndex((amount) => amount > 0);
    const own = first < 0 ? new Float64Array() : hours.subarray(first);
    this.#past = { start: start + Math.max(0, first) * HOUR, hours: own };
    this.highest = own.reduce((highest, amount) => (amount > highest ? amount : highest), 0);
    this.#all = median(Array.from(own).filter((amount) => !Number.isNaN(amount))) ?? 0;
  }

  /** The larger of the medians of an hour of the week and of all hours; 0 where the scope has no baseline. */
  usual(hour: number): number {
    const slot = slotOf(hour);
    let usual = this.#usual[slot] ?? Number.NaN;
    if (Number.isNaN(usual)) {
      const weeks = this.#weeksOf(hour).flatMap((at) => this.at(at) ?? []);
      usual = Math.max(this.#all, weeks.length < FEWEST_WEEKS ? 0 : (median(weeks) ?? 0));
      this.#usual[slot] = usual;
    }
    return usual;
  }

  /** The usual amount of an hour, or of one beside it where that is more: clocks are set, and mornings begin early. */
  usualAround(hour: number): number {
    return Math.max(this.usual(hour - HOUR), this.usual(hour), this.usual(hour + HOUR));
  }

  /**
   * The highest that has been seen at the like of an hour, give or take an hour: in past weeks, the highest of which may
   * have been a runaway and does not count; and on the same days at the ends of past months.
   */
  seen(hour: number): number {
    const [, second = 0] = this.#weeksOf(hour)
      .map((at) => this.#highestAround(at))
      .sort((a, b) => b - a);
    const ofMonths = sameDaysOfMonths(startOfUtcDay(hour)).map((day) => this.#highestAround(day + (hour % DAY)));
    return Math.max(second, ...ofMonths);
  }

  /** True of a past of less than five and a half weeks: its medians are of few values. */
  get isShort(): boolean {
    return this.#past.hours.length < WEEKS_OF_TRUST * WEEK_HOURS;
  }

  /** How many times the usual the last seven days came to, 1 to 3: medians of weeks lag behind what grows. */
  lastWeek(): number {
    if (this.#lastWeek !== null) return this.#lastWeek;
    const { start, hours } = this.#past;
    let [spent, usual] = [0, 0];
    for (let at = Math.max(0, hours.length - WEEK_HOURS); at < hours.length; at++) {
      const amount = hours[at] ?? 0;
      if (Number.isNaN(amount)) continue;
      spent += amount;
      usual += this.usual(start + at * HOUR);
    }
    this.#lastWeek = usual === 0 ? 1 : Math.min(MOST_GROWN, Math.max(1, spent / usual));
    return this.#lastWeek;
  }

  /** Number that is made of this past once, by one rule with one set of thresholds. */
  once(make: () => number): number {
    this.#made ??= make();
    return this.#made;
  }

  /** Amount of an hour of the past; undefined where it is not known. */
  at(hour: number): number | undefined {
    const amount = this.#past.hours[(hour - this.#past.start) / HOUR];
    return amount === undefined || Number.isNaN(amount) ? undefined : amount;
  }

  /** Starts of all hours of the past, ms. */
  *hours(): Generator<number> {
    const { start, hours } = this.#past;
    for (let hour = 0; hour < hours.length; hour++) yield start + hour * HOUR;
  }

  /** The same hour of the week, wherever the past has it. */
  #weeksOf(hour: number): number[] {
    const { start, hours } = this.#past;
    const end = start + hours.length * HOUR;
    const weeks: number[] = [];
    for (let at = hour - Math.ceil((hour - end + HOUR) / WEEK) * WEEK; at >= start; at -= WEEK) weeks.push(at);
    return weeks;
  }

  #highestAround(hour: number): number {
    return Math.max(0, ...[hour - HOUR, hour, hour + HOUR].flatMap((at) => this.at(at) ?? []));
  }
}

function slotOf(hour: number): number {
  return (hour / HOUR) % WEEK_HOURS;
}
