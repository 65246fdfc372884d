import assert from 'node:assert/strict';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { explorerSentence } from '../../../../../webview/charts/describe/chartSentence.ts';
import { bucketTooltip } from '../../../../../webview/charts/interact/interaction.ts';
import { legendMarks } from '../../../../../webview/charts/legendMarks.ts';
import type { ExplorerChartModel } from '../../../../../webview/charts/model/chartModel.ts';
import { type Domain, stackedDomain } from '../../../../../webview/charts/model/domain.ts';
import { drawingOf } from '../../../../../webview/charts/paint/drawings.ts';
import { paintAreas } from '../../../../../webview/charts/paint/paintAreas.ts';
import { paintBars } from '../../../../../webview/charts/paint/paintBars.ts';
import { paintHeatMap } from '../../../../../webview/charts/paint/paintHeatMap.ts';
import { costs, counts, explorerOf, modelOf } from '../chartFixtures.ts';
import { BAND, recorder } from './recorder.ts';

/** Global that the page reads its device's pixel ratio from. */
const page: { window?: unknown } = globalThis;

/** $24 the day before, $12 on the day of a credit of $25, and $0.40 of it left for the day after. */
const credited = costs('day', ['billed', 'billed', 'billed'], {
  sonnet: [24n * DOLLAR, 12n * DOLLAR, 0n],
  credit: [0n, -25n * DOLLAR, -DOLLAR / 2n],
});
/** To a tenth of a dollar, more than the pixel that bars are apart by. */
const near = (value: number) => Math.round(value * 10) / 10;

