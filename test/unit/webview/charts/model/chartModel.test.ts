import assert from 'node:assert/strict';
import { createChartModels } from '../../../../../webview/charts/model/chartModel.ts';
import { costs, explorerOf, shownOf } from '../chartFixtures.ts';

const explorer = explorerOf(costs('day', ['billed'], { a: [1n], b: [2n] }));

describe('createChartModels', () => {
  it('createChartModels keeps layers when only the shape or the isolated series changes', () => {
    const viewOf = createChartModels();
    const shown = shownOf(explorer);
    const first = viewOf(shown);
    assert.equal(viewOf({ ...shown, shape: 'lines' }).all, first.all);
    assert.equal(viewOf({ ...shown, isolated: 'a' }).all, first.all);
    assert.deepEqual(viewOf({ ...shown, isolated: 'a' }).layers, [first.all[0]]);
  });

  it('createChartModels makes layers anew for another answer or other charted series', () => {
    const viewOf = createChartModels();
    const shown = shownOf(explorer);
    const first = viewOf(shown);
    assert.notEqual(viewOf({ ...shown, explorer: { ...explorer } }).all, first.all);
    assert.deepEqual(
      viewOf({ ...shown, charted: ['b'] }).all.map(({ name }) => name),
      ['B', 'Other'],
    );
  });

  it('createChartModels shows all layers when the isolated series is gone', () => {
    const model = createChartModels()(shownOf(explorer, { isolated: 'gone' }));
    assert.equal(model.layers.length, 2);
    assert.equal(model.isolated, null);
  });
});
