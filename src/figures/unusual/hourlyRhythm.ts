/** Amounts by the hour from a UTC midnight on. Millionths of a cent; NaN: not known. */
export type Hours = Float64Array;

const WEEKDAYS = 7;
const DAY_HOURS = 24;
export const WEEK_HOURS = WEEKDAYS * DAY_HOURS;

/**
 * What an hour of the week is expected to cost: the median of that hour of the day on the weekdays that are alike. Five working
 * days tell more of an hour than the few weeks that each of them has had.
 */
export class HourlyRhythm {
  readonly #hours: Hours;
  /** By hour of the week, the amounts that tell of it, the lowest first. */
  readonly #samples: readonly Float64Array[];

  /** `areAlike` compares what two weekdays come to. */
  constructor(hours: Hours, areAlike: (one: number, other: number) => boolean) {
    this.#hours = hours;
    const levels = Array.from({ length: WEEKDAYS }, (_, weekday) => medianOfSorted(daysOf(hours, weekday).sort()));
    const known = new Map<string, readonly Float64Array[]>();
    this.#samples = levels.flatMap((level) => {
      // A weekday without data counts as alike to every other.
      const alike = levels.flatMap((other, weekday) =>
        level === null || other === null || areAlike(level, other) ? weekday : [],
      );
      const key = alike.join();
      const samples = known.get(key) ?? samplesOf(hours, alike);
      known.set(key, samples);
      return samples;
    });
  }

  /** By an hour's number, which may be beyond the past; 0 where nothing tells of it. */
  expected(at: number): number {
    return medianOfSorted(this.#samplesAt(at)) ?? 0;
  }

  /** What a past hour would have been expected to cost without its own amount. */
  expectedByOthers(at: number): number {
    const samples = this.#samplesAt(at);
    return medianOfSorted(samples, samples.indexOf(this.#hours[at] ?? Number.NaN)) ?? 0;
  }

  #samplesAt(at: number): Float64Array {
    return this.#samples[at % WEEK_HOURS] ?? new Float64Array();
  }
}

/** Amounts of the days of a weekday that are known to their end. */
function daysOf(hours: Hours, weekday: number): Float64Array {
  const days: number[] = [];
  for (let start = weekday * DAY_HOURS; start < hours.length; start += WEEK_HOURS) {
    const day = hours.subarray(start, start + DAY_HOURS).reduce((sum, amount) => sum + amount, 0);
    if (!Number.isNaN(day)) days.push(day);
  }
  return Float64Array.from(days);
}

/** By hour of the day, the amounts of weekdays, the lowest first. */
function samplesOf(hours: Hours, weekdays: readonly number[]): Float64Array[] {
  return Array.from({ length: DAY_HOURS }, (_, hour) =>
    Float64Array.from(weekdays.flatMap((weekday) => amountsOfHour(hours, weekday * DAY_HOURS + hour))).sort(),
  );
}

/** Amounts of an hour of the week, as far as they are known. */
export function amountsOfHour(hours: Hours, hourOfWeek: number): number[] {
  const amounts: number[] = [];
  for (let at = hourOfWeek; at < hours.length; at += WEEK_HOURS) {
    const amount = hours[at] ?? Number.NaN;
    if (!Number.isNaN(amount)) amounts.push(amount);
  }
  return amounts;
}

/** Median of sorted amounts but the one at a place; of all for a place of -1, null of none. */
export function medianOfSorted(sorted: Float64Array, but = -1): number | null {
  const count = but < 0 ? sorted.length : sorted.length - 1;
  if (count === 0) return null;
  const amount = (at: number) => sorted[but < 0 || at < but ? at : at + 1] ?? 0;
  return (amount(Math.floor((count - 1) / 2)) + amount(Math.floor(count / 2))) / 2;
}
