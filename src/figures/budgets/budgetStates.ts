import type { Budget, BudgetState } from '../../shared/budget.ts';
import { periodAt } from '../../shared/budgetPeriod.ts';
import { hasReached } from '../../shared/budgetText.ts';
import { type Cost, isUnknown } from '../../shared/cost.ts';
import type { Forecast } from '../../shared/forecast.ts';
import type { Money } from '../../shared/money.ts';
import type { BadEntry } from '../../shared/namedEntry.ts';
import { plainText } from '../../shared/plainText.ts';
import type { Scope } from '../../shared/scope.ts';
import type { Span } from '../../time/utc.ts';
import type { Forecaster } from '../forecast/forecaster.ts';
import type { ScopeDirectory } from './scopeDirectory.ts';

/** Spend by scope, as budgets ask for it. */
export interface BudgetSums {
  /** End of the data, ms. */
  readonly dataTo: number;
  cost(scope: Scope, span: Span): Cost | null;
  forecaster(scope: Scope): Pick<Forecaster, 'total' | 'passing'>;
}

export interface BudgetInput {
  readonly sums: BudgetSums;
  readonly directory: ScopeDirectory;
  readonly organizationId: string;
  /** False while values are not known that will be: then a scope that is not found is no mistake yet. */
  readonly areScopesKnown: boolean;
  /** ms */
  readonly now: number;
  /** Thresholds that were passed before, in the period that begins at an instant (ms). */
  readonly recorded: (budget: Budget, periodStart: number) => readonly number[];
}

export interface BudgetStates {
  readonly states: readonly BudgetState[];
  readonly bad: readonly BadEntry[];
}

/** What has become of budgets in their running periods; those of other organizations are left out. */
export function budgetStates(budgets: readonly Budget[], input: BudgetInput): BudgetStates {
  const states: BudgetState[] = [];
  const bad: BadEntry[] = [];
  for (const budget of budgets) {
    if (budget.organization !== null && budget.organization !== input.organizationId) continue;
    const resolved = input.directory.resolve(budget.scope);
    if ('scope' in resolved) {
      states.push(stateOf(budget, resolved.scope, resolved.scopeName, input));
    } else if (input.areScopesKnown || !resolved.isUnknown) {
      bad.push({ name: budget.name, message: `Budget “${plainText(budget.name)}”: ${resolved.reason}.` });
    }
  }
  return { states, bad };
}

function stateOf(budget: Budget, scope: Scope, scopeName: string, input: BudgetInput): BudgetState {
  const { sums, now, recorded } = input;
  const { amount, thresholds, period } = budget;
  const { start, end } = periodAt(period, now);
  const spent = spentIn(sums, scope, { start, end });
  const forecast = spent && forecastOf(sums, scope, { start, end }, spent);
  const isOpen = spent !== null && forecast !== null && spent.amount < amount;
  const before = new Set(recorded(budget, start));
  return {
    budget,
    scope,
    scopeName,
    start,
    end,
    spent,
    forecast,
    passing: isOpen ? sums.forecaster(scope).passing({ start, end }, Number(amount)) : null,
    passed: thresholds.filter(
      (percent) => before.has(percent) || (spent !== null && hasReached(spent.amount, amount, percent)),
    ),
  };
}

/** Spend of a period so far; null while the API has shown nothing of it, which is not zero. */
export function spentIn(sums: BudgetSums, scope: Scope, span: Span): Cost | null {
  return sums.dataTo > span.start ? sums.cost(scope, span) : null;
}

/** Total that a period is expected to come to: never less than what was spent. Null where all of that has no price. */
export function forecastOf(sums: BudgetSums, scope: Scope, span: Span, spent: Cost): Forecast | null {
  if (isUnknown(spent)) return null;
  const total = sums.forecaster(scope).total(span);
  if (total === null || !Number.isFinite(total.middle)) return null;
  const atLeast = (amount: number): Money => {
    const rounded = BigInt(Math.round(amount));
    return rounded > spent.amount ? rounded : spent.amount;
  };
  const { middle, range } = total;
  const isRange = range !== null && Number.isFinite(range.low) && Number.isFinite(range.high);
  return { middle: atLeast(middle), range: isRange ? { low: atLeast(range.low), high: atLeast(range.high) } : null };
}
