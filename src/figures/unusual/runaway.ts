import { HOUR, MINUTE, startOfHour } from '../../time/utc.ts';
import type { HourlyBaseline } from './hourlyBaseline.ts';
import { RUNAWAY_MINUTES, SHARE_WITHOUT_BASELINE, type Thresholds } from './thresholds.ts';

/** The newest minutes of a scope, and what came before them. Millionths of a cent as doubles. */
export interface ScopeMinutes {
  /** Amounts of the newest minutes, oldest first: `LOOK_MINUTES` of them. */
  readonly minutes: Float64Array;
  /** End of the newest, ms. */
  readonly end: number;
  readonly baseline: HourlyBaseline;
  /** Amount of a closed hour of today, by its start (ms); undefined where it is not known. */
  readonly today: (hour: number) => number | undefined;
  /** Rate of the organization's newest minutes, an hour. */
  readonly organizationRate: number;
}

export interface Runaway {
  /** Amounts an hour. */
  readonly rate: number;
  readonly usual: number;
  /** Number of minutes, up to the newest, since the first that is a part of it. */
  readonly minutes: number;
}

const MINUTES_AN_HOUR = HOUR / MINUTE;
/** Fewest minutes that a rate is taken over. */
const FEWEST_MINUTES = 5;
/** Fewest minutes at the least rate each: one huge request is no runaway. */
const FEWEST_HOT = 3;
/** Minutes before them that show the level. */
const BEFORE = 20;

/** The rule: null where the newest minutes are as usual. */
export function runaway(look: ScopeMinutes, { leastAnHour }: Pick<Thresholds, 'leastAnHour'>): Runaway | null {
  const { rate, certain, minutes } = highestRate(look.minutes);
  if (certain < leastAnHour) return null;
  const hour = startOfHour(look.end - MINUTE);
  const usual = look.baseline.usual(hour);
  if (usual === 0 && rate < SHARE_WITHOUT_BASELINE * look.organizationRate) return null;
  const least = look.baseline.least(hour);
  const hot = look.minutes.subarray(-minutes).filter((amount) => amount * MINUTES_AN_HOUR >= least);
  if (certain < least || hot.length < FEWEST_HOT) return null;
  return certain < runawayBound(look) ? null : { rate, usual, minutes };
}

/** Amount an hour from which on it is a runaway: of the dearer hour, where the minutes are of two. */
export function runawayBound({ minutes, end, baseline, today }: Omit<ScopeMinutes, 'organizationRate'>): number {
  const start = end - RUNAWAY_MINUTES * MINUTE;
  const first = minutes.length - RUNAWAY_MINUTES;
  const newest = baseline.ratio(minutes.subarray(Math.max(0, first - BEFORE), first), start);
  const hours = [start, end - MINUTE].map(startOfHour);
  return Math.max(...Array.from(new Set(hours), (hour) => baseline.bound(hour, today, newest)));
}

/**
 * The highest rate, an hour, of the last five to ten minutes, as far as it is certain: less its standard
 * error. Minutes are sums of requests: their variance grows as they do.
 */
function highestRate(minutes: Float64Array): Omit<Runaway, 'usual'> & { readonly certain: number } {
  const dispersion = dispersionOf(minutes);
  let sum = 0;
  let highest = { rate: 0, certain: 0, minutes: 0 };
  for (let count = 1; count <= RUNAWAY_MINUTES; count++) {
    sum += minutes[minutes.length - count] ?? 0;
    if (count < FEWEST_MINUTES) continue;
    const rate = (sum * MINUTES_AN_HOUR) / count;
    const certain = rate - (Math.sqrt(dispersion * sum) * MINUTES_AN_HOUR) / count;
    if (certain > highest.certain) highest = { rate, certain, minutes: count };
  }
  return highest;
}

/** Variance of minutes over their mean, by how each differs from the one before. */
function dispersionOf(minutes: Float64Array): number {
  let [squares, sum] = [0, 0];
  for (let at = 1; at < minutes.length; at++) {
    const [before = 0, amount = 0] = [minutes[at - 1], minutes[at]];
    squares += (amount - before) ** 2;
    sum += amount + before;
  }
  return sum === 0 ? 0 : squares / sum;
}
