import { HOUR, MINUTE, startOfHour } from '../../time/utc.ts';
import type { HourlyBaseline } from './hourlyBaseline.ts';
import { RUNAWAY_MINUTES, SHARE_WITHOUT_BASELINE, type Thresholds } from './thresholds.ts';

/** The newest minutes of a scope, and what came before them. Millionths of a cent as doubles. */
export interface ScopeMinutes {
  /** Amounts of the newest minutes, oldest first: `RUNAWAY_MINUTES` of them. */
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
/** Fewest minutes at the bound each: one huge request is no runaway. */
const FEWEST_HOT = 4;
/** Hours back to one that shows how lively the day is. */
const MOST_HOURS_BACK = 24;
/** A lively day raises the bound at most so many times: it never becomes its own baseline. */
const MOST_LIVELY = 2.5;
/** Part of an hour's liveliness that the next one has, too. */
const STAYS_LIVELY = 0.85;
/** What was seen before at the like of an hour must be exceeded so many times. */
const AS_SEEN = 2;
/** Of the hours that cost this part of the least amount, the rank of the liveliest that must be exceeded, and how many times. */
const COSTLY = 0.6;
const RANK = 2;
const AS_LIVELY = 2.5;

/** The rule: null where the newest minutes are as usual. */
export function runaway(look: ScopeMinutes, thresholds: Thresholds): Runaway | null {
  const rate = highestRate(look.minutes);
  if (rate < thresholds.leastAnHour) return null;
  const usual = look.baseline.usual(startOfHour(look.end - MINUTE));
  if (usual === 0 && rate < SHARE_WITHOUT_BASELINE * look.organizationRate) return null;
  const bound = runawayBound(look, thresholds);
  if (rate < bound) return null;
  const isHot = (amount: number) => amount * MINUTES_AN_HOUR >= bound;
  if (look.minutes.filter(isHot).length < FEWEST_HOT) return null;
  return { rate, usual, minutes: look.minutes.length - look.minutes.findIndex(isHot) };
}

/** Amount an hour from which on it is a runaway: of the dearer hour, where the minutes are of two. */
export function runawayBound(look: Pick<ScopeMinutes, 'end' | 'baseline' | 'today'>, thresholds: Thresholds): number {
  const [first, last] = [look.end - RUNAWAY_MINUTES * MINUTE, look.end - MINUTE].map(startOfHour);
  const hours = new Set([first ?? 0, last ?? 0]);
  return Math.max(...Array.from(hours, (hour) => boundOf(hour, look, thresholds)));
}

function boundOf(
  hour: number,
  { baseline, today }: Pick<ScopeMinutes, 'baseline' | 'today'>,
  thresholds: Thresholds,
): number {
  const { leastAnHour, runawayFactor } = thresholds;
  const usual = baseline.usualAround(hour);
  const ever = Math.max(leastAnHour, AS_SEEN * baseline.highest);
  if (usual === 0) return ever;
  const liveliest = baseline.once(() => liveliestOf(baseline, thresholds));
  const factor = Math.max(runawayFactor, AS_LIVELY * liveliest);
  const lively = livelinessBefore(hour, runawayFactor, baseline, today);
  const above = baseline.isShort ? ever : leastAnHour;
  return Math.max(above, factor * usual * Math.max(lively, baseline.lastWeek()), AS_SEEN * baseline.seen(hour));
}

/** The highest rate, an hour, of the last five to ten minutes: it need not have begun ten minutes ago. */
function highestRate(minutes: Float64Array): number {
  let sum = 0;
  let highest = 0;
  for (let count = 1; count <= RUNAWAY_MINUTES; count++) {
    sum += minutes[minutes.length - count] ?? 0;
    if (count >= FEWEST_MINUTES) highest = Math.max(highest, (sum * MINUTES_AN_HOUR) / count);
  }
  return highest;
}

/**
 * How many times the usual the hour before came to, 1 to 2.5: on a lively day, all of which is no runaway, a third more is
 * no event. Hours in a row that may belong to the runaway itself are passed over.
 */
function livelinessBefore(
  hour: number,
  factor: number,
  baseline: HourlyBaseline,
  today: (hour: number) => number | undefined,
): number {
  for (let at = hour - HOUR; at >= hour - MOST_HOURS_BACK * HOUR; at -= HOUR) {
    const amount = today(at) ?? baseline.at(at);
    const usual = baseline.usual(at);
    if (amount === undefined || usual === 0) return 1;
    const ratio = amount / usual;
    if (ratio < factor) return Math.min(MOST_LIVELY, Math.max(1, ratio ** STAYS_LIVELY));
  }
  return 1;
}

/** How many times the usual a costly hour of the past has come to, as the rule sees it: but for the very liveliest. */
function liveliestOf(baseline: HourlyBaseline, { runawayFactor, leastAnHour }: Thresholds): number {
  const times: number[] = [];
  for (const hour of baseline.hours()) {
    const amount = baseline.at(hour) ?? 0;
    const usual = baseline.usualAround(hour);
    if (usual === 0 || amount < COSTLY * leastAnHour) continue;
    times.push(amount / usual / livelinessBefore(hour, runawayFactor, baseline, () => undefined));
  }
  return times.sort((a, b) => b - a)[RANK - 1] ?? 1;
}
