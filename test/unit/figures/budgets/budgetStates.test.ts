import assert from 'node:assert/strict';
import { type BudgetInput, budgetStates } from '../../../../src/figures/budgets/budgetStates.ts';
import { ScopeDirectory } from '../../../../src/figures/budgets/scopeDirectory.ts';
import type { Budget } from '../../../../src/shared/budget.ts';
import type { Cost } from '../../../../src/shared/cost.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { DAY, HOUR, type Span } from '../../../../src/time/utc.ts';

/** A Thursday. */
const TODAY = Date.UTC(2026, 10, 19);
const NOW = TODAY + 14 * HOUR;
const BUDGET: Budget = {
  name: 'Team',
  amount: 2000n * DOLLAR,
  period: 'month',
  scope: null,
  thresholds: [50, 80, 100],
  forecast: true,
  organization: null,
};

function stateOf(
  own: Partial<Budget>,
  amount: bigint | null,
  input: Partial<BudgetInput> = {},
  middle = 9e11,
  unpricedTokens = 0,
) {
  const asked: Span[] = [];
  const cost: Cost | null = amount === null ? null : { amount, basis: 'mixed', unpricedTokens };
  const { states, bad } = budgetStates([{ ...BUDGET, ...own }], {
    sums: {
      dataTo: NOW,
      cost: (_, span) => {
        asked.push(span);
        return cost;
      },
      forecaster: () => ({
        total: () => ({ middle, range: { low: middle / 2, high: middle * 2 } }),
        passing: () => ({ on: TODAY + DAY, range: null }),
      }),
    },
    directory: new ScopeDirectory({
      names: () => ({ workspaces: new Map(), apiKeys: new Map([['key_1', 'CI']]) }),
      defaultWorkspaceId: () => '',
      used: () => [],
    }),
    organizationId: 'org_1',
    areScopesKnown: true,
    now: NOW,
    recorded: () => [],
    ...input,
  });
  return { state: states[0], bad, asked };
}

describe('budgetStates', () => {
  for (const [period, start, days] of [
    ['day', TODAY, 1],
    ['week', TODAY - 3 * DAY, 7],
    ['month', Date.UTC(2026, 10, 1), 30],
  ] as const) {
    it(`budgetStates sums the running UTC ${period}`, () => {
      const { state, asked } = stateOf({ period }, DOLLAR);
      assert.deepEqual([state?.start, state?.end], [start, start + days * DAY]);
      assert.deepEqual(asked[0], { start, end: start + days * DAY });
    });
  }

  it('budgetStates passes a threshold at its exact amount, and not a unit below', () => {
    const passed = (amount: bigint, thresholds = [50, 80, 100]) => stateOf({ thresholds }, amount).state?.passed;
    assert.deepEqual(passed(1600n * DOLLAR), [50, 80]);
    assert.deepEqual(passed(1600n * DOLLAR - 1n), [50]);
    assert.deepEqual(passed(2000n * DOLLAR - 1n), [50, 80]);
    assert.deepEqual(passed(2000n * DOLLAR), [50, 80, 100]);
    assert.deepEqual(passed(666n * DOLLAR, [33.3]), [33.3]);
    assert.deepEqual(passed(666n * DOLLAR - 1n, [33.3]), []);
  });

  it('budgetStates keeps a threshold passed that a correction has taken the spend below', () => {
    const recorded = () => [80, 90];
    assert.deepEqual(stateOf({}, 10n * DOLLAR, { recorded }).state?.passed, [80]);
    assert.deepEqual(stateOf({}, null, { recorded }).state?.passed, [80]);
  });

  it('budgetStates knows nothing of a period of which nothing has been shown', () => {
    const { state } = stateOf({ period: 'day' }, 0n, {
      sums: { dataTo: TODAY, cost: () => assert.fail('asked'), forecaster: () => assert.fail('asked') },
    });
    assert.deepEqual([state?.spent, state?.forecast, state?.passing, state?.passed], [null, null, null, []]);
  });

  it('budgetStates expects no less than what was spent, and no passing of what is passed', () => {
    const { state } = stateOf({}, 3000n * DOLLAR, {}, 1e11);
    assert.deepEqual(state?.forecast, {
      middle: 3000n * DOLLAR,
      range: { low: 3000n * DOLLAR, high: 3000n * DOLLAR },
    });
    assert.equal(state?.passing, null);
    assert.deepEqual(stateOf({ forecast: false }, DOLLAR).state?.passing, { on: TODAY + DAY, range: null });
  });

  it('budgetStates has no forecast where there is nothing to forecast from', () => {
    const { state } = stateOf({}, DOLLAR, {}, Number.NaN);
    assert.deepEqual([state?.forecast, state?.passing], [null, null]);
  });

  it('budgetStates neither forecasts nor holds by tokens without a price alone', () => {
    const { state } = stateOf({}, 0n, {}, 0, 1000);
    assert.deepEqual([state?.forecast, state?.passing, state?.spent?.unpricedTokens], [null, null, 1000]);
    assert.notEqual(stateOf({}, DOLLAR, {}, 9e11, 1000).state?.forecast, null);
  });

  it('budgetStates leaves out budgets of other organizations, and takes those of this one', () => {
    const { state, bad } = stateOf({ organization: 'org_2' }, DOLLAR);
    assert.deepEqual([state, bad], [undefined, []]);
    assert.equal(stateOf({ organization: 'org_1' }, DOLLAR).state?.budget.organization, 'org_1');
  });

  it('budgetStates names a budget whose scope is not found, once values are known', () => {
    const scope = { dimension: 'apiKey', value: 'old-key' } as const;
    const { state, bad } = stateOf({ scope }, DOLLAR);
    assert.equal(state, undefined);
    assert.deepEqual(bad, [
      {
        name: 'Team',
        message: 'Budget “Team”: scope.apiKey is “old-key”, which is not the ID or name of an API key.',
      },
    ]);
    assert.deepEqual(stateOf({ scope }, DOLLAR, { areScopesKnown: false }).bad, []);
  });
});
