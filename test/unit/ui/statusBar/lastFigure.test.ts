import assert from 'node:assert/strict';
import {
  backgroundAt,
  forgetLastFigure,
  keepLastFigure,
  LAST_FIGURE,
  readLastFigure,
} from '../../../../src/ui/statusBar/lastFigure.ts';
import { FakeMemento } from '../../hostSide/fakeMemento.ts';

const last = { organizationId: 'org_1', text: '≈$12.40', label: 'Claude Usage today: about $12.40.', until: 1 };

describe('the last figure', () => {
  it('readLastFigure reads the figure as it was kept', () => {
    const memento = new FakeMemento();
    keepLastFigure(memento, last);
    assert.deepEqual(readLastFigure(memento.get(LAST_FIGURE)), last);
  });

  it('readLastFigure is null where the memento holds something else', () => {
    const others = [
      undefined,
      null,
      7,
      '≈$12.40',
      [],
      {},
      { ...last, until: 'tomorrow' },
      { ...last, text: undefined },
    ];
    for (const other of others) assert.equal(readLastFigure(other), null);
  });

  it('readLastFigure reads the figure of the version before, and drops a background of another form', () => {
    assert.deepEqual(readLastFigure(last), last);
    for (const background of [null, 7, {}, { tone: 'pink', until: 1 }, { tone: 'error', until: '1' }]) {
      assert.deepEqual(readLastFigure({ ...last, background }), last);
    }
  });

  it('backgroundAt is the color of the worst budget until its period, or the figure’s day, has ended', () => {
    const of = (until: number, tone: 'warning' | 'error' = 'error') => ({
      ...last,
      until: 10,
      background: { tone, until },
    });
    assert.equal(backgroundAt(of(20), 9), 'statusBarItem.errorBackground');
    assert.equal(backgroundAt(of(20, 'warning'), 9), 'statusBarItem.warningBackground');
    assert.equal(backgroundAt(of(9), 9), undefined);
    assert.equal(backgroundAt(of(20), 10), undefined);
    assert.equal(backgroundAt(last, 0), undefined);
  });

  it('forgetLastFigure forgets a figure of any organization but the one given', () => {
    const memento = new FakeMemento();
    keepLastFigure(memento, last);
    forgetLastFigure(memento, 'org_1');
    assert.deepEqual(memento.get(LAST_FIGURE), last);
    forgetLastFigure(memento, 'org_2');
    assert.equal(memento.get(LAST_FIGURE), undefined);
    keepLastFigure(memento, last);
    forgetLastFigure(memento);
    assert.equal(memento.get(LAST_FIGURE), undefined);
  });

  it('keepLastFigure ignores the failure of a window that closes', async () => {
    keepLastFigure({ update: () => Promise.reject(new Error('Canceled')) }, last);
    // An unhandled rejection would fail the run here.
    await new Promise(setImmediate);
  });
});
