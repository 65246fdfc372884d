import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { BudgetState } from '../../../../src/shared/budget.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import type { SpendState } from '../../../../src/shared/summary.ts';
import { DAY } from '../../../../src/time/utc.ts';
import { BudgetStatusCommand } from '../../../../src/ui/budgets/budgetStatus.ts';
import { NOW, summaryOf } from '../summaryOf.ts';

const START = Date.UTC(2026, 10, 1);
const STATE: BudgetState = {
  budget: {
    name: 'CI',
    amount: 2000n * DOLLAR,
    period: 'month',
    scope: { dimension: 'apiKey', value: 'ci' },
    thresholds: [50, 80, 100],
    forecast: false,
    organization: null,
  },
  scope: { dimension: 'apiKey', id: 'key_1' },
  scopeName: 'ci',
  start: START,
  end: Date.UTC(2026, 11, 1),
  spent: { amount: 81_234_567_890n, basis: 'mixed', unpricedTokens: 0 },
  forecast: { middle: 2100n * DOLLAR, range: { low: 1900n * DOLLAR, high: 2300n * DOLLAR } },
  passing: { on: NOW - (NOW % DAY) + 3 * DAY, range: null },
  passed: [50],
};
const CI = {
  name: 'CI',
  scope: { apiKey: 'ci' },
  period: 'month',
  periodStart: '2026-11-01',
  amountUsd: 2000,
  spentUsd: 812.3456789,
  forecastUsd: 2100,
  low: 1900,
  high: 2300,
  passed: [50],
  passesOn: '2026-11-25',
};

const ready = (...budgets: readonly BudgetState[]): SpendState => ({
  status: 'ready',
  summary: summaryOf({ budgets }),
});

function commandOf(state: SpendState | null, now = NOW): BudgetStatusCommand {
  const command = new BudgetStatusCommand(() => now);
  if (state) command.show(state);
  return command;
}

describe('Budget Status', () => {
  it('Budget Status has dollars as numbers and days of UTC', async () => {
    assert.deepEqual(await commandOf(ready(STATE)).run(undefined), [CI]);
  });

  it('Budget Status has null for what is not known, not claimed, or not going to be', async () => {
    const own = {
      budget: { ...STATE.budget, scope: null },
      spent: null,
      forecast: null,
      passing: null,
    };
    const unclaimed = { forecast: { middle: DOLLAR, range: null }, passing: { on: null, range: null } };
    assert.deepEqual(await commandOf(ready({ ...STATE, ...own }, { ...STATE, ...unclaimed })).run(undefined), [
      { ...CI, scope: null, spentUsd: null, forecastUsd: null, low: null, high: null, passesOn: null },
      { ...CI, forecastUsd: 1, low: null, high: null, passesOn: null },
    ]);
  });

  it('Budget Status has null for the spend of tokens without a price alone, never 0', async () => {
    const spent = { amount: 0n, basis: 'estimated', unpricedTokens: 1000 } as const;
    const [status] = await commandOf(ready({ ...STATE, spent, forecast: null, passing: null })).run(undefined);
    assert.deepEqual(status, { ...CI, spentUsd: null, forecastUsd: null, low: null, high: null, passesOn: null });
  });

  it('Budget Status names no day of passing once the amount was passed, also where a correction took it below', async () => {
    const passed = [50, 80, 100];
    const [status] = await commandOf(ready({ ...STATE, passed })).run(undefined);
    assert.deepEqual(status, { ...CI, passed, passesOn: null });
  });

  it('Budget Status is JSON text where a task asks for text', async () => {
    const text = await commandOf(ready(STATE)).run('text');
    assert.deepEqual(typeof text === 'string' && JSON.parse(text), [CI]);
  });

  it('Budget Status is empty without an account, and after a failure', async () => {
    const failed = { status: 'failed', problem: { kind: 'failed', message: 'No.' }, sample: false } as const;
    assert.deepEqual(await commandOf({ status: 'noKey' }).run(undefined), []);
    assert.deepEqual(await commandOf(failed).run(undefined), []);
  });

  it('Budget Status knows nothing of a period that has begun since the last figures', async () => {
    const [status] = await commandOf(ready(STATE), Date.UTC(2026, 11, 1, 3)).run(undefined);
    const nothing = { spentUsd: null, forecastUsd: null, low: null, high: null, passed: [], passesOn: null };
    assert.deepEqual(status, { ...CI, periodStart: '2026-12-01', ...nothing });
  });

  it('Budget Status waits for the first figures', async () => {
    const command = commandOf({ status: 'starting', organization: null, sample: false });
    const answer = command.run(undefined);
    command.show({ status: 'ready', summary: summaryOf() });
    command.show(ready(STATE));
    assert.deepEqual(await answer, [CI]);
  });

  it('Budget Status does not wait for ever', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const answer = commandOf(null).run(undefined);
      mock.timers.tick(10_000);
      assert.deepEqual(await answer, []);
    } finally {
      mock.timers.reset();
    }
  });
});
