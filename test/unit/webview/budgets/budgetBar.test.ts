import assert from 'node:assert/strict';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { budgetBar } from '../../../../webview/budgets/budgetBar.ts';
import { budgetState } from '../../shared/budgetState.ts';

const forecast = { middle: 1500n * DOLLAR, range: { low: 1200n * DOLLAR, high: 1800n * DOLLAR } };

describe('budgetBar', () => {
  it('budgetBar ends at the amount, with its thresholds, while neither spend nor forecast go beyond', () => {
    assert.deepEqual(budgetBar(budgetState({ cents: 100_000, forecast })), {
      used: 0.5,
      forecast: 0.75,
      range: { low: 0.6, high: 0.9 },
      limit: 1,
      ticks: [0.5, 0.8],
    });
  });

  it('budgetBar is longer than the amount where the spend or the forecast’s high end is beyond it', () => {
    const over = budgetBar(budgetState({ cents: 250_000 }));
    assert.deepEqual([over.used, over.limit, over.ticks], [1, 0.8, [0.4, 0.64]]);
    const high = budgetBar(
      budgetState({ cents: 100_000, forecast: { ...forecast, range: { low: 0n, high: 2500n * DOLLAR } } }),
    );
    assert.deepEqual([high.used, high.range, high.limit], [0.4, { low: 0.4, high: 1 }, 0.8]);
  });

  it('budgetBar is cut off at twice the amount, whatever was spent', () => {
    assert.deepEqual(budgetBar(budgetState({ cents: 10n ** 15n })), {
      used: 1,
      forecast: 1,
      range: null,
      limit: 0.5,
      ticks: [0.25, 0.4],
    });
  });

  it('budgetBar is empty where nothing is known, and where more was credited than spent', () => {
    for (const cents of [null, -500]) {
      const { used, forecast: end } = budgetBar(budgetState({ cents }));
      assert.deepEqual([used, end], [0, 0]);
    }
  });

  it('budgetBar has thresholds beyond the amount as far as it reaches', () => {
    const budget = { thresholds: [50, 120, 500] };
    assert.deepEqual(budgetBar(budgetState({ cents: 100_000, budget })).ticks, [0.5]);
    assert.deepEqual(budgetBar(budgetState({ cents: 400_000, budget })).ticks, [0.25, 0.6]);
  });
});
