import { HOUR, MINUTE, startOfHour } from '../../time/utc.ts';
import type { HourlyBaseline } from './hourlyBaseline.ts';
import { levelBefore, logVariance } from './levelBefore.ts';
import { FEWEST_DAYS, RUNAWAY_MINUTES, SHARE_WITHOUT_BASELINE, type Thresholds } from './thresholds.ts';

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
/** Past days that tell well how hours scatter. */
const SURE_DAYS = 42;
/** Fewest minutes at the least rate each: one huge request is no runaway. */
const FEWEST_HOT = 3;

/**
 * The rule: null where the newest minutes are as usual. They are a runaway at three times the usual or more, where that is also
 * further above the level just before than the scope's own changes from hour to hour, and few requests, let expect.
 */
export function runaway(
  look: ScopeMinutes,
  { leastAnHour, surprises }: Pick<Thresholds, 'leastAnHour' | 'surprises'>,
): Runaway | null {
  const highest = highestRate(look.minutes);
  if (highest < leastAnHour) return null;
  const { baseline, end } = look;
  const usual = baseline.usual(startOfHour(end - MINUTE));
  if (usual === 0 && highest < SHARE_WITHOUT_BASELINE * look.organizationRate) return null;
  const least = Math.max(...hoursOf(end).map((hour) => baseline.least(hour)));
  if (highest < least) return null;
  const hot = look.minutes.subarray(-RUNAWAY_MINUTES).filter((amount) => amount * MINUTES_AN_HOUR >= least);
  if (hot.length < FEWEST_HOT) return null;
  const surpriseOf = surpriseAfter(look);
  const most = ratesOf(look.minutes)
    .filter(({ rate }) => rate >= least)
    .map((each) => ({ ...each, surprise: surpriseOf(each) }))
    .reduce((most, each) => (each.surprise >= most.surprise ? each : most));
  return most.surprise >= surprises * caution(usual, baseline)
    ? { rate: most.rate, usual, minutes: most.minutes }
    : null;
}

/** Times as far above as with a baseline of weeks: a short one tells less of how hours scatter, and none is judged by dollars. */
function caution(usual: number, { days }: HourlyBaseline): number {
  return usual === 0 ? 1 : Math.sqrt(Math.max(1, SURE_DAYS / Math.max(FEWEST_DAYS, days)));
}

type Rate = Pick<Runaway, 'rate' | 'minutes'>;

/** Amounts an hour of the last five to ten minutes. */
function ratesOf(minutes: Float64Array): Rate[] {
  return Array.from({ length: RUNAWAY_MINUTES - FEWEST_MINUTES + 1 }, (_, more) => {
    const count = FEWEST_MINUTES + more;
    const sum = minutes.subarray(-count).reduce((total, amount) => total + amount, 0);
    return { rate: (sum * MINUTES_AN_HOUR) / count, minutes: count };
  });
}

/** The highest of them: most scopes are told by it that nothing is unusual. */
function highestRate(minutes: Float64Array): number {
  let [sum, highest] = [0, 0];
  for (let count = 1; count <= RUNAWAY_MINUTES; count++) {
    sum += minutes[minutes.length - count] ?? 0;
    if (count >= FEWEST_MINUTES) highest = Math.max(highest, (sum * MINUTES_AN_HOUR) / count);
  }
  return highest;
}

/** The hours that the newest minutes are of. */
function hoursOf(end: number): number[] {
  return Array.from(new Set([end - RUNAWAY_MINUTES * MINUTE, end - MINUTE].map(startOfHour)));
}

/** How many standard deviations a rate is above what the minutes before let expect: of the dearer hour, where they are of two. */
function surpriseAfter({ minutes, end, baseline, today }: ScopeMinutes): (rate: Rate) => number {
  const dispersion = dispersionOf(minutes);
  const before = {
    minutes: minutes.subarray(0, -RUNAWAY_MINUTES),
    end: end - RUNAWAY_MINUTES * MINUTE,
    baseline,
    today,
    dispersion,
  };
  const { mean, variance } = levelBefore(before, end - MINUTE);
  const expected = Math.max(...hoursOf(end).map((hour) => baseline.mostExpected(hour)));
  return ({ rate, minutes: count }) => {
    const ofRequests = logVariance((rate * count) / MINUTES_AN_HOUR, count, { baseline, dispersion });
    return (baseline.ratio(rate, expected) - mean) / Math.sqrt(variance + ofRequests);
  };
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
