import assert from 'node:assert/strict';
import type { ChartBucket, CostChart, PanelView, Problem } from '../../../src/shared/panelView.ts';
import { dispatch, encodeCall } from '../../../src/shared/rpc.ts';
import { toPage } from '../../../src/shared/toPage.ts';
import { ask } from '../figures/answer/office.ts';
import { summaryOf } from '../ui/summaryOf.ts';

/** A view as the page receives it. */
function arrived(sent: PanelView): unknown {
  let view: unknown;
  const handlers = {
    view: (got: PanelView) => {
      view = got;
    },
    change: () => assert.fail(),
    choose: () => assert.fail(),
    failed: () => assert.fail(),
  };
  dispatch(toPage, handlers, structuredClone(encodeCall(toPage, 'view', sent)));
  return view;
}

/** An answer as a view: fields without a schema are lost on the way. */
function viewOf(explorer: ReturnType<typeof ask>): PanelView {
  const { organizationId, todayStart, isTodayAtList, dearestModels, dearestWorkspaces, onUsual, ...summary } =
    summaryOf();
  return {
    status: 'ready',
    summary,
    explorer,
    historyDays: 90,
    now: null,
    ownedColors: { series: { 'claude-opus-5-5': 3 }, models: {} },
    saved: [],
    notes: [{ id: 7, at: Date.UTC(2026, 10, 12), text: 'migration' }],
  };
}

describe('an answer sent to the page', () => {
  it('an answer sent to the page arrives as it was', () => {
    for (const measure of ['cost', 'tokens', 'cacheHitRate'] as const) {
      for (const unit of ['day', 'week'] as const) {
        const view = viewOf(ask({ measure, unit, range: { type: 'last30' }, compare: true }));
        assert.deepEqual(arrived(view), view);
      }
    }
  });

  it('an answer sent to the page arrives with each field that may be left out', () => {
    const restated = { days: 1, from: 120n, to: 150n, at: 17 };
    const bucket: Required<ChartBucket> = { start: 0, end: 1, basis: 'billed', running: false, cut: true, restated };
    const own = { kind: 'cost', unit: 'day', zone: 'UTC', buckets: [bucket], series: [] } as const;
    const split = { cells: new Uint32Array([0]), billed: new BigInt64Array([1n]), estimated: new BigInt64Array([2n]) };
    const columns = { amounts: new BigInt64Array(), bases: new Uint8Array(), unpricedTokens: new Float64Array() };
    const chart: Required<CostChart> = { ...own, ...columns, split };
    const view = viewOf({ ...ask({}), chart });
    assert.deepEqual(arrived(view), view);
  });
});

describe('a summary sent to the page', () => {
  it('a summary sent to the page arrives with budgets, forecasts, runway and marks', () => {
    const spent = { amount: 120n, basis: 'mixed', unpricedTokens: 3 } as const;
    const forecast = { middle: 140n, range: { low: 130n, high: 150n } };
    const budget = {
      name: '[x](command:y)',
      amount: 200n,
      period: 'month',
      scope: { dimension: 'apiKey', value: 'ci-bot' },
      thresholds: [50, 82.5],
      forecast: false,
      organization: null,
    } as const;
    const state = {
      budget,
      scope: { dimension: 'apiKey', id: 'key_1' },
      scopeName: 'ci-bot',
      start: 0,
      end: 9,
    } as const;
    const view = viewOf(ask({}));
    assert.ok(view.status === 'ready');
    const summary: Required<typeof view.summary> = {
      ...view.summary,
      budgets: [
        { ...state, spent, forecast, passing: { on: 5, range: { from: 4, to: null } }, passed: [50] },
        { ...state, budget: { ...budget, scope: null }, spent: null, forecast: null, passing: null, passed: [] },
      ],
      badBudgets: [{ name: '', message: 'The amount is missing.' }],
      forecasts: { day: null, week: { middle: 1n, range: null }, month: forecast },
      forecastAccuracy: [{ day: 10, months: 4, median: 0.06, worst: 0.1, worstMonth: 3 }],
      unusual: 'fewerThan14Days',
      runway: { left: spent, asOf: 3, isByHour: false, lasts: { on: null, range: null } },
      marks: [{ kind: 'unusual', at: 4, text: 'ci-bot' }],
    };
    const sent = { ...view, summary };
    assert.deepEqual(arrived(sent), sent);
  });
});

describe('a problem sent to the page', () => {
  it('a problem sent to the page arrives with each field that may be left out', () => {
    const problem: Required<Problem> = { kind: 'rateLimited', message: 'A pause.', mayTryAnyway: true };
    const view = { status: 'failed', problem, sample: false } as const;
    assert.deepEqual(arrived(view), view);
  });
});
