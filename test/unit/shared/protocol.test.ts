import assert from 'node:assert/strict';
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
});
