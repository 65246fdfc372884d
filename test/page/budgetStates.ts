import assert from 'node:assert/strict';
import type { BudgetState } from '../../src/shared/budget.ts';
import { DOLLAR } from '../../src/shared/money.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import { DAY } from '../../src/time/utc.ts';
import { budgetState } from '../unit/shared/budgetState.ts';

type Ready = PanelView & { readonly status: 'ready' };

/** November 2026 by its days, as the pages' clock has it. */
const on = (day: number) => Date.UTC(2026, 10, day);
const PRODUCTION = { dimension: 'workspace', id: 'wrkspc_production' } as const;

/** Budgets in every state that the page shows apart. */
export const STATES: readonly BudgetState[] = [
  budgetState({
    name: 'Acme Robotics',
    amount: 25_000n * DOLLAR,
    cents: 2_288_057n,
    forecast: { middle: 23_420n * DOLLAR, range: { low: 23_120n * DOLLAR, high: 23_960n * DOLLAR } },
    passing: { on: null, range: null },
    passed: [50, 80],
  }),
  budgetState({
    name: 'Research',
    amount: 1600n * DOLLAR,
    cents: 71_042n,
    budget: { period: 'week' },
    scope: { dimension: 'workspace', id: 'wrkspc_research' },
    scopeName: 'Research',
    start: on(23),
    end: on(30),
    forecast: { middle: 1710n * DOLLAR, range: { low: 1520n * DOLLAR, high: 1905n * DOLLAR } },
    passing: { on: on(29), range: { from: on(28), to: null } },
  }),
  budgetState({
    name: 'Evaluations',
    amount: 90n * DOLLAR,
    cents: 11_310n,
    budget: { period: 'day' },
    scope: { dimension: 'apiKey', id: 'apikey_nightly' },
    scopeName: 'nightly-evals',
    start: on(22),
    end: on(23),
    forecast: { middle: 121n * DOLLAR, range: null },
    passed: [50, 80, 100],
  }),
  budgetState({ name: 'New', cents: null, scope: PRODUCTION, scopeName: 'Production' }),
];

/** As many budgets as one likes, with names as long as they come and seven figures. */
export function manyBudgets(count: number): BudgetState[] {
  return Array.from({ length: count }, (_, at) => {
    const own = STATES[at % STATES.length] ?? assert.fail();
    const { amount } = own.budget;
    return {
      ...own,
      budget: {
        ...own.budget,
        name: `${at} production gateway for the customer-facing assistant, second region, do not rotate before the audit`,
        amount: amount * 1000n,
      },
      scopeName: own.scopeName === '' ? '' : `${own.scopeName} 請求書自動処理システム（本番環境・第二リージョン）`,
      spent: own.spent && { ...own.spent, amount: own.spent.amount * 1000n, unpricedTokens: at === 1 ? 12_345_678 : 0 },
    };
  });
}

/** A view with all that there is to say of budgets. */
export function withBudgets(view: PanelView, budgets: readonly BudgetState[] = STATES): Ready {
  assert.ok(view.status === 'ready');
  const [whole] = STATES;
  const badBudgets = [{ name: 'Typo', message: 'Budget “Typo”: amountUsd must be a number of US dollars above 0.' }];
  const forecasts = { day: null, week: null, month: whole?.forecast ?? null };
  const marks = [
    { kind: 'alert', at: on(18) + DAY / 2, text: 'Acme Robotics has passed 80% of its budget' },
    { kind: 'unusual', at: on(17) + DAY / 3, text: 'Unusual spend: +$38/h by ci-bot, Opus 5.5, volume ×6' },
  ] as const;
  const notes = [{ id: 1, at: on(12), text: 'Migration of the gateway to Sonnet 5.5 <b>' }];
  const left = { amount: 3412n * DOLLAR, basis: 'mixed', unpricedTokens: 0 } as const;
  const lasts = { on: on(34), range: { from: on(32), to: on(37) } };
  const runway = { left, asOf: on(2), isByHour: false, lasts };
  return { ...view, summary: { ...view.summary, budgets, badBudgets, forecasts, runway, marks }, notes };
}
