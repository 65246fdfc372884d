import { type Kind, kindKey } from './kind.ts';
import { othersThan, pooled, type Rate, type RateDay, scaledByList } from './rate.ts';

/** Fewer days than this are no week to compare with. */
const ENOUGH = 3;
/**
 * A rate has left its week when it is further than this from the week's median, as a fraction of it: a little more than what
 * a dimension that usage was not told apart by moves it from day to day (0.1 to 0.2 %).
 */
const LEFT = 0.003;
/** Two days show the same rate when they are nearer than this. */
const SAME = 0.002;

/**
 * A rate that suddenly left its own last week while the same kind elsewhere did not is distrusted: a key that was refused
 * all day, whose tokens are in usage and in no bill, does that. Returns the week's median to use instead, or null where the
 * rate is to be trusted. Two days in a row at a new level are a change of price, and so is a move that other workspaces
 * made too; a week in which the price has changed is judged by, and replaced with, its newest price alone.
 *
 * `week` is the whole days of the week before `day`, newest first.
 */
export function distrusted(kind: Kind, own: Rate, day: RateDay, week: readonly RateDay[]): Rate | null {
  const key = kindKey(kind);
  const [dayBefore] = asOf(day, kind, week.slice(0, 1), (other) => other.own.get(key));
  if (dayBefore && isNear(own, dayBefore, SAME)) return null;
  const ownWeek = asOf(day, kind, week, (other) => other.own.get(key));
  const usual = medianRate(ownWeek);
  const median = medianRate(newestLevel(ownWeek));
  if (ownWeek.length < ENOUGH || !usual || !median) return null;
  if (isNear(own, usual, LEFT) || isNear(own, median, LEFT)) return null;
  const [newest] = ownWeek;
  if (newest && isNear(own, newest, SAME)) return null;
  const others = othersThan(kind, day);
  if (others.length > 0) {
    const othersWeek = asOf(day, kind, week, (other) => {
      const rates = othersThan(kind, other);
      return rates.length > 0 ? pooled(rates) : undefined;
    });
    const othersMedian = medianRate(newestLevel(othersWeek));
    if (othersMedian && movedAlike(moved(own, median), moved(pooled(others), othersMedian))) return null;
  }
  return median;
}

/** The days of a week, newest first, that were of its newest price; all of them where no two days in a row agree. */
function newestLevel(rates: readonly Rate[]): readonly Rate[] {
  const level = rates.find((rate, index) => {
    const before = rates[index + 1];
    return before !== undefined && isNear(rate, before, SAME);
  });
  return level ? rates.filter((rate) => isNear(rate, level, LEFT)) : rates;
}

function isNear(rate: Rate, other: Rate, distance: number): boolean {
  return Math.abs(moved(rate, other)) <= distance;
}

function movedAlike(own: number, others: number): boolean {
  return Math.abs(others) > LEFT && Math.sign(own) === Math.sign(others);
}

/** Relative distance of a rate from another. */
function moved(rate: Rate, from: Rate): number {
  const [now, before] = [ratio(rate), ratio(from)];
  return now === before ? 0 : now / before - 1;
}

function ratio({ amount, units }: Rate): number {
  return Number(amount) / Number(units);
}

/** Rates of other days, in the list prices of `day`. */
function asOf(
  day: RateDay,
  kind: Kind,
  week: readonly RateDay[],
  rateOn: (other: RateDay) => Rate | undefined,
): Rate[] {
  const rates: Rate[] = [];
  for (const other of week) {
    const rate = rateOn(other);
    if (rate) rates.push(scaledByList(rate, kind, other.day, day.day));
  }
  return rates;
}

function medianRate(rates: readonly Rate[]): Rate | undefined {
  const sorted = [...rates].sort((a, b) => ratio(a) - ratio(b));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
