import type { Basis } from '../../../src/shared/basis.ts';
import type { Budget, BudgetState } from '../../../src/shared/budget.ts';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';
import { ORGANIZATION, type Scope } from '../../../src/shared/scope.ts';

export interface MadeUpBudget extends Partial<Omit<BudgetState, 'budget' | 'spent'>> {
  readonly name?: string;
  readonly budget?: Partial<Budget>;
  /** Millionths of a cent. */
  readonly amount?: bigint;
  readonly cents?: number | bigint | null;
  readonly basis?: Basis;
}

export const PRODUCTION: Scope = { dimension: 'workspace', id: 'wrkspc_production' };

/** A budget in its period, of 2,000 dollars in November 2026 unless told; `cents` were spent. */
export function budgetState(own: MadeUpBudget = {}): BudgetState {
  const { name = 'Team', amount = 2000n * DOLLAR, cents = 81_234, basis = 'mixed', budget, ...state } = own;
  return {
    budget: {
      name,
      amount,
      period: 'month',
      scope: null,
      thresholds: [50, 80, 100],
      forecast: true,
      organization: null,
      ...budget,
    },
    scope: ORGANIZATION,
    scopeName: '',
    start: Date.UTC(2026, 10, 1),
    end: Date.UTC(2026, 11, 1),
    spent: cents === null ? null : { amount: BigInt(cents) * CENT, basis, unpricedTokens: 0 },
    forecast: null,
    passing: null,
    passed: [],
    ...state,
  };
}