describe('a chart of parts with both signs', () => {
  before(() => {
    page.window = { devicePixelRatio: 1 };
  });
  after(() => {
    delete page.window;
  });

  const barsOf = (model: ExplorerChartModel) => {
    const recorded = recorder(model.chart.buckets.length, DOMAIN);
    paintBars(recorded.context, model.layers);
    const at = (bucket: number, colour: string) =>
      recorded.rects
        .filter((rect) => rect.colour === colour && Math.floor((rect.left + rect.right) / 2 / BAND) === bucket)
        .map(({ from, to }) => [near(from), near(to)]);
    return { ...recorded, at };
  };
  const DOMAIN: Domain = { min: -40, max: 40 };

  it('a chart of parts with both signs paints amounts above zero and credits below', () => {
    const { at } = barsOf(modelOf(explorerOf(credited)));
    assert.deepEqual(at(0, '0'), [[0, 24]]);
    assert.deepEqual(at(1, '0'), [[0, 12]]);
    assert.deepEqual(at(1, '1'), [[-25, 0]]);
    assert.deepEqual(at(2, '1'), [[-0.5, 0]]);
  });

  it('a chart of parts with both signs stacks each side from zero in any order of series', () => {
    const mixed = costs('day', ['billed'], {
      refund: [-4n * DOLLAR],
      a: [10n * DOLLAR],
      credit: [-6n * DOLLAR],
      b: [5n * DOLLAR],
    });
    const { at } = barsOf(modelOf(explorerOf(mixed)));
    assert.deepEqual(
      [...at(0, '0'), ...at(0, '2')],
      [
        [-4, 0],
        [-10, -4],
      ],
    );
    assert.deepEqual(
      [...at(0, '1'), ...at(0, '3')],
      [
        [0, 10],
        [10, 15],
      ],
    );
  });

  it('a chart of parts with both signs marks the sum only on bars with parts below zero', () => {
    const { at } = barsOf(modelOf(explorerOf(credited)));
    assert.deepEqual(at(0, 'foreground'), []);
    assert.deepEqual(
      at(1, 'foreground').map(([from = 0, to = 0]) => near((from + to) / 2)),
      [-13],
    );
    assert.deepEqual(barsOf(modelOf(explorerOf(credited), { isolated: 'credit' })).at(1, 'foreground'), []);
  });

  it('a chart of parts with both signs marks the sum visibly on bars of one pixel', () => {
    const { context, rects } = recorder(3, DOMAIN);
    paintBars({ ...context, band: 1 }, modelOf(explorerOf(credited)).layers);
    const widths = rects.filter(({ colour }) => colour === 'foreground').map(({ left, right }) => right - left);
    assert.deepEqual(widths, [9, 9]);
  });

  it('a chart of parts with both signs outlines an hour below zero and fills it with no colour', () => {
    const { context, filled, stroked } = recorder(24, { min: 0, max: 7 });
    const averages = Float64Array.from({ length: 7 * 24 }, (_, cell) => (cell === 30 ? -2 : cell === 31 ? 2 : 0));
    paintHeatMap(context, { averages, greatest: 2 });
    assert.deepEqual(
      stroked.map(({ colour }) => colour),
      ['foreground'],
    );
    assert.deepEqual([filled[30]?.colour, filled[31]?.colour], ['muted', '0']);
    assert.deepEqual(stroked[0]?.points, filled[30]?.points);
  });

  it('a chart of parts with both signs names the mark of a sum in the legend when there is one', () => {
    const labels = (model: ExplorerChartModel) => legendMarks(model).map(({ label }) => label);
    assert.ok(labels(modelOf(explorerOf(credited))).includes('Total'));
    assert.ok(labels(modelOf(explorerOf(credited), { shape: 'cumulative' })).includes('Total'));
    assert.ok(!labels(modelOf(explorerOf(credited), { shape: 'lines' })).includes('Total'));
    assert.ok(!labels(modelOf(explorerOf(credited), { isolated: 'sonnet' })).includes('Total'));
    assert.ok(!labels(modelOf(explorerOf(counts('day', ['billed'], { a: [1], b: [2] })))).includes('Total'));
  });

  it('a chart of parts with both signs has a domain that reaches both ends of every stack', () => {
    assert.deepEqual(stackedDomain(modelOf(explorerOf(credited)).layers, []), { min: -25, max: 24 });
    assert.deepEqual(drawingOf(modelOf(explorerOf(credited))).domain, { min: -25, max: 24 });
  });

  it('a chart of parts with both signs draws a falling running total within a domain of all partial sums', () => {
    const model = modelOf(explorerOf(credited), { shape: 'cumulative' });
    assert.deepEqual(drawingOf(model).domain, { min: -25.5, max: 36 });
    const { context, stroked, filled } = recorder(3, DOMAIN);
    paintAreas(context, model.running, model.layers, model.states);
    const total = stroked.filter(({ colour }) => colour === 'foreground').flatMap(({ points }) => points);
    assert.deepEqual(
      total.map(([edge, value]) => [near(edge), near(value)]),
      [
        [0, 0],
        [1, 24],
        [2, 11],
        [3, 10.5],
      ],
    );
    const heights = (slot: string) =>
      filled.filter(({ colour }) => colour === slot).flatMap(({ points }) => points.map(([, value]) => near(value)));
    assert.deepEqual([Math.min(...heights('0')), Math.max(...heights('0'))], [0, 36]);
    assert.deepEqual([Math.min(...heights('1')), Math.max(...heights('1'))], [-25.5, 0]);
  });

  it('a chart of parts with both signs is described without shares and with its credits', () => {
    const sentence = explorerSentence(modelOf(explorerOf(credited)));
    assert.match(sentence, / Total \$10\.50, billed\. Largest by model: SONNET\. Below zero: CREDIT -\$25\.50\.$/);
    const below = costs('day', ['billed'], { sonnet: [12n * DOLLAR], credit: [-25n * DOLLAR] });
    assert.match(
      explorerSentence(modelOf(explorerOf(below))),
      / Total -\$13\.00, billed\. Largest by model: SONNET\. Below zero: CREDIT -\$25\.00\.$/,
    );
  });

  it('a chart of parts with both signs has a tooltip without shares beside a credit, also for an isolated series', () => {
    const slight = explorerOf(
      costs('day', ['billed'], { sonnet: [26n * DOLLAR], opus: [2n * DOLLAR], credit: [-25n * DOLLAR] }),
    );
    const shares = (model: ExplorerChartModel) => bucketTooltip(model, 0)?.rows.map(({ share }) => share);
    assert.deepEqual(shares(modelOf(slight)), ['', '', '']);
    assert.deepEqual(shares(modelOf(slight, { isolated: 'sonnet' })), ['']);
    assert.deepEqual(shares(modelOf(slight, { isolated: 'opus', charted: ['sonnet', 'credit'] })), ['']);
  });

  it('a chart of parts with both signs has a tooltip without shares when the sum is not above zero', () => {
    const tip = bucketTooltip(modelOf(explorerOf(credited)), 1);
    assert.deepEqual(tip?.rows, [
      { slot: 0, name: 'SONNET', text: '$12.00', share: '' },
      { slot: 1, name: 'CREDIT', text: '-$25.00', share: '' },
    ]);
    assert.deepEqual(tip?.foot, [{ name: 'Total', text: '-$13.00', share: '' }]);
  });

  it('a chart of parts with both signs gives no change since a bucket that was not above zero', () => {
    const explorer = explorerOf(credited, { previousByBucket: BigInt64Array.of(-10n * DOLLAR, 0n, DOLLAR) });
    const changes = [0, 1, 2].map((bucket) => bucketTooltip(modelOf(explorer), bucket)?.foot[1]?.share);
    assert.deepEqual(changes, ['', '', '-150.0%']);
  });
});
