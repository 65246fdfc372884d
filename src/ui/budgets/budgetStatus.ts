import type { Budget, BudgetPeriod, BudgetState } from '../../shared/budget.ts';
import { isUnknown } from '../../shared/cost.ts';
import { exactDollars } from '../../shared/exactDollars.ts';
import type { Money } from '../../shared/money.ts';
import { inRunningPeriods } from '../../shared/panelAsOf.ts';
import type { ScopeDimension } from '../../shared/scope.ts';
import type { SpendState } from '../../shared/summary.ts';
import { SECOND, utcDay } from '../../time/utc.ts';

/** A budget's state for scripts. Dollars are numbers; days are UTC days, `YYYY-MM-DD`. */
export interface BudgetStatus {
  readonly name: string;
  /** As in the setting; null for the organization. */
  readonly scope: { readonly [Dimension in ScopeDimension]?: string } | null;
  readonly period: BudgetPeriod;
  readonly periodStart: string;
  readonly amountUsd: number;
  /** Null while days of the period are missing, and where none of its tokens has a price. */
  readonly spentUsd: number | null;
  readonly forecastUsd: number | null;
  /** Null where no range is claimed. */
  readonly low: number | null;
  readonly high: number | null;
  /** Percents passed in this period. */
  readonly passed: readonly number[];
  /** Null where it holds, or is passed. */
  readonly passesOn: string | null;
}

/** A command waits for the first figures no longer than this, ms. */
const PATIENCE = 10 * SECOND;

/** Answers scripts with the budgets' states: those of the last figures. */
export class BudgetStatusCommand {
  readonly #now: () => number;
  #state: SpendState | null = null;
  readonly #waiting = new Set<() => void>();

  /** `now` is the time by the API's clock, ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  show(state: SpendState): void {
    this.#state = state;
    if (!isKnown(state)) return;
    for (const goOn of this.#waiting) goOn();
    this.#waiting.clear();
  }

  /** States of all budgets that can be read, as JSON text for `text`; none without an account. */
  async run(form: unknown): Promise<readonly BudgetStatus[] | string> {
    if (!isKnown(this.#state)) await this.#untilKnown();
    const state = this.#state;
    const summary = state?.status === 'ready' ? inRunningPeriods(state.summary, this.#now()) : null;
    const statuses = summary?.budgets?.map(statusOf) ?? [];
    return form === 'text' ? JSON.stringify(statuses) : statuses;
  }

  #untilKnown(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      this.#waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** True where budgets are known, or will not be before something else happens. */
function isKnown(state: SpendState | null): boolean {
  if (state === null || state.status === 'starting') return false;
  return state.status !== 'ready' || state.summary.budgets !== undefined;
}

function statusOf({ budget, start, spent, forecast, passing, passed }: BudgetState): BudgetStatus {
  // Once passed, also where a correction took the spend below the amount since.
  const isPassed = passed.some((percent) => percent >= 100);
  return {
    name: budget.name,
    scope: scopeOf(budget),
    period: budget.period,
    periodStart: utcDay(start),
    amountUsd: dollars(budget.amount),
    spentUsd: spent === null || isUnknown(spent) ? null : dollars(spent.amount),
    forecastUsd: forecast && dollars(forecast.middle),
    low: forecast?.range ? dollars(forecast.range.low) : null,
    high: forecast?.range ? dollars(forecast.range.high) : null,
    passed,
    passesOn: isPassed || passing === null || passing.on === null ? null : utcDay(passing.on),
  };
}

function scopeOf({ scope }: Budget): BudgetStatus['scope'] {
  return scope && { [scope.dimension]: scope.value };
}

/** The double nearest to an amount: it is for scripts, and not added up here. */
function dollars(amount: Money): number {
  return Number(exactDollars(amount));
}
