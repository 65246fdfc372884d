/**
 * Cost that has no usage, such as code execution and session usage of managed agents: unknown until it is billed. Where
 * it has been a part of bills lately it is estimated, as lines of its own.
 */
import { medianAmount } from '../shared/median.ts';
import { apportion, type Money } from '../shared/money.ts';
import { DAY, HOUR, startOfUtcDay } from '../time/utc.ts';
import type { DayByKind, UnallocatedCost } from './bill.ts';
import type { DayUsage } from './day/dayUsage.ts';
import { ITEMS, TOKEN_ITEMS } from './kind.ts';

/** Number of the newest final days that show what is usual. */
export const USUAL_DAYS = 14;
/** It is estimated where it has been more than this part of their sum. */
const NOTABLE_PERCENT = 1n;
const HOURS = DAY / HOUR;

/** Cost without usage of a final day, beside that of its usage. */
export interface UnallocatedOfDay {
  readonly unallocated: readonly UnallocatedCost[];
  /** Billed for tokens and searches. */
  readonly ofUsage: Money;
  readonly tokensByHour: readonly bigint[];
}

/** Sets cost without usage beside the usage of a day. */
export function unallocatedOfDay(
  { start, unallocated, kinds }: DayByKind,
  { slots, firsts, cellSlots, counts }: DayUsage,
): UnallocatedOfDay {
  let ofUsage = 0n;
  for (const { billed } of kinds.values()) ofUsage += billed ?? 0n;
  const tokens = new Array<number>(HOURS).fill(0);
  for (let row = 0; row + 1 < firsts.length; row++) {
    if (row % ITEMS.length >= TOKEN_ITEMS.length) continue;
    for (let cell = firsts[row] ?? 0; cell < (firsts[row + 1] ?? 0); cell++) {
      const hour = Math.floor(((slots[cellSlots[cell] ?? 0] ?? start) - start) / HOUR);
      tokens[hour] = (tokens[hour] ?? 0) + (counts[cell] ?? 0);
    }
  }
  return { unallocated, ofUsage, tokensByHour: tokens.map(BigInt) };
}

/** A day's amount that comes over its hours as tokens usually do. Any cut of it adds up to it exactly. */
export class Spread {
  readonly start: number;
  /** End of what has come, ms. */
  readonly until: number;
  readonly #daily: Money;
  /** Weights before each hour, and of them all. */
  readonly #before: readonly bigint[];

  constructor(daily: Money, start: number, until: number, before: readonly bigint[]) {
    this.#daily = daily;
    this.start = start;
    this.until = Math.max(start, Math.min(until, start + DAY));
    this.#before = before;
  }

  get amount(): Money {
    return this.between(this.start, this.until);
  }

  between(from: number, to: number): Money {
    return this.#upTo(Math.min(to, this.until)) - this.#upTo(Math.min(from, this.until));
  }

  /** Its hours as far as they have come, cut at instants (ms) inside them too. */
  slots(cuts: readonly number[] = []): { readonly start: number; readonly amount: Money }[] {
    const hours = Array.from({ length: HOURS }, (_, hour) => this.start + hour * HOUR);
    const starts = [...new Set([...hours, ...cuts])].filter((at) => at >= this.start && at < this.until);
    starts.sort((a, b) => a - b);
    return starts.map((start, index) => ({ start, amount: this.between(start, starts[index + 1] ?? this.until) }));
  }

  #upTo(at: number): Money {
    const since = Math.max(0, Math.min(Math.floor(at) - this.start, DAY));
    const hour = Math.min(Math.floor(since / HOUR), HOURS - 1);
    const [before, after] = [this.#before[hour] ?? 0n, this.#before[hour + 1] ?? 0n];
    const weight = before * BigInt(HOUR) + (after - before) * BigInt(since - hour * HOUR);
    return (this.#daily * weight) / ((this.#before[HOURS] ?? 1n) * BigInt(HOUR));
  }
}

/** An estimated line, as far as its day has come. */
export interface SpreadLine extends UnallocatedCost {
  readonly spread: Spread;
}

/** Cost without usage by the newest bills: how much a day, of what, where, and at which hours. */
export class UnallocatedEstimates {
  /** Usual amounts of a full day; none where it has not been a notable part of bills. */
  readonly daily: readonly UnallocatedCost[];
  readonly #before: readonly bigint[];

