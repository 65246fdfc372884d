import {
  type BudgetInput,
  type BudgetSums,
  budgetStates,
  forecastOf,
  spentIn,
} from '../../figures/budgets/budgetStates.ts';
import type { ParsedBudgets } from '../../figures/budgets/parseBudgets.ts';
import { ScopeDirectory } from '../../figures/budgets/scopeDirectory.ts';
import { forecastAccuracy, KEPT_DAYS } from '../../figures/forecast/forecastAccuracy.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { Budget, BudgetPeriod } from '../../shared/budget.ts';
import { periodAt } from '../../shared/budgetPeriod.ts';
import type { Forecast } from '../../shared/forecast.ts';
import type { ForecastAccuracy } from '../../shared/forecastAccuracy.ts';
import { ORGANIZATION, type Scope, type ScopeDimension } from '../../shared/scope.ts';
import type { Summary } from '../../shared/summary.ts';
import { DAY, startOfUtcDay, startOfUtcMonth } from '../../time/utc.ts';

export interface BudgetQueriesOptions {
  readonly ledger: Pick<OrganizationLedger, 'names' | 'syncState' | 'keptForecasts'>;
  readonly scopes: BudgetSums & { readonly isReady: boolean; scopes(dimension: ScopeDimension): Scope[] };
  readonly organizationId: string;
  readonly budgets: ParsedBudgets;
  /** Budgets that the sample has instead of those that were set; null for an account. */
  readonly sample: readonly Budget[] | null;
  /** Thresholds that were passed before: see `BudgetInput`. */
  readonly recorded: BudgetInput['recorded'];
}

/** Budgets and forecasts of one organization. The scopes have been refreshed. */
export class BudgetQueries {
  readonly #options: BudgetQueriesOptions;
  #budgets: ParsedBudgets;
  #hasSeenScopes = false;

  constructor(options: BudgetQueriesOptions) {
    this.#options = options;
    this.#budgets = options.budgets;
  }

  /** Takes over what has been set. The sample does not. */
  set(budgets: ParsedBudgets): void {
    this.#budgets = budgets;
  }

  /** Fields of the summary; none before sums by scope are known. */
  figures(now: number): Pick<Summary, 'budgets' | 'badBudgets' | 'forecasts' | 'forecastAccuracy'> {
    const { scopes, organizationId, recorded, sample } = this.#options;
    if (!scopes.isReady) return {};
    const { budgets, bad } = sample ? { budgets: sample, bad: [] } : this.#budgets;
    const directory = this.directory();
    const areScopesKnown = this.areScopesKnown(now);
    const { states, bad: unfound } = budgetStates(budgets, {
      sums: scopes,
      directory,
      organizationId,
      areScopesKnown,
      now,
      recorded,
    });
    const [day, week, month] = (['day', 'week', 'month'] as const).map((period) => this.#forecast(period, now));
    const forecasts = { day: day ?? null, week: week ?? null, month: month ?? null };
    if (forecasts.month) this.#keep(forecasts.month, now);
    const badBudgets = [...bad, ...unfound];
    return { budgets: states, badBudgets, forecasts, forecastAccuracy: this.#accuracy(now) };
  }

  /** Keeps the first forecast of some of the month's days, made of data of the day itself: so we measure ourselves. */
  #keep(forecast: Forecast, now: number): void {
    const { keptForecasts, syncState } = this.#options.ledger;
    const monthStart = startOfUtcMonth(now);
    const day = (startOfUtcDay(now) - monthStart) / DAY + 1;
    if (!KEPT_DAYS.includes(day) || syncState.get('checkedAt') < startOfUtcDay(now)) return;
    const isKept = keptForecasts.all().some((kept) => kept.monthStart === monthStart && kept.day === day);
    if (!isKept) keptForecasts.save({ ...forecast, monthStart, day }, now);
  }

  #accuracy(now: number): ForecastAccuracy[] {
    const { ledger, scopes } = this.#options;
    return forecastAccuracy(ledger.keptForecasts.all(), (monthStart) => {
      const month = periodAt('month', monthStart);
      const cost = month.end <= now ? scopes.cost(ORGANIZATION, month) : null;
      return cost?.basis === 'billed' ? cost.amount : null;
    });
  }

  #forecast(period: BudgetPeriod, now: number): Forecast | null {
    const { scopes } = this.#options;
    const span = periodAt(period, now);
    const spent = spentIn(scopes, ORGANIZATION, span);
    return spent && forecastOf(scopes, ORGANIZATION, span, spent);
  }

  /** Values that settings name, as the ledger knows them now. */
  directory(): ScopeDirectory {
    const { ledger, scopes } = this.#options;
    return new ScopeDirectory({
      names: () => ledger.names.all(),
      defaultWorkspaceId: () => ledger.names.defaultWorkspaceId(),
      used: (dimension) => scopes.scopes(dimension).map(({ id }) => id),
    });
  }

  /** True once names have been read, and a full day of usage, which shows what models there are. */
  areScopesKnown(now: number): boolean {
    const { ledger, scopes } = this.#options;
    const today = startOfUtcDay(now);
    this.#hasSeenScopes ||=
      ledger.syncState.get('namesReadAt') > 0 && scopes.cost(ORGANIZATION, { start: today - DAY, end: today }) !== null;
    return this.#hasSeenScopes;
  }
}
