import assert from 'node:assert/strict';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import type { Chart } from '../../../src/shared/explorer.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { outlookBudgetText, outlookForecastText, outlookOf } from '../../../src/shared/outlook.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { budgetState, PRODUCTION } from './budgetState.ts';

const START = Date.UTC(2026, 10, 1);
const NOW = Date.UTC(2026, 10, 18, 14, 7);
const FORECAST = { middle: 24_500n * DOLLAR, range: { low: 24_100n * DOLLAR, high: 25_900n * DOLLAR } };
const OTHER = { middle: DOLLAR, range: null };
const ORGANIZATION = budgetState({ name: 'Acme', amount: 25_000n * DOLLAR, cents: 1_429_319 });

/** November by day, `later` ms after UTC. */
function chartOf({ days = 30, later = 0 } = {}): Chart {
  const buckets = Array.from({ length: days }, (_, day) => {
    const start = START + day * DAY + later;
    return { start, end: start + DAY, basis: 'billed', running: start <= NOW && NOW < start + DAY } as const;
  });
  return { kind: 'count', unit: 'day', zone: 'UTC', buckets, series: [], amounts: new Float64Array() };
}

const of = (choice: Partial<Choice> = {}, chart = chartOf()) => ({ choice: { ...FIRST_CHOICE, ...choice }, chart });
const summary = {
  toldAt: NOW,
  budgets: [ORGANIZATION, budgetState({ name: 'Roomy', amount: 90_000n * DOLLAR, cents: 1_429_319 })],
  forecasts: { day: OTHER, week: OTHER, month: FORECAST },
};

describe('outlookOf', () => {
  it('outlookOf has the month’s forecast and its tightest budget, from the running day on', () => {
    assert.deepEqual(outlookOf(of(), summary), {
      period: 'month',
      budget: ORGANIZATION.budget,
      forecast: FORECAST,
      from: 17,
    });
  });

  it('outlookOf has the budget and the forecast of the one value that is filtered by', () => {
    const own = budgetState({ name: 'Gateway', scope: PRODUCTION, forecast: OTHER });
    const only = { dimension: 'workspace', values: [PRODUCTION.id] } as const;
    const found = outlookOf(of({ filters: [only] }), { ...summary, budgets: [...summary.budgets, own] });
    assert.deepEqual([found?.budget, found?.forecast], [own.budget, OTHER]);
    assert.equal(outlookOf(of({ filters: [only] }), summary), null);
  });

  it('outlookOf is of no several values, of no dimension without budgets, and of cost alone', () => {
    const filters = [
      [{ dimension: 'workspace', values: ['a', 'b'] }],
      [
        { dimension: 'workspace', values: ['a'] },
        { dimension: 'model', values: ['b'] },
      ],
      [{ dimension: 'serviceTier', values: ['batch'] }],
    ] as const;
    for (const each of filters) assert.equal(outlookOf(of({ filters: each }), summary), null);
    assert.equal(outlookOf(of({ measure: 'tokens' }), summary), null);
  });

  it('outlookOf is of a period that runs: all of it, also where its days begin hours later or earlier', () => {
    for (const later of [-9 * HOUR, 8 * HOUR]) {
      assert.equal(outlookOf(of({}, chartOf({ later })), summary)?.period, 'month');
    }
    assert.equal(outlookOf(of({}, chartOf({ days: 29 })), summary), null);
    assert.equal(outlookOf(of({}, chartOf({ later: 7 * DAY })), summary), null);
    assert.equal(outlookOf(of(), { ...summary, toldAt: NOW + 20 * DAY }), null);
  });

  it('outlookOf is null where there is neither a budget nor a forecast', () => {
    assert.equal(outlookOf(of(), { toldAt: NOW }), null);
    assert.deepEqual(outlookOf(of(), { toldAt: NOW, forecasts: summary.forecasts })?.budget, null);
    assert.deepEqual(outlookOf(of(), { toldAt: NOW, budgets: summary.budgets })?.forecast, null);
  });

  it('an outlook names its budget, and what kind of forecast it has', () => {
    const format = createFormat('en-US', 'UTC');
    assert.equal(outlookBudgetText(ORGANIZATION.budget, format), 'budget Acme, $25,000');
    assert.equal(outlookForecastText(FORECAST, format), 'forecast ≈$24,100 – $25,900 (80% range)');
    assert.equal(outlookForecastText({ ...FORECAST, range: null }, format), 'run rate ≈$24,500');
  });
});
