/** What a budget has crossed, and what became of that. */
import type { Money } from './money.ts';

/** What is crossed: a threshold, in percent of the amount, or all of it by the forecast. */
export type Crossed = number | 'forecast';

/**
 * `silent` where it came to light together with the budget, or was of no use; `waiting` while the budget is snoozed, and
 * then `alerted`.
 */
export const OUTCOMES = ['silent', 'waiting', 'alerted'] as const;
type Outcome = (typeof OUTCOMES)[number];

export interface Crossing {
  readonly crossed: Crossed;
  readonly outcome: Outcome;
}

/** What is remembered of a budget from one look to the next. Instants in ms. */
export interface BudgetMemory {
  /** When it was new. */
  readonly begunAt: number;
  /** Crossings of the period that is looked at. */
  readonly crossings: readonly Crossing[];
  /** The forecast has been over the amount at each look since; null while it is not. */
  readonly overSince: number | null;
  readonly snoozedUntil: number;
}

/** A crossing of some period. Instants in ms. */
export interface PastCrossing {
  /** Name of the budget. */
  readonly name: string;
  readonly crossed: Crossed;
  readonly periodStart: number;
  readonly at: number;
  /** Amount of the budget at that time. */
  readonly amount: Money;
}
