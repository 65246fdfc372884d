import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { FEWEST_DAYS } from './thresholds.ts';

/** A UTC day of a series: its start, ms, and the natural logarithm of its value. */
export interface LogDay {
  readonly day: number;
  readonly log: number;
}

/** The newest days do not count where there are enough others: of what grows, they are a part. */
const NEWEST = 7 * DAY;
/** Days of a weekday without which nothing is expected of it. */
const FEWEST_WEEKS = 2;
/** The days before the newest that show whether the level has risen, of which most is expected to stay. */
const LEVEL = 21 * DAY;
const LEVEL_STAYS = 0.7;
/** Deviation that no series is below: habits, prices and prompts drift. */
const DRIFT = 0.1;
/** Part of a day's deviation that the next day has too, before anything is known, and the pairs of days that it weighs. */
const [MEMORY, PAIRS] = [0.3, 10];
const MOST_MEMORY = 0.8;
/** Deviations that a day counts for at most: those further away were events. */
const FURTHEST = 3;
/** Standard deviation of a normal distribution, over its median absolute deviation. */
const DEVIATIONS = 1.4826;

/** What days of a series are like: by the weekday, or all alike. */
export class UsualDays {
  readonly #isWeekly: boolean;
  readonly #means = new Map<number, { readonly log: number; readonly count: number }>();
  /** By how much the level has risen of late. */
  readonly #level: number;
  /** Standard deviation of a day. */
  readonly deviation: number;
  /** Part of a day's deviation that the next day has too. */
  readonly memory: number;

  /** `known`: days before the one that is judged, oldest first. */
  constructor(known: readonly LogDay[], judged: number, isWeekly: boolean) {
    this.#isWeekly = isWeekly;
    const settled = known.filter(({ day }) => day < judged - NEWEST);
    const days = settled.length >= FEWEST_DAYS ? settled : known;
    for (const [kind, each] of Map.groupBy(days, ({ day }) => this.#kind(day))) {
      if (each.length < FEWEST_WEEKS) continue;
      this.#means.set(kind, { log: middleOf(each.map(({ log }) => log)), count: each.length });
    }
    this.#level = 0;
    const residuals = days.flatMap((each) => this.residual(each) ?? []);
    const lately = residuals.filter(({ day }) => day >= judged - LEVEL).map(({ log }) => log);
    this.#level = LEVEL_STAYS * Math.max(0, median(lately) ?? 0);
    // Each mean takes away one day's freedom to scatter.
    const freedom = residuals.length / Math.max(1, residuals.length - this.#means.size);
    this.deviation = Math.hypot(robustDeviation(residuals.map(({ log }) => log)) * Math.sqrt(freedom), DRIFT);
    this.memory = memoryOf(residuals, this.deviation);
  }

  /** A day around what is expected of it; null where nothing is. */
  residual({ day, log }: LogDay): LogDay | null {
    const mean = this.#means.get(this.#kind(day));
    return mean ? { day, log: log - mean.log - this.#level } : null;
  }

  /** Variance of the error of what is expected of a day. */
  errorOf(day: number): number {
    const { count } = this.#means.get(this.#kind(day)) ?? { count: 1 };
    return this.deviation ** 2 / count;
  }

  #kind(day: number): number {
    return this.#isWeekly ? (day / DAY) % 7 : 0;
  }
}

/** Standard deviation around 0, by which few events change little. 0 of no numbers. */
function robustDeviation(numbers: readonly number[]): number {
  if (numbers.length === 0) return 0;
  const away = numbers.map(Math.abs);
  const furthest = FURTHEST * DEVIATIONS * (median(away) ?? 0);
  return Math.sqrt(away.reduce((sum, each) => sum + Math.min(furthest, each) ** 2, 0) / away.length);
}

function memoryOf(residuals: readonly LogDay[], deviation: number): number {
  const near = residuals.map(({ log }) => Math.max(-FURTHEST, Math.min(FURTHEST, log / deviation)));
  let [together, alone] = [PAIRS * MEMORY, PAIRS];
  for (const [at, { day }] of residuals.entries()) {
    const [before = 0, now = 0] = [near[at - 1], near[at]];
    if (at === 0 || day - (residuals[at - 1]?.day ?? 0) !== DAY) continue;
    together += now * before;
    alone += before ** 2;
  }
  return Math.max(0, Math.min(MOST_MEMORY, together / alone));
}

/** Mean of logarithms, to which those far from the median contribute no more than the others. */
function middleOf(logs: readonly number[]): number {
  const middle = median(logs) ?? 0;
  const furthest = 2 * (median(logs.map((log) => Math.abs(log - middle))) ?? 0);
  const near = logs.map((log) => Math.min(furthest, Math.max(-furthest, log - middle)));
  return middle + near.reduce((sum, each) => sum + each, 0) / near.length;
}
