import { median } from '../../shared/median.ts';
import { DAY, HOUR, MINUTE, startOfHour, startOfUtcDay } from '../../time/utc.ts';
import { sameDaysOfMonths } from './monthEnds.ts';
import { SpendRhythm } from './spendRhythm.ts';
import type { Thresholds } from './thresholds.ts';

/** Closed UTC days of a scope by the hour, without the running one. Millionths of a cent; NaN: not known. */
export interface HourlyPast {
  /** Start of the first hour, a UTC midnight, ms. */
  readonly start: number;
  readonly hours: Float64Array;
}

type HourlyThresholds = Pick<Thresholds, 'leastAnHour' | 'runawayFactor' | 'surprises'>;

const WEEK_HOURS = 7 * 24;
/** Weight of an hour in the level, over that of the hour after it. */
const MEMORY = 0.5;
const MOST_RAISED = 3;
/** An hour's amount that is next to nothing, as part of the least that a runaway is worth. */
const LITTLE = 0.05;
/** Part of what is usual for the hours beside an hour that it may come to, too: clocks are set, and mornings begin early. */
const BESIDE = 0.5;

/** What the hours of a running UTC day are compared with: the scope's own past, never that day itself. */
export class HourlyBaseline {
  readonly #past: HourlyPast;
  readonly #all: number;
  readonly #rhythm: SpendRhythm;
  readonly #thresholds: HourlyThresholds;

  /** What lies before a scope's first spend is no past of it. */
  constructor({ start, hours }: HourlyPast, thresholds: HourlyThresholds) {
    const first = hours.findIndex((amount) => amount > 0);
    const own = first < 0 ? new Float64Array() : hours.subarray(first);
    this.#past = { start: start + Math.max(0, first) * HOUR, hours: own };
    this.#all = median(Array.from(own).filter((amount) => !Number.isNaN(amount))) ?? 0;
    this.#thresholds = thresholds;
    this.#rhythm = new SpendRhythm({
      amounts: own,
      period: WEEK_HOURS,
      cycle: 24,
      memory: MEMORY,
      little: LITTLE * thresholds.leastAnHour,
      mostRaised: MOST_RAISED,
      quantile: { share: 0.95, deviations: 1.645, sizeOf: (surprise) => surprise },
    });
  }

  /** The larger of the medians of an hour of the week and of all hours; 0 where the scope has no baseline. */
  usual(hour: number): number {
    return Math.max(this.#all, this.#usualOfWeek(hour));
  }

  /** Least amount an hour of a runaway, however calm the scope is. */
  least(hour: number): number {
    return Math.max(this.#thresholds.leastAnHour, this.#thresholds.runawayFactor * this.usual(hour));
  }

  /** Log ratio of minutes, which end at an instant, to what was expected of them; NaN of none. */
  ratio(minutes: Float64Array, end: number): number {
    let [amount, expected] = [0, 0];
    for (const [at, minute] of minutes.entries()) {
      amount += minute;
      expected += this.#rhythm.expected(this.#place(startOfHour(end - (minutes.length - at) * MINUTE)));
    }
    if (minutes.length === 0) return Number.NaN;
    return this.#rhythm.ratio((amount * (HOUR / MINUTE)) / minutes.length, expected / minutes.length);
  }

  /**
   * Amount from which on an hour is a runaway, by the closed hours before it, of which `today` has those of the running day,
   * and by the log ratio of the newest minutes before.
   */
  bound(hour: number, today: (hour: number) => number | undefined, newest: number): number {
    const place = this.#place(hour);
    const beside = BESIDE * Math.max(this.#usualOfWeek(hour - HOUR), this.#usualOfWeek(hour + HOUR));
    const others = Math.max(beside, this.#ofMonths(hour));
    const level = this.#rhythm.level(place, (at) => today(this.#past.start + at * HOUR), newest);
    const chance = Math.exp(level + this.#thresholds.surprises * this.#rhythm.scatter(1));
    return Math.max(
      this.least(hour),
      this.#thresholds.runawayFactor * others,
      chance * Math.max(this.#rhythm.expected(place), others),
    );
  }

  #usualOfWeek(hour: number): number {
    return this.#rhythm.usual(this.#place(hour));
  }

  /** The highest of the same hours, give or take one, on the same days at the ends of past months. */
  #ofMonths(hour: number): number {
    const days = sameDaysOfMonths(startOfUtcDay(hour));
    const hours = days.flatMap((day) => [-HOUR, 0, HOUR].map((beside) => day + (hour % DAY) + beside));
    return Math.max(0, ...hours.flatMap((at) => this.#past.hours[this.#place(at)] || []));
  }

  #place(hour: number): number {
    return (hour - this.#past.start) / HOUR;
  }
}
