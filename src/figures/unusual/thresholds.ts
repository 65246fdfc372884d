/** Numbers of the rules for unusual spend. Amounts are millionths of a cent as doubles. */
import { DOLLAR } from '../../shared/money.ts';
import type { Sensitivity } from '../../shared/unusual.ts';

/** UTC days with data without which nothing counts as usual. */
export const FEWEST_DAYS = 14;
/** Newest minutes that a runaway is looked for in. */
export const RUNAWAY_MINUTES = 10;
/** Newest minutes that a look at them has: those before show the level, and how minutes scatter. */
export const LOOK_MINUTES = 60;
/** Weeks whose same weekday counts as usual. */
export const USUAL_WEEKS = 8;
/** Share of the organization's spend that a scope without a baseline must have. */
export const SHARE_WITHOUT_BASELINE = 0.1;

/** Bounds of both rules, at one sensitivity. */
export interface Thresholds {
  /** Times the usual hour. */
  readonly runawayFactor: number;
  /** Least amount an hour. */
  readonly leastAnHour: number;
  /** Times the usual day. */
  readonly dayFactor: number;
  /** Least excess of a day. */
  readonly leastADay: number;
  /** Standard deviations by which minutes may exceed what those before let expect, by chance. */
  readonly surprises: number;
  /** How many times likelier than usual days a change has to be. */
  readonly dayEvidence: number;
}

const BY_SENSITIVITY: Readonly<Record<Sensitivity, Omit<Thresholds, 'leastAnHour' | 'leastADay'>>> = {
  low: { runawayFactor: 5, dayFactor: 2, surprises: 4.8, dayEvidence: 3500 },
  medium: { runawayFactor: 3, dayFactor: 1.5, surprises: 3.9, dayEvidence: 350 },
  high: { runawayFactor: 2, dayFactor: 1.3, surprises: 2.8, dayEvidence: 40 },
};
/** A day's least excess, in hours at the least amount. */
const HOURS_A_DAY = 2;

/** `minimumUsd` (dollars) is the least amount an hour, and half the least excess of a day. */
export function thresholdsOf(sensitivity: Sensitivity, minimumUsd: number): Thresholds {
  const leastAnHour = minimumUsd * Number(DOLLAR);
  return { ...BY_SENSITIVITY[sensitivity], leastAnHour, leastADay: HOURS_A_DAY * leastAnHour };
}
