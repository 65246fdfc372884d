import assert from 'node:assert/strict';
import type { ChartBucket, CostChart, Trouble } from '../../../src/shared/panelView.ts';
import { decodeToPage, encodeToPage } from '../../../src/shared/protocol.ts';
import { ask } from '../figures/explorer/office.ts';
import { summaryOf } from '../ui/summaryOf.ts';

/** What the page gets of an answer: what it does not ask for is lost on the way. */
function arrived(explorer: ReturnType<typeof ask>) {
  const { organizationId, todayStart, isTodayAtList, dearestModels, dearestWorkspaces, ...summary } = summaryOf();
  const view = { status: 'ready', summary, explorer, historyDays: 90, now: null, saved: [] } as const;
  const message = { type: 'view', view } as const;
  return [decodeToPage(structuredClone(encodeToPage(message))), message];
}

describe('an answer on its way to the page', () => {
  it('arrives as it was', () => {
    for (const measure of ['cost', 'tokens', 'cacheHitRate'] as const) {
      for (const unit of ['day', 'week'] as const) {
        const [there, here] = arrived(ask({ measure, unit, range: { type: 'last30' }, compare: true }));
        assert.deepEqual(there, here);
      }
    }
  });

  it('arrives with each field that may be left out', () => {
    const restated = { days: 1, from: 120n, to: 150n, at: 17 };
    const bucket: Required<ChartBucket> = { start: 0, end: 1, basis: 'billed', running: false, cut: true, restated };
    const own = { kind: 'cost', unit: 'day', zone: 'UTC', buckets: [bucket], series: [] } as const;
    const split = { cells: new Uint32Array([0]), billed: new BigInt64Array([1n]), estimated: new BigInt64Array([2n]) };
    const columns = { amounts: new BigInt64Array(), bases: new Uint8Array(), unpricedTokens: new Float64Array() };
    const chart: Required<CostChart> = { ...own, ...columns, split };
    const [there, here] = arrived({ ...ask({}), chart });
    assert.deepEqual(there, here);
  });
});

describe('a trouble on its way to the page', () => {
  it('arrives with each field that may be left out', () => {
    const trouble: Required<Trouble> = { kind: 'rateLimited', message: 'A pause.', mayTryAnyway: true };
    const message = { type: 'view', view: { status: 'failed', trouble, sample: false } } as const;
    assert.deepEqual(decodeToPage(structuredClone(encodeToPage(message))), message);
  });
});
