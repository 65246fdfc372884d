import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseBudgets } from '../../src/figures/budgets/parseBudgets.ts';
import { settings } from '../../src/settings.ts';
import type { Budget } from '../../src/shared/budget.ts';
import { CENT, DOLLAR } from '../../src/shared/money.ts';
import { BudgetEntries } from '../../src/ui/budgets/budgetEntries.ts';
import { HOSTILE_SETTINGS } from './hostileSettings.ts';
import { ours } from './ours.ts';

const read = () => ({
  url: settings.apiBaseUrl(),
  interval: settings.engine().intervalMs,
  days: settings.engine().historyDays,
  zone: settings.engine().zone,
  show: settings.statusBarShow(),
  exported: settings.engine().otel.enabled ? settings.engine().otel.endpoint : 'nothing',
  budgets: settings.engine().budgets.budgets.map(({ name, amount }) => `${name} ${amount}`),
  bad: settings.engine().budgets.bad.map(({ message }) => message),
});
const atFirst = {
  url: { ok: true, value: { origin: 'https://api.anthropic.com', prefix: '' } },
  interval: 60_000,
  days: 90,
  zone: 'UTC',
  show: 'today',
  exported: 'nothing',
  budgets: [],
  bad: [],
};
const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('claudeUsage').update(name, value, vscode.ConfigurationTarget.Global);

describe('the settings', () => {
  before(ours);
  afterEach(async () => {
    for (const name of Object.keys(HOSTILE_SETTINGS)) await set(name.replace('claudeUsage.', ''), undefined);
  });

  it('are the defaults, whatever the open folder says', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.deepEqual(read(), atFirst);
  });

  it('cannot be written into a folder', async () => {
    const configuration = vscode.workspace.getConfiguration('claudeUsage');
    for (const [name, value] of Object.entries(HOSTILE_SETTINGS)) {
      const write = () =>
        configuration.update(name.replace('claudeUsage.', ''), value, vscode.ConfigurationTarget.Workspace);
      await assert.rejects(async () => write(), name);
    }
  });

  it("are the user's", async () => {
    await set('refreshIntervalSeconds', 120);
    await set('statusBar.show', 'month');
    await set('budgets', [
      { name: 'Team', amountUsd: 20.5, period: 'month', scope: { apiKey: 'ci' }, thresholds: [80, 100] },
      { name: 'Bad', amountUsd: '$5', period: 'day' },
    ]);
    assert.deepEqual(read(), {
      ...atFirst,
      interval: 120_000,
      show: 'month',
      budgets: ['Team 2050000000'],
      bad: ['Budget “Bad”: write amountUsd as a number, without quotes or a currency sign, such as 2000.'],
    });
  });

  it('have budgets that are made, changed and deleted one at a time, for the user', async () => {
    const entries = new BudgetEntries(settings.heldBudgets, parseBudgets);
    const odd = { name: 'Odd', amountUsd: '$5', period: 'day' };
    const budget: Budget = {
      name: 'Web',
      amount: 1_250_500n * CENT,
      period: 'week',
      scope: { dimension: 'workspace', value: 'wrkspc_web' },
      thresholds: [50, 80, 100],
      forecast: true,
      organization: null,
    };
    const held = () => vscode.workspace.getConfiguration('claudeUsage').inspect('budgets');
    const written = { name: 'Web', amountUsd: 12_505, period: 'week', scope: { workspace: 'wrkspc_web' } };
    try {
      await set('budgets', [odd]);
      await entries.add(budget);
      assert.deepEqual(held()?.globalValue, [odd, written]);
      assert.deepEqual(entries.all().budgets, [budget]);
      assert.equal(await entries.change('Web', { amount: 2n * DOLLAR, scope: null, thresholds: [90] }), true);
      assert.deepEqual(held()?.globalValue, [odd, { name: 'Web', period: 'week', amountUsd: 2, thresholds: [90] }]);
      assert.equal(await entries.delete('Web'), true);
      assert.deepEqual([held()?.globalValue, held()?.workspaceValue], [[odd], undefined]);
    } finally {
      await set('budgets', undefined);
    }
  });

  it('are clamped, and the default where they are of another kind', async () => {
    await set('refreshIntervalSeconds', 1);
    await set('historyDays', 100_000);
    await set('statusBar.show', 7);
    assert.deepEqual(read(), { ...atFirst, days: 365 });
  });
});
