import { coverageOf, errorsOf, passingsFound } from './measure.ts';
import { type Answers, MONTH_DAYS, type TotalAnswer } from './walk.ts';

/** What a group of worlds is: bounds differ. */
export type GroupKind = 'pooled' | 'weekdays differ' | 'shape';

/** Answers of our forecaster and of the simple ones to the same questions. */
export interface Compared {
  readonly ours: Answers;
  readonly runRate: Answers;
  readonly seasonalNaive: Answers;
}

/** Most that a median, or a 90th percentile, is off, by day of the month or hour of the day. */
const MONTH = { 3: { median: 0.15 }, 10: { median: 0.08, p90: 0.2 } } as const;
const TODAY = { 12: 0.2, 18: 0.08 } as const;
/** Most that a median in a shape is above the better of the two simple ones. */
const BEYOND_SIMPLE = 0.02;
/** Least part of the run rate's median error that is saved where weekdays differ. */
const BETTER_THAN_RUN_RATE = 0.2;
/** Share of the ranges that hold: of all of them, and the least in a shape with so many. */
const COVERAGE = { least: 0.75, most: 0.85, inShape: 0.7, count: 200 } as const;
const PASSING = 0.8;

/** Whether month totals are as good as promised. */
export function monthsHold(kind: GroupKind, compared: Compared): boolean {
  const errors = (of: keyof Compared, day: number) => errorsOf(asked(compared[of], 'month', day));
  if (kind === 'pooled') {
    const [third, tenth] = [errors('ours', 3), errors('ours', 10)];
    return third.median <= MONTH[3].median && tenth.median <= MONTH[10].median && tenth.p90 <= MONTH[10].p90;
  }
  if (kind === 'weekdays differ') {
    const isNotWorse = MONTH_DAYS.every((day) => errors('ours', day).median <= errors('seasonalNaive', day).median);
    return isNotWorse && savedOnRunRate(compared) >= BETTER_THAN_RUN_RATE;
  }
  return MONTH_DAYS.every((day) => {
    const simple = Math.min(errors('runRate', day).median, errors('seasonalNaive', day).median);
    return errors('ours', day).median <= simple + BEYOND_SIMPLE;
  });
}

/** Part of the run rate's median error that is saved: of all months, or of those from one day. */
export function savedOnRunRate({ ours, runRate }: Compared, day?: number): number {
  return 1 - errorsOf(asked(ours, 'month', day)).median / errorsOf(asked(runRate, 'month', day)).median;
}

/** Undefined where nothing is promised. */
export function todaysHold(kind: GroupKind, { ours }: Compared): boolean | undefined {
  if (kind !== 'pooled') return undefined;
  return Object.entries(TODAY).every(([hour, most]) => errorsOf(asked(ours, 'today', Number(hour))).median <= most);
}

export function rangesHold(kind: GroupKind, { ours }: Compared): boolean | undefined {
  const { share, count } = coverageOf(ours.totals);
  if (kind === 'pooled') return COVERAGE.least <= share && share <= COVERAGE.most;
  return kind === 'shape' && count >= COVERAGE.count ? share >= COVERAGE.inShape : undefined;
}

export function passingsHold(kind: GroupKind, { ours }: Compared): boolean | undefined {
  return kind === 'pooled' ? passingsFound(ours.passings).share >= PASSING : undefined;
}

function asked({ totals }: Answers, of: TotalAnswer['of'], from?: number): TotalAnswer[] {
  return totals.filter((answer) => answer.of === of && (from === undefined || answer.from === from));
}
