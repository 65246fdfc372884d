import { DAY, utcDay, utcDayStart } from '../time/utc.ts';

/**
 * Events of the sample organization and their days. Everything recurs on a fixed grid of UTC days instead of following
 * the clock: there is always something recent to see, and a day that was read once says the same when read again.
 */

/** Whole UTC days since 1970. */
export function dayNumber(instant: number): number {
  return Math.floor(instant / DAY);
}

/** `YYYY-MM-DD` of a day number. */
export function dayKey(day: number): string {
  return utcDay(day * DAY);
}

export function isWeekend(day: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7;
  return weekday === 0 || weekday === 6;
}

interface Turn {
  /** Counts the turns of a grid; may be negative. */
  readonly number: number;
  /** Days since the turn began. */
  readonly age: number;
}

function turn(day: number, start: string, length: number): Turn {
  const since = day - dayNumber(utcDayStart(start));
  const number = Math.floor(since / length);
  return { number, age: since - number * length };
}

function pick<T>(from: readonly [T, ...T[]], number: number): T {
  const index = ((number % from.length) + from.length) % from.length;
  return from[index] ?? from[0];
}

/** Per cent off the list price: negotiated anew every eight weeks, and better for the dear models. */
export function discountPercent(day: number, model: string): bigint {
  const agreed = pick([9n, 12n, 8n, 11n], turn(day, '2026-10-13', 56).number);
  return model.includes('opus') ? agreed + 2n : agreed;
}

/** Every second Wednesday somebody starts an evaluation by hand in the morning. */
export function isSurge(day: number, hour: number): boolean {
  return turn(day, '2026-11-18', 14).age === 0 && (hour === 9 || hour === 10);
}

interface Candidate {
  readonly model: string;
  /** On a weekday: as many as its price allows. */
  readonly requests: number;
}

const CANDIDATES: readonly [Candidate, ...Candidate[]] = [
  { model: 'claude-haiku-5-5', requests: 38_000 },
  { model: 'claude-fable-5-1', requests: 400 },
  { model: 'claude-opus-4-8', requests: 800 },
  { model: 'claude-sonnet-4-6', requests: 1_400 },
  { model: 'claude-sonnet-5', requests: 2_000 },
];

/** The model that Research tries out: another one every four weeks. */
export function candidateOn(day: number): Candidate {
  return pick(CANDIDATES, turn(day, '2026-11-16', 28).number);
}

const FIRST_PILOT = 7;

/** Number of the pilot project that runs that day. Each lasts twelve weeks and has a workspace, archived when it ends. */
export function pilotOn(day: number): number {
  return FIRST_PILOT + turn(day, '2026-10-19', 84).number;
}

/** Which of four keys has its busy week that day, from a Tuesday to the Monday after: 0 to 3. */
export function busyWeekOn(day: number): 0 | 1 | 2 | 3 {
  return pick([0, 1, 2, 3], turn(day, '2026-11-24', 7).number);
}
