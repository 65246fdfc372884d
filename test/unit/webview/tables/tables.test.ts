import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CENT, DOLLAR, toCents } from '../../../../src/shared/money.ts';
import { bucketTable } from '../../../../webview/tables/bucketTable.ts';
import { seriesTable } from '../../../../webview/tables/seriesTable.ts';
import { type Buckets, chartOf } from '../charts/chartOf.ts';

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const buckets: Buckets = ['billed', 'billed', 'billed', 'mixed', 'ESTIMATED'];
const charts = fc
  .array(fc.array(fc.bigInt({ min: 0n, max: 90n * DOLLAR }), { minLength: 5, maxLength: 5 }), { maxLength: 12 })
  .map((series) =>
    chartOf(
      'day',
      buckets,
      series.map((amounts, index) => ({ id: `m${index}`, amounts })),
    ),
  );

describe('the table by model', () => {
  it('tells billed, mixed and estimated apart, dearest first', () => {
    const table = seriesTable(
      chartOf(
        'day',
        ['billed', 'mixed', 'ESTIMATED'],
        [
          { id: 'haiku', amounts: [DOLLAR, 0n, DOLLAR] },
          { id: 'opus', amounts: [3n * DOLLAR, 2n * DOLLAR, DOLLAR] },
        ],
      ),
    );
    assert.deepEqual(
      table.rows.map(({ name, basis, cents, parts }) => [name, basis, cents, parts.billed.cents, parts.mixed.cents]),
      [
        ['OPUS', 'mixed', 600n, 300n, 200n],
        ['HAIKU', 'mixed', 200n, 100n, 0n],
      ],
    );
    assert.equal(table.total.cents, 800n);
    assert.deepEqual(table.parts, ['billed', 'mixed', 'estimated']);
  });

  it('says billed of what was billed at nothing, and counts tokens without a price', () => {
    const [free, unpriced] = seriesTable(
      chartOf(
        'day',
        ['billed'],
        [
          { id: 'unpriced', amounts: [0n], unpriced: [5] },
          { id: 'free', amounts: [0n] },
        ],
      ),
    ).rows.toReversed();
    assert.equal(free?.basis, 'billed');
    assert.equal(unpriced?.unpricedTokens, 5);
  });

  it('has shares that add up to the whole', () => {
    const thirds = chartOf(
      'day',
      ['billed'],
      ['a', 'b', 'c'].map((id) => ({ id, amounts: [DOLLAR] })),
    );
    assert.deepEqual(
      seriesTable(thirds).rows.map(({ share }) => share),
      [334, 333, 333],
    );
  });

  it('has no shares of nothing', () => {
    const table = seriesTable(chartOf('day', ['billed'], [{ id: 'a', amounts: [0n] }]));
    assert.equal(table.rows[0]?.share, null);
    assert.equal(table.total.share, null);
  });

  it('adds up as printed, along rows and columns, to the nearest cent of the chart', () => {
    void fc.assert(
      fc.property(charts, (chart) => {
        const { rows, total } = seriesTable(chart);
        assert.equal(sum(rows.map(({ cents }) => cents)), total.cents);
        assert.equal(total.cents, toCents(sum([...chart.amounts])));
        for (const { cents, parts } of [...rows, total]) {
          assert.equal(parts.billed.cents + parts.mixed.cents + parts.estimated.cents, cents);
        }
      }),
    );
  });
});

describe('the table by day', () => {
  const half = CENT / 2n;
  const chart = chartOf(
    'day',
    ['none', 'billed', 'ESTIMATED', 'none'],
    [
      { id: 'opus', amounts: [0n, 2n * DOLLAR + half, DOLLAR + half, 0n] },
      { id: 'haiku', amounts: [0n, DOLLAR, half, 0n], unpriced: [0, 0, 9, 0] },
    ],
  );
  const table = bucketTable(chart, seriesTable(chart));

  it('begins with the newest day that has happened and has the columns of the other table', () => {
    assert.deepEqual(
      table.rows.map(({ basis, running }) => [basis, running]),
      [
        ['estimated', true],
        ['billed', false],
        ['none', false],
      ],
    );
    assert.deepEqual(
      table.series.map(({ id }) => id),
      ['opus', 'haiku'],
    );
  });

  it('keeps tokens without a price', () => {
    assert.equal(table.rows[0]?.unpricedTokens, 9);
    assert.equal(table.rows[0]?.cells[1]?.unpricedTokens, 9);
  });

  it('has every figure of the chart, and the totals of the other table to the cent', () => {
    void fc.assert(
      fc.property(charts, (drawn) => {
        const bySeries = seriesTable(drawn);
        const byDay = bucketTable(drawn, bySeries);
        assert.equal(byDay.cents, bySeries.total.cents);
        assert.deepEqual(
          byDay.series.map(({ cents }) => cents),
          bySeries.rows.map(({ cents }) => cents),
        );
        assert.equal(byDay.rows[0]?.cents, bySeries.total.parts.estimated.cents);
        assert.equal(byDay.rows[1]?.cents, bySeries.total.parts.mixed.cents);
        for (const row of byDay.rows) assert.equal(sum(row.cells.map(({ cents }) => cents)), row.cents);
        assert.equal(sum(byDay.rows.map(({ cents }) => cents)), byDay.cents);
        assert.equal(sum(byDay.rows.flatMap(({ cells }) => cells.map(({ exact }) => exact))), sum([...drawn.amounts]));
      }),
    );
  });
});
