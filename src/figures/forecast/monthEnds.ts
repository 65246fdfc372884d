import { firstOfMonth } from '../../time/utc.ts';

/** Last days of a month that may have a batch of their own. */
export const LAST_DAYS = 3;
/** Months that have to show it. */
const FEWEST_MONTHS = 2;
/** Standard errors that the mean excess is away from zero. */
const SIGNIFICANCE = 3;
/** Least excess that counts, in mean days. */
const LEAST_EXCESS = 0.4;

/** What the last days of earlier months had more, or less, than their weekdays let expect: in multiples of a mean day. */
export class MonthEnds {
  readonly #excesses: readonly number[][] = Array.from({ length: LAST_DAYS }, () => []);
  /** Median excess of the last day, the last but one, and so on; zero where it is not the same in all months. */
  readonly effects = new Float64Array(LAST_DAYS);

  /** Adds one of the last days, counted from the end: 0 is the last. */
  add(fromEnd: number, excess: number): void {
    this.#excesses[fromEnd]?.push(excess);
  }

  /** Finds the effects of the months so far; `deviation` is that of an ordinary day, in multiples of a mean day. */
  find(deviation: number): void {
    for (const [fromEnd, excesses] of this.#excesses.entries()) this.effects[fromEnd] = effectOf(excesses, deviation);
  }
}

function effectOf(excesses: readonly number[], deviation: number): number {
  if (excesses.length < FEWEST_MONTHS) return 0;
  const sorted = excesses.toSorted((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  const middle = (low + (sorted[Math.floor(sorted.length / 2)] ?? low)) / 2;
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  const isOneWay = least > 0 || most < 0;
  const isClear = Math.abs(mean) * Math.sqrt(sorted.length) > SIGNIFICANCE * deviation;
  return isOneWay && isClear && Math.abs(middle) > LEAST_EXCESS ? middle : 0;
}

/** For each of so many days, from a day by number: days to the end of its month, 0 for the last. */
export function daysToMonthEnd(first: number, count: number): Int32Array {
  const days = new Int32Array(count);
  for (let day = first; day < first + count; ) {
    const end = firstOfMonth(day, 1);
    for (; day < end && day < first + count; day++) days[day - first] = end - 1 - day;
  }
  return days;
}
