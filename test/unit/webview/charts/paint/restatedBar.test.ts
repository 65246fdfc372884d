import assert from 'node:assert/strict';
import type { Chart } from '../../../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { bucketTooltip } from '../../../../../webview/charts/interact/interaction.ts';
import { legendMarks } from '../../../../../webview/charts/legendMarks.ts';
import type { ExplorerChartModel } from '../../../../../webview/charts/model/chartModel.ts';
import { drawingOf } from '../../../../../webview/charts/paint/drawings.ts';
import { costs, explorerOf, MONDAY, modelOf } from '../chartFixtures.ts';
import { recorder } from './recorder.ts';

/** Global that the page reads its device's pixel ratio from. */
const page: { window?: unknown } = globalThis;
const RESTATED = { days: 1, from: 12n * DOLLAR, to: 15n * DOLLAR, at: MONDAY };

/** $10, $15 and $20 a day; the bill of the second was restated. */
function restated(): Chart {
  const chart = costs('day', ['billed', 'billed', 'billed'], { opus: [10n * DOLLAR, 15n * DOLLAR, 20n * DOLLAR] });
  const buckets = chart.buckets.map((bucket, at) => (at === 1 ? { ...bucket, restated: RESTATED } : bucket));
  return { ...chart, buckets };
}
const labels = (model: ExplorerChartModel) => legendMarks(model).map(({ label }) => label);

describe('a bar with a restated bill', () => {
  before(() => {
    page.window = { devicePixelRatio: 1 };
  });
  after(() => {
    delete page.window;
  });

  it('a bar with a restated bill has a mark over it that no other bar has', () => {
    const { context, filled } = recorder(3, { min: 0, max: 30 });
    drawingOf(modelOf(explorerOf(restated()))).paint(context);
    const points = filled.filter(({ colour }) => colour === 'foreground').flatMap((path) => path.points);
    assert.equal(points.length, 4);
    assert.ok(points.every(([edge, value]) => edge > 1 && edge < 2 && value > 15));
  });

  it('a bar with a restated bill is in the legend of bars and of no other shape', () => {
    assert.ok(labels(modelOf(explorerOf(restated()))).includes('restated bill'));
    assert.ok(!labels(modelOf(explorerOf(restated()), { shape: 'lines' })).includes('restated bill'));
    const { buckets: _, ...chart } = restated();
    const plain = costs('day', ['billed', 'billed', 'billed'], { opus: [DOLLAR, DOLLAR, DOLLAR] });
    assert.ok(!labels(modelOf(explorerOf({ ...chart, buckets: plain.buckets } as Chart))).includes('restated bill'));
  });

  it('a bar with a restated bill has both totals in its tooltip', () => {
    const model = modelOf(explorerOf(restated()));
    assert.deepEqual(bucketTooltip(model, 1)?.notes, ['Restated on Nov 16 from $12.00 to $15.00']);
    assert.deepEqual(bucketTooltip(model, 0)?.notes, []);
  });
});
