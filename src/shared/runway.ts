import type { Cost } from './cost.ts';
import type { Passing } from './forecast.ts';
import type { Money } from './money.ts';

/** A prepaid balance as the user typed it, or a top-up. */
export interface BalanceEntry {
  readonly kind: 'balance' | 'topUp';
  /** Millionths of a cent; not negative. */
  readonly amount: Money;
  /** Instant of which it is, ms. */
  readonly at: number;
}

/** What is left of a prepaid balance, and until when it lasts. */
export interface Runway {
  /** Balance and top-ups less the spend since; the basis is that of the spend. Null while days since are missing. */
  readonly left: Cost | null;
  /** Instant of the balance that the user typed last, ms. */
  readonly asOf: number;
  /** The spend since is counted from the beginning of its hour, as its minutes are not known. */
  readonly isByHour: boolean;
  /** Day on which it is used up; its `on` is null where it lasts longer than a year. Null where there is no forecast. */
  readonly lasts: Passing | null;
}

/** What *Set Prepaid Balance* goes on from. */
export interface BalanceState {
  /** Null where no balance is set. */
  readonly runway: Runway | null;
  /** Start of the oldest UTC day that a balance can be of, ms. */
  readonly oldest: number;
}

/** A balance, or a top-up, that has been taken over. */
export interface BalanceSet {
  readonly runway: Runway;
  /** Ours less the typed balance at its moment; null where there was no other, or it was not known. */
  readonly drift: Money | null;
}
