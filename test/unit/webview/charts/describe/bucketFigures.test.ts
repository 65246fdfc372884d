import assert from 'node:assert/strict';
import { CENT, DOLLAR } from '../../../../../src/shared/money.ts';
import { NO_AMOUNT } from '../../../../../src/shared/previousPeriod.ts';
import { bucketFigures } from '../../../../../webview/charts/describe/bucketFigures.ts';
import { legendMarks } from '../../../../../webview/charts/legendMarks.ts';
import { costs, counts, DAY, explorerOf, MONDAY, modelOf, shares } from '../chartFixtures.ts';

const said = (figures: ReturnType<typeof bucketFigures>) =>
  figures.rows.map(({ layer, text, share }) => `${layer.name} ${text} ${share}`);

describe('bucketFigures', () => {
  const chart = costs('day', ['billed', 'ESTIMATED', 'none'], {
    a: [75n * DOLLAR, 3n * DOLLAR, 0n],
    b: [25n * DOLLAR, 0n, 0n],
  });

  it('bucketFigures gives each series its amount and share, and the total', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart)), 0);
    assert.deepEqual(said(figures), ['A $75.00 75.0%', 'B $25.00 25.0%']);
    assert.equal(figures.total, '$100.00');
    assert.equal(figures.basis, 'billed');
  });

  it('bucketFigures marks estimates with ≈ and leaves out series without an amount', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart)), 1);
    assert.deepEqual(said(figures), ['A ≈$3.00 100.0%']);
    assert.equal(figures.total, '≈$3.00');
  });

  it('bucketFigures gives a dash and no rows for an unknown bucket', () => {
    const figures = bucketFigures(modelOf(explorerOf(costs('day', ['none', 'billed'], { a: [0n, 1n] }))), 0);
    assert.deepEqual([figures.total, figures.rows, figures.basis], ['—', [], 'none']);
  });

  it('bucketFigures rounds cents so that rows add up to the total', () => {
    const thirds = costs('day', ['billed'], { a: [CENT / 3n], b: [CENT / 3n], c: [CENT / 3n + 1n] });
    const figures = bucketFigures(modelOf(explorerOf(thirds)), 0);
    assert.deepEqual(said(figures), ['A <$0.01 33.3%', 'B <$0.01 33.3%', 'C $0.01 33.4%']);
    assert.equal(figures.total, '$0.01');
  });

  it('bucketFigures keeps the share of the whole when one series is isolated', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart), { isolated: 'b' }), 0);
    assert.deepEqual(said(figures), ['B $25.00 25.0%']);
    assert.equal(figures.total, '$100.00');
  });

  it('bucketFigures gives an isolated series a row although it is drawn within Other', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart), { isolated: 'b', charted: ['a'] }), 0);
    assert.deepEqual(said(figures), ['B $25.00 25.0%']);
    assert.equal(figures.total, '$100.00');
  });

  it('bucketFigures sums all buckets up to it in a running total', () => {
    const figures = bucketFigures(modelOf(explorerOf(chart), { shape: 'cumulative' }), 1);
    assert.deepEqual(said(figures), ['A ≈$78.00 75.7%', 'B $25.00 24.3%']);
    assert.equal(figures.total, '≈$103.00');
    assert.equal(figures.basis, 'mixed');
  });

  it('bucketFigures counts unpriced tokens of the bucket', () => {
    assert.ok(chart.kind === 'cost');
    const unpriced = { ...chart, unpricedTokens: Float64Array.of(1, 2, 0, 0, 5, 0) };
    assert.equal(bucketFigures(modelOf(explorerOf(unpriced)), 1).unpricedTokens, 7);
    assert.equal(bucketFigures(modelOf(explorerOf(unpriced), { shape: 'cumulative' }), 1).unpricedTokens, 8);
  });

  it('bucketFigures gives units and their shares for a count', () => {
    const tokens = modelOf(explorerOf(counts('day', ['billed'], { a: [1500], b: [500] })));
    assert.deepEqual(said(bucketFigures(tokens, 0)), ['A 1,500 75.0%', 'B 500 25.0%']);
    assert.equal(bucketFigures(tokens, 0).total, '2,000');
  });

  it('bucketFigures rounds shares so that they add up, for units and money', () => {
    const thirds = modelOf(explorerOf(counts('day', ['billed'], { a: [1], b: [1], c: [1] })));
    assert.deepEqual(said(bucketFigures(thirds, 0)), ['A 1 33.4%', 'B 1 33.3%', 'C 1 33.3%']);
  });

  it('bucketFigures gives a rate with the tokens it is a rate of', () => {
    const rates = modelOf(explorerOf(shares('day', ['billed'], { a: [[9, 10]], b: [[0, 90]], c: [[0, 0]] })));
    assert.deepEqual(said(bucketFigures(rates, 0)), ['A 90.0% of 10', 'B 0.0% of 90']);
    assert.equal(bucketFigures(rates, 0).total, '9.0%');
  });
});

