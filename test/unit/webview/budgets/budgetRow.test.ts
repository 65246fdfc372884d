import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { budgetWords, choiceOf } from '../../../../webview/budgets/budgetRow.ts';
import { budgetState, PRODUCTION } from '../../shared/budgetState.ts';

const format = createFormat('en-US', 'UTC');
const now = Date.UTC(2026, 10, 18, 14, 7);

describe('the row of a budget', () => {
  it('the words of a budget have spend, what is left, the day on which it passes, and the forecast', () => {
    const state = budgetState({
      forecast: { middle: 2400n * DOLLAR, range: { low: 2310n * DOLLAR, high: 2520n * DOLLAR } },
      passing: { on: Date.UTC(2026, 10, 24), range: { from: Date.UTC(2026, 10, 22), to: Date.UTC(2026, 10, 26) } },
    });
    assert.equal(
      budgetWords({ state, format, now }),
      '≈$812 of $2,000 · ≈$1,188 left · passes on Tue, Nov 24 (Nov 22 – 26) · forecast ≈$2,310 – $2,520',
    );
  });

  it('the words of a budget name a run rate so, and say only what is known', () => {
    const runRate = budgetState({
      forecast: { middle: 1240n * DOLLAR, range: null },
      passing: { on: null, range: null },
    });
    assert.equal(
      budgetWords({ state: runRate, format, now }),
      '≈$812 of $2,000 · ≈$1,188 left · holds · run rate ≈$1,240',
    );
    assert.equal(budgetWords({ state: budgetState({ cents: null }), format, now }), '— of $2,000');
  });

  it('a budget opens the running total of its period, filtered by its scope', () => {
    const { range, filters, shape } = choiceOf(budgetState({ scope: PRODUCTION }));
    assert.deepEqual(
      [range, filters, shape],
      [{ type: 'thisMonth' }, [{ dimension: 'workspace', values: [PRODUCTION.id] }], 'cumulative'],
    );
    const day = choiceOf(budgetState({ budget: { period: 'day' } }));
    assert.deepEqual([day.range, day.unit, day.filters], [{ type: 'today' }, 'hour', []]);
  });
});
