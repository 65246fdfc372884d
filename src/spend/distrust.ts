import { type Kind, kindKey } from './kind.ts';
import { othersThan, pooled, type Rate, type RateDay, scaledByList } from './rates.ts';
import { utcDay } from './time.ts';

/** Fewer days than this are no week to compare with. */
const ENOUGH = 3;
/** A rate has left its week when it is further than this from the week's median, as a fraction of it. */
const LEFT = 0.01;
/** Two days show the same rate when they are nearer than this. */
const SAME = 0.002;

/**
 * A rate that suddenly left its own last week while the same kind elsewhere did not is distrusted: a key that was refused
 * all day, whose tokens are in usage and in no bill, does that. Returns the week's median to use instead, or null where the
 * rate is to be trusted. Two days in a row at a new level are a change of price, and so is a move that other workspaces
 * made too.
 *
 * `week` is the whole days of the week before `day`, newest first.
 */
export function distrusted(kind: Kind, own: Rate, day: RateDay, week: readonly RateDay[]): Rate | null {
  const key = kindKey(kind);
  const ownWeek = asOf(day, kind, week, (other) => other.own.get(key));
  const median = medianRate(ownWeek);
  if (ownWeek.length < ENOUGH || !median || Math.abs(moved(own, median)) <= LEFT) return null;
  const [dayBefore] = ownWeek;
  if (dayBefore && Math.abs(moved(own, dayBefore)) <= SAME) return null;
  const others = othersThan(kind, day);
  if (others.length > 0) {
    const othersWeek = asOf(day, kind, week, (other) => {
      const rates = othersThan(kind, other);
      return rates.length > 0 ? pooled(rates) : undefined;
    });
    const othersMedian = medianRate(othersWeek);
    if (othersMedian && movedAlike(moved(own, median), moved(pooled(others), othersMedian))) return null;
  }
  return median;
}

function movedAlike(own: number, others: number): boolean {
  return Math.abs(others) > LEFT && Math.sign(own) === Math.sign(others);
}

/** Relative distance of a rate from another. */
function moved(rate: Rate, from: Rate): number {
  return ratio(rate) / ratio(from) - 1;
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
    if (rate) rates.push(scaledByList(rate, kind, utcDay(other.start), utcDay(day.start)));
  }
  return rates;
}

function medianRate(rates: readonly Rate[]): Rate | undefined {
  const sorted = [...rates].sort((a, b) => ratio(a) - ratio(b));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
