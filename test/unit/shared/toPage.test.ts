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

describe('a problem sent to the page', () => {
  it('a problem sent to the page arrives with each field that may be left out', () => {
    const problem: Required<Problem> = { kind: 'rateLimited', message: 'A pause.', mayTryAnyway: true };
    const view = { status: 'failed', problem, sample: false } as const;
    assert.deepEqual(arrived(view), view);
  });
});
