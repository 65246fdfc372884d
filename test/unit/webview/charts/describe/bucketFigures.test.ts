import assert from 'node:assert/strict';
import { CENT, DOLLAR } from '../../../../../src/shared/money.ts';
import { bucketFigures } from '../../../../../webview/charts/describe/bucketFigures.ts';
import { costs, counts, explorerOf, modelOf, shares } from '../chartFixtures.ts';

const said = (figures: ReturnType<typeof bucketFigures>) =>
  figures.rows.map(({ layer, text, share }) => `${layer.name} ${text} ${share}`);

describe('the figures of a bucket', () => {
  const chart = costs('day', ['billed', 'ESTIMATED', 'none'], {
    a: [75n * DOLLAR, 3n * DOLLAR, 0n],
    b: [25n * DOLLAR, 0n, 0n],
  });

  it('are those of each series with its share, and their total', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart)), 0);
    assert.deepEqual(said(figures), ['A $75.00 75.0%', 'B $25.00 25.0%']);
    assert.equal(figures.total, '$100.00');
    assert.equal(figures.basis, 'billed');
  });

  it('are about right where they are estimated, and leave out what had no part', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart)), 1);
    assert.deepEqual(said(figures), ['A ≈$3.00 100.0%']);
    assert.equal(figures.total, '≈$3.00');
  });

  it('are not zero where nothing is known', () => {
    const figures = bucketFigures(modelOf(explorerOf(costs('day', ['none', 'billed'], { a: [0n, 1n] }))), 0);
    assert.deepEqual([figures.total, figures.rows, figures.basis], ['—', [], 'none']);
  });

  it('have cents that add up', () => {
    const thirds = costs('day', ['billed'], { a: [CENT / 3n], b: [CENT / 3n], c: [CENT / 3n + 1n] });
    const figures = bucketFigures(modelOf(explorerOf(thirds)), 0);
    assert.deepEqual(said(figures), ['A <$0.01 33.3%', 'B <$0.01 33.3%', 'C $0.01 33.4%']);
    assert.equal(figures.total, '$0.01');
  });

  it('keep the share of the whole when one series is alone', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart), { isolated: 'b' }), 0);
    assert.deepEqual(said(figures), ['B $25.00 25.0%']);
    assert.equal(figures.total, '$100.00');
  });

  it('name one that is alone though it is drawn among the others', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart), { isolated: 'b', charted: ['a'] }), 0);
    assert.deepEqual(said(figures), ['B $25.00 25.0%']);
    assert.equal(figures.total, '$100.00');
  });

  it('are all up to the bucket where the chart runs on', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart), { shape: 'cumulative' }), 1);
    assert.deepEqual(said(figures), ['A ≈$78.00 75.7%', 'B $25.00 24.3%']);
    assert.equal(figures.total, '≈$103.00');
    assert.equal(figures.basis, 'mixed');
  });

  it('count tokens that have no price', () => {
    assert.ok(chart.kind === 'cost');
    const unpriced = { ...chart, unpricedTokens: Float64Array.of(1, 2, 0, 0, 5, 0) };
    assert.equal(bucketFigures(modelOf(explorerOf(unpriced)), 1).unpricedTokens, 7);
    assert.equal(bucketFigures(modelOf(explorerOf(unpriced), { shape: 'cumulative' }), 1).unpricedTokens, 8);
  });

  it('count units, and share them', () => {
    const tokens = modelOf(explorerOf(counts('day', ['billed'], { a: [1500], b: [500] })));
    assert.deepEqual(said(bucketFigures(tokens, 0)), ['A 1,500 75.0%', 'B 500 25.0%']);
    assert.equal(bucketFigures(tokens, 0).total, '2,000');
  });

  it('have shares that add up, of units as of money', () => {
    const thirds = modelOf(explorerOf(counts('day', ['billed'], { a: [1], b: [1], c: [1] })));
    assert.deepEqual(said(bucketFigures(thirds, 0)), ['A 1 33.4%', 'B 1 33.3%', 'C 1 33.3%']);
  });

  it('of a rate are of what they are a part', () => {
    const rates = modelOf(explorerOf(shares('day', ['billed'], { a: [[9, 10]], b: [[0, 90]], c: [[0, 0]] })));
    assert.deepEqual(said(bucketFigures(rates, 0)), ['A 90.0% of 10', 'B 0.0% of 90']);
    assert.equal(bucketFigures(rates, 0).total, '9.0%');
  });
});

describe('the period before', () => {
  const chart = costs('day', ['billed', 'ESTIMATED', 'none'], { a: [3n * DOLLAR, DOLLAR, 0n] });
  const explorer = explorerOf(chart, { beforeByBucket: BigInt64Array.of(2n * DOLLAR, 8n * DOLLAR, 0n) });

  it('is told with the change since', () => {
    assert.deepEqual(bucketFigures(modelOf(explorer), 0).previous, { text: '$2.00', change: '+50%' });
  });

  it('is not compared with a bucket that is still running, nor with one ahead', () => {
    assert.deepEqual(bucketFigures(modelOf(explorer), 1).previous, { text: '$8.00', change: '' });
    assert.equal(bucketFigures(modelOf(explorer), 2).previous, null);
  });

  it('is not about zero where there was nothing', () => {
    const nothing = { ...explorer, beforeByBucket: BigInt64Array.of(0n, 0n, 0n), beforeBasis: 'estimated' as const };
    assert.deepEqual(bucketFigures(modelOf(nothing), 0).previous, { text: '$0.00', change: '' });
  });

  it('is not compared with what has no price in part', () => {
    assert.ok(chart.kind === 'cost');
    const unpriced = { ...explorer, chart: { ...chart, unpricedTokens: Float64Array.of(9, 0, 0) } };
    assert.deepEqual(bucketFigures(modelOf(unpriced), 0).previous, { text: '$2.00', change: '' });
  });

  it('runs on with the chart', () => {
    const model = modelOf(explorer, { shape: 'cumulative' });
    assert.deepEqual([...(model.previous ?? [])], [2, 10, Number.NaN]);
    assert.deepEqual(bucketFigures(model, 1).previous, { text: '$10.00', change: '' });
  });

  it('is of all, so it is not beside one series alone, nor in the hours of a week', () => {
    assert.equal(bucketFigures(modelOf(explorer, { isolated: 'a' }), 0).previous, null);
    assert.equal(modelOf(explorer, { shape: 'heat' }).previous, null);
  });

  it('of a rate is drawn as it is, and never summed', () => {
    const rates = explorerOf(
      shares('day', ['billed', 'billed'], {
        a: [
          [1, 2],
          [1, 2],
        ],
      }),
      {
        beforeByBucket: Float64Array.of(0, Number.NaN),
      },
    );
    assert.deepEqual([...(modelOf(rates).previous ?? [])], [0, Number.NaN]);
    assert.equal(modelOf(rates, { shape: 'cumulative' }).previous, null);
    assert.deepEqual(bucketFigures(modelOf(rates), 0).previous, { text: '0.0%', change: '' });
    assert.equal(bucketFigures(modelOf(rates), 1).previous, null);
  });

  it('stands beside the total where lines are drawn', () => {
    const two = explorerOf(counts('day', ['billed'], { a: [1], b: [2] }), { beforeByBucket: Float64Array.of(4) });
    assert.deepEqual([...(modelOf(two, { shape: 'lines' }).total?.values ?? [])], [3]);
    assert.equal(modelOf(two).total, null);
  });
});
