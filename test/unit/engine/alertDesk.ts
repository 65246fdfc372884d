import { Alerts } from '../../../src/engine/alerts.ts';
import type { BudgetAlerts } from '../../../src/engine/budgetAlerts.ts';
import type { OrganizationLedger } from '../../../src/ledger/ledger.ts';
import type { AlertNotice } from '../../../src/shared/alert.ts';
import type { Budget, BudgetState } from '../../../src/shared/budget.ts';
import { periodAt } from '../../../src/shared/budgetPeriod.ts';
import { hasReached } from '../../../src/shared/budgetText.ts';
import type { Cost } from '../../../src/shared/cost.ts';
import type { Forecast, Passing } from '../../../src/shared/forecast.ts';
import type { Scope } from '../../../src/shared/scope.ts';
import type { Clock, Span } from '../../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { newsTo } from '../../support/news.ts';
import { ACME, Shelf } from '../ledger/kit.ts';
import { budgetState } from '../shared/budgetState.ts';

export const NOON = Date.UTC(2026, 10, 10, 12);
export const { budget: BUDGET } = budgetState();
const KEY_ACCOUNT = {
  type: 'key',
  baseUrl: { origin: 'https://api.example.com', prefix: '' },
  key: 'made-up',
  organization: null,
  preferHost: false,
} as const;

/** Windows of one user on one ledger, and the figures that all of them have. */
export class Desk implements Disposable {
  readonly #shelf = new Shelf();
  now = NOON;
  budgets: readonly Budget[] = [BUDGET];
  forecast: Forecast | null = null;
  passing: Passing | null = null;
  /** Spend of each period by its start, in percent of the amount. */
  readonly used = new Map<number, number | null>();
  /** Alerts as users saw them. */
  readonly seen: AlertNotice[] = [];
  /** Claims of windows that died before they were kept as shown. */
  readonly lost: string[] = [];

  open(isSample = false, clock: Clock = { now: () => this.now }): Window {
    return new Window(this, this.#shelf.open(this.now).organization(ACME), isSample, clock);
  }

  use(percent: number | null): void {
    this.used.set(periodAt(BUDGET.period, this.now).start, percent);
  }

  /** Of a whole period. */
  costOf(span: Span): Cost | null {
    const [budget = BUDGET] = this.budgets;
    const percent = this.used.get(span.start);
    if (typeof percent !== 'number' || periodAt(budget.period, span.start).end !== span.end) return null;
    return { amount: (budget.amount * BigInt(percent)) / 100n, basis: 'mixed', unpricedTokens: 0 };
  }

  states(): BudgetState[] {
    return this.budgets.map((budget) => {
      const span = periodAt(budget.period, this.now);
      const spent = this.costOf(span);
      const passed = spent ? budget.thresholds.filter((each) => hasReached(spent.amount, budget.amount, each)) : [];
      return {
        ...budgetState({ budget }),
        ...span,
        budget,
        spent,
        passed,
        forecast: this.forecast,
        passing: this.passing,
      };
    });
  }

  /** What users saw, by the period's first day and what was crossed. */
  told(): string[] {
    return this.seen.map(({ id }) => {
      const [, , , day, crossed] = JSON.parse(id) as unknown[];
      return `${day} ${crossed}`;
    });
  }

  [Symbol.dispose](): void {
    this.#shelf[Symbol.dispose]();
  }
}

export class Window {
  readonly #desk: Desk;
  readonly ledger: OrganizationLedger;
  readonly alerts: Alerts;
  readonly budgets: BudgetAlerts;
  isHistoryHeld = true;
  areSumsCurrent = true;
  /** It dies after its next notification, or before. */
  fate: 'lives' | 'dies before' | 'dies after' = 'lives';

  constructor(desk: Desk, ledger: OrganizationLedger, isSample: boolean, clock: Clock) {
    this.#desk = desk;
    this.ledger = ledger;
    const areCurrent = () => this.areSumsCurrent;
    const figures = {
      budgetCause: () => ({ sentence: 'Top API key: ci-bot, $700.', by: 'apiKey' as const }),
      scopes: {
        cost: (_: Scope, span: Span) => desk.costOf(span),
        hours: () => null,
        get isCurrent() {
          return areCurrent();
        },
      },
    };
    const sync = { isHistoryHeld: true, fetchedElsewhere: () => (this.isHistoryHeld ? null : 0.5) };
    const account = isSample ? ENGINE_CONFIG.account : KEY_ACCOUNT;
    this.alerts = new Alerts({
      clock,
      session: () => ({ ...ledger, figures, sync }),
      config: { ...ENGINE_CONFIG, account },
      unkept: () => '',
      markExpected: () => {},
      forgetLater: () => {},
      send: newsTo((message) => message.call === 'alert' && this.#show(message.params)),
    });
    this.budgets = this.alerts.budgets;
  }

  look(): void {
    this.budgets.look(this.#desk.states());
  }

  #show(notice: AlertNotice): void {
    if (this.fate !== 'dies before') this.#desk.seen.push(notice);
    if (this.fate === 'lives') this.alerts.shown(notice.id);
    else this.#desk.lost.push(notice.id);
  }
}