  /** Final days, newest first. */
  constructor(days: readonly UnallocatedOfDay[]) {
    const lately = days.slice(0, USUAL_DAYS);
    this.daily = isNotable(lately) ? usualLines(lately) : [];
    this.#before = cumulated(lately);
  }

  /** The lines of a UTC day up to an instant, ms. */
  linesOf(start: number, until: number): SpreadLine[] {
    return this.daily.map((line) => {
      const spread = new Spread(line.amount, start, until, this.#before);
      return { ...line, amount: spread.amount, spread };
    });
  }

  /** Usual amount of one of the daily lines between two instants, ms. */
  between(line: UnallocatedCost, from: number, to: number): Money {
    let sum = 0n;
    for (let start = startOfUtcDay(from); start < to; start += DAY) {
      sum += this.spread(line.amount, start).between(from, to);
    }
    return sum;
  }

  /** A full day's amount over the hours that it would have been estimated at. */
  spread(amount: Money, start: number): Spread {
    return new Spread(amount, start, start + DAY, this.#before);
  }
}

/** Charges alone: a credit is no cost to expect again. */
export function chargesOf<Line extends UnallocatedCost>(unallocated: readonly Line[]): Line[] {
  const sums = new Map<string, Money>();
  for (const line of unallocated) sums.set(nameOf(line), (sums.get(nameOf(line)) ?? 0n) + line.amount);
  return unallocated.filter((line) => (sums.get(nameOf(line)) ?? 0n) > 0n);
}

/** Name by which lines of different days and workspaces are the same cost. */
export function nameOf({
  costType,
  description,
  model,
}: Pick<UnallocatedCost, 'costType' | 'description' | 'model'>): string {
  return [costType, costType === '' ? description : '', model].join('\u0000');
}

/** Beginning of every `unallocatedKey`: no workspace has such an id. */
export const UNALLOCATED = 'unmetered\u0000';

/** Identity of a line in an estimate that is kept by kind, beside `kindKey`. */
export function unallocatedKey(line: Omit<UnallocatedCost, 'amount'>): string {
  return `${UNALLOCATED}${line.workspaceId}\u0000${nameOf(line)}`;
}

/** True for what `unallocatedKey` gives. */
export function isUnallocatedKey(key: string): boolean {
  return key.startsWith(UNALLOCATED);
}

function isNotable(days: readonly UnallocatedOfDay[]): boolean {
  let [without, all] = [0n, 0n];
  for (const { unallocated, ofUsage } of days) {
    const charged = chargesOf(unallocated).reduce((sum, { amount }) => sum + amount, 0n);
    without += charged;
    all += charged + ofUsage;
  }
  return without * 100n > all * NOTABLE_PERCENT;
}

/** The median day of each cost, apportioned to the workspaces as the sum of the days is. */
function usualLines(days: readonly UnallocatedOfDay[]): UnallocatedCost[] {
  const lines = chargesOf(days.flatMap(({ unallocated }) => unallocated));
  return [...Map.groupBy(lines, nameOf)].flatMap(([name, all]) => {
    const amounts = days.map(({ unallocated }) =>
      unallocated.reduce((sum, line) => (nameOf(line) === name ? sum + line.amount : sum), 0n),
    );
    const usual = medianAmount(amounts);
    const byWorkspace = Map.groupBy(all, ({ workspaceId }) => workspaceId);
    const places = [...byWorkspace.keys()].sort();
    const sums = places.map((id) => (byWorkspace.get(id) ?? []).reduce((sum, { amount }) => sum + amount, 0n));
    const shares = apportion(
      usual,
      sums.map((sum) => (sum > 0n ? sum : 0n)),
    );
    return places.flatMap((workspaceId, index) => {
      const [amount, line] = [shares[index] ?? 0n, byWorkspace.get(workspaceId)?.[0]];
      return line && amount > 0n ? [{ ...line, amount }] : [];
    });
  });
}

/** Tokens before each hour of the days, and of all hours; by the time alone where there are none. */
function cumulated(days: readonly UnallocatedOfDay[]): bigint[] {
  const before = [0n];
  for (let hour = 0; hour < HOURS; hour++) {
    const ofHour = days.reduce((sum, { tokensByHour }) => sum + (tokensByHour[hour] ?? 0n), 0n);
    before.push((before.at(-1) ?? 0n) + ofHour);
  }
  return before[HOURS] === 0n ? before.map((_, hour) => BigInt(hour)) : before;
}
