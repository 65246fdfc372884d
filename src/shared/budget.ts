/** Budgets as the setting has them, and what has become of them. Periods are of UTC: as bills are. */
import type { Cost } from './cost.ts';
import type { Forecast, Passing } from './forecast.ts';
import type { Money } from './money.ts';
import type { Scope, ScopeDimension } from './scope.ts';

export const BUDGET_PERIODS = ['day', 'week', 'month'] as const;
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

/** A budget of `claudeUsage.budgets` that could be read. */
export interface Budget {
  /** No two have the same. */
  readonly name: string;
  /** Millionths of a cent, more than 0. */
  readonly amount: Money;
  readonly period: BudgetPeriod;
  /** Value as set: an id, or a name; `default` is the default workspace, `none` usage without a key. Null for the organization. */
  readonly scope: { readonly dimension: ScopeDimension; readonly value: string } | null;
  /** Percents of the amount, each once, ascending. */
  readonly thresholds: readonly number[];
  /** A forecast that crosses the amount counts. */
  readonly forecast: boolean;
  /** Id of the organization that it is for; null for any. */
  readonly organization: string | null;
}

/** A budget in its running period. */
export interface BudgetState {
  readonly budget: Budget;
  readonly scope: Scope;
  /** Name of the scope's value; `''` for the organization. */
  readonly scopeName: string;
  /** The period, ms; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Null while days of the period are missing. */
  readonly spent: Cost | null;
  /** Also where the forecast does not count; null where there is nothing to forecast from. */
  readonly forecast: Forecast | null;
  /** Null once it is passed, and where there is no forecast. */
  readonly passing: Passing | null;
  /** Thresholds passed in this period, ascending; also those that a correction took it below since. */
  readonly passed: readonly number[];
}