describe('the previous period of a bucket', () => {
  const chart = costs('day', ['billed', 'ESTIMATED', 'none'], { a: [3n * DOLLAR, DOLLAR, 0n] });
  const made = explorerOf(chart);
  const explorer = {
    ...made,
    choice: { ...made.choice, range: { type: 'last7' as const } },
    previousSpan: { start: MONDAY - 7 * DAY, end: MONDAY - 5 * DAY },
    previousByBucket: BigInt64Array.of(2n * DOLLAR, 8n * DOLLAR, NO_AMOUNT),
    totals: {
      ...made.totals,
      before: {
        cost: BigInt64Array.of(10n * DOLLAR),
        unpricedTokens: new Float64Array(1),
        counts: new Float64Array(6),
      },
    },
  };

  it('the previous period of a bucket has its figure and the change since then', () => {
    assert.deepEqual(bucketFigures(modelOf(explorer), 0).previous, {
      name: 'vs. Mon, Nov 9',
      text: '$2.00',
      change: '+50.0%',
    });
  });

  it('the previous period of a bucket has no change beside a running bucket, and none at all ahead', () => {
    assert.deepEqual(bucketFigures(modelOf(explorer), 1).previous, {
      name: 'vs. Tue, Nov 10',
      text: '$8.00',
      change: '',
    });
    assert.equal(bucketFigures(modelOf(explorer), 2).previous, null);
  });

  it('the previous period of a bucket is zero without ≈ when nothing was spent', () => {
    const nothing = {
      ...explorer,
      previousByBucket: BigInt64Array.of(0n, 0n, 0n),
      previousBasis: 'estimated' as const,
    };
    assert.deepEqual(bucketFigures(modelOf(nothing), 0).previous, {
      name: 'vs. Mon, Nov 9',
      text: '$0.00',
      change: '',
    });
  });

  it('the previous period of a bucket has no change beside unpriced tokens', () => {
    assert.ok(chart.kind === 'cost');
    const unpriced = { ...explorer, chart: { ...chart, unpricedTokens: Float64Array.of(9, 0, 0) } };
    assert.deepEqual(bucketFigures(modelOf(unpriced), 0).previous, {
      name: 'vs. Mon, Nov 9',
      text: '$2.00',
      change: '',
    });
  });

  it('the previous period of a bucket is summed up to the bucket in a running total', () => {
    const model = modelOf(explorer, { shape: 'cumulative' });
    assert.deepEqual([...(model.previous?.line ?? [])], [2, 10, Number.NaN]);
    assert.deepEqual(bucketFigures(model, 1).previous, {
      name: 'vs. Nov 9 – 10',
      text: '$10.00',
      change: '',
    });
  });

  it('the previous period of a day that it does not have is a dash, and no line', () => {
    const september = BigInt64Array.of(2n * DOLLAR, NO_AMOUNT, NO_AMOUNT);
    const days = costs('day', ['billed', 'billed'], { a: [DOLLAR, DOLLAR] });
    const model = modelOf({ ...explorer, chart: days, previousByBucket: september });
    assert.deepEqual(bucketFigures(model, 1).previous, { name: 'vs. Nov 9 – 10', text: '—', change: '' });
    assert.deepEqual([...(model.previous?.line ?? [])], [2, Number.NaN]);
  });

  it('the previous period of a day of a month has no line and no change, as it is of another weekday', () => {
    const range = { type: 'thisMonth' } as const;
    const month = { ...explorer, choice: { ...explorer.choice, range } };
    const model = modelOf(month);
    assert.equal(model.previous?.line, null);
    assert.deepEqual(bucketFigures(model, 0).previous, { name: 'vs. Mon, Nov 9', text: '$2.00', change: '' });
    assert.ok(legendMarks(model).some(({ label }) => label === 'vs. Nov 9 – 10: see the running total'));
    const running = modelOf(month, { shape: 'cumulative' });
    assert.deepEqual([...(running.previous?.line ?? [])], [2, 10, Number.NaN]);
    assert.ok(legendMarks(running).some(({ label }) => label === 'vs. Nov 9 – 10'));
  });

  it('the previous period in a running total ends at all of it, also days that no bucket meets', () => {
    const days = costs('day', ['billed', 'billed'], { a: [DOLLAR, DOLLAR] });
    const longer = {
      cost: BigInt64Array.of(15n * DOLLAR),
      unpricedTokens: new Float64Array(1),
      counts: new Float64Array(6),
    };
    const model = modelOf(
      { ...explorer, chart: days, totals: { ...made.totals, before: longer } },
      { shape: 'cumulative' },
    );
    assert.deepEqual([...(model.previous?.line ?? [])], [2, 15]);
  });

  it('the previous period of a bucket is absent for an isolated series and in the heat map', () => {
    assert.equal(bucketFigures(modelOf(explorer, { isolated: 'a' }), 0).previous, null);
    assert.equal(modelOf(explorer, { shape: 'heat' }).previous, null);
  });

  it('the previous period of a bucket is drawn for a rate but never summed', () => {
    const rates = explorerOf(
      shares('day', ['billed', 'billed'], {
        a: [
          [1, 2],
          [1, 2],
        ],
      }),
      {
        previousByBucket: Float64Array.of(0, Number.NaN),
      },
    );
    assert.deepEqual([...(modelOf(rates).previous?.line ?? [])], [0, Number.NaN]);
    assert.equal(modelOf(rates, { shape: 'cumulative' }).previous, null);
    const texts = [0, 1].map((bucket) => bucketFigures(modelOf(rates), bucket).previous?.text);
    assert.deepEqual(texts, ['0.0%', '—']);
  });

  it('the previous period of a bucket comes with a total line in the shape of lines', () => {
    const two = explorerOf(counts('day', ['billed'], { a: [1], b: [2] }), { previousByBucket: Float64Array.of(4) });
    assert.deepEqual([...(modelOf(two, { shape: 'lines' }).total?.values ?? [])], [3]);
    assert.equal(modelOf(two).total, null);
  });
});
