import { median } from '../../shared/median.ts';
import { DAY } from '../../time/utc.ts';
import { robustDeviation } from './robustDeviation.ts';

/** A known UTC day: its start, ms, and its amount, above 0. */
export interface KnownDay {
  readonly day: number;
  readonly amount: number;
}

/** What a day is expected to come to, in natural logarithms of millionths of a cent, and by how much days scatter around it. */
export interface ExpectedDay {
  readonly log: number;
  readonly scatter: number;
}

const WEEK = 7 * DAY;
/** The newest days do not count where there are others: of what leaks, they are a part. */
const NEWEST = 7 * DAY;
/** Days of a weekday without which nothing is expected of it. */
const FEWEST_WEEKS = 2;
/** The days before the newest that show the level, of which half is expected to stay: the rest was chance. */
const LEVEL = 28 * DAY;
const LEVEL_STAYS = 0.5;

/** Null where there are too few days of its weekday. */
export function expectedDay(dayStart: number, known: readonly KnownDay[]): ExpectedDay | null {
  const settled = known.filter(({ day }) => day < dayStart - NEWEST);
  const isSame = ({ day }: KnownDay) => (dayStart - day) % WEEK === 0;
  const days = settled.filter(isSame).length < FEWEST_WEEKS ? known : settled;
  const weekdays = Map.groupBy(days, ({ day }) => (day / DAY) % 7);
  const residuals: { readonly day: number; readonly log: number }[] = [];
  let own: { readonly log: number; readonly count: number } | null = null;
  for (const each of weekdays.values()) {
    if (each.length < FEWEST_WEEKS) continue;
    const log = middleOf(each.map(({ amount }) => Math.log(amount)));
    for (const { day, amount } of each) residuals.push({ day, log: Math.log(amount) - log });
    if (each.some(isSame)) own = { log, count: each.length };
  }
  if (!own) return null;
  const lately = residuals.filter(({ day }) => day >= dayStart - LEVEL).map(({ log }) => log);
  const level = LEVEL_STAYS * (median(lately) ?? 0);
  // Errors of a day and of its weekday's mean. Each mean takes away one day's freedom to scatter.
  const freedom = residuals.length / Math.max(1, residuals.length - weekdays.size);
  const scatter = robustDeviation(residuals.map(({ log }) => log)) * Math.sqrt(freedom * (1 + 1 / own.count));
  return { log: own.log + level, scatter };
}

/** Mean of logarithms, to which those far from the median contribute no more than the others. */
function middleOf(logs: readonly number[]): number {
  const middle = median(logs) ?? 0;
  const furthest = 2 * (median(logs.map((log) => Math.abs(log - middle))) ?? 0);
  const near = logs.map((log) => Math.min(furthest, Math.max(-furthest, log - middle)));
  return middle + near.reduce((sum, each) => sum + each, 0) / near.length;
}
