import type { BudgetPeriod } from './budget.ts';
import type { Value } from './explorer.ts';
import type { Money } from './money.ts';
import type { Scope, ScopeDimension } from './scope.ts';

/** What *Edit Budgets* offers. */
export interface BudgetChoices {
  /** Name of the organization. */
  readonly organization: string;
  /** Its id where this machine knows several, so that a new budget says which one it is for; null otherwise. */
  readonly organizationId: string | null;
  /** The dearest first; those that have not been used last. */
  readonly values: Readonly<Record<ScopeDimension, readonly Value[]>>;
}

/** A limit of the Console as the amount of a new budget. */
export interface OfferedLimit {
  readonly scope: Scope;
  /** Name of the workspace; `''` for the organization. */
  readonly scopeName: string;
  readonly period: BudgetPeriod;
  /** Millionths of a cent. */
  readonly amount: Money;
  /** Anthropic's own limit of the organization's usage tier. */
  readonly isOfTier: boolean;
}
