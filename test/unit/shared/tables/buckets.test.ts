import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type Chart, type Explorer, REST } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import type { Measure } from '../../../../src/shared/measures.ts';
import { DOLLAR, sumOfAmounts, toCents } from '../../../../src/shared/money.ts';
import { bucketsTable } from '../../../../src/shared/tables/buckets.ts';
import { costFigures } from '../../../../src/shared/tables/costFigures.ts';
import { seriesColumns } from '../../../../src/shared/tables/seriesColumns.ts';
import { type Made, madeExplorer, type Setting } from './made.ts';
import { type ShownRow, shownTable } from './shown.ts';

const format = createFormat('en-US', 'UTC');
const made: readonly Made[] = [
  {
    id: 'opus',
    amounts: [3n * DOLLAR, 2n * DOLLAR, DOLLAR],
    counts: [30, 0, 0, 60, 90, 0],
    before: 37_037_034n,
  },
  { id: 'haiku', amounts: [DOLLAR, 0n, DOLLAR], counts: [0, 0, 0, 0, 30, 0] },
  { id: 'mystery', amounts: [0n, 0n, 0n], unpriced: 9 },
];
const bases = ['billed', 'mixed', 'estimated'] as const;

const tableOf = (explorer: Explorer, charted = ['opus']) => shownTable(bucketsTable(explorer, charted, format), format);

function shown(setting: Partial<Setting> = {}, charted = ['opus']) {
  const table = tableOf(madeExplorer(made, { bases, ...setting }), charted);
  const texts = (row: ShownRow | null) => (row ? [row.name, row.note, ...row.cells.map(({ text }) => text)] : []);
  return { table, heads: table.heads, rows: [...table.rows.map(texts), texts(table.total)] };
}

describe('bucketsTable', () => {
  it('bucketsTable begins with the newest bucket and sums the series that are not charted in one column', () => {
    const { heads, rows } = shown();
    assert.deepEqual(heads, ['Day', 'Cost', 'OPUS', 'Other']);
    assert.deepEqual(rows, [
      ['Sun, Nov 22, 2026', 'so far', '≈$2.00', '≈$1.00', '≈$1.00'],
      ['Sat, Nov 21, 2026', '', '≈$2.00', '≈$2.00', '$0.00'],
      ['Fri, Nov 20, 2026', '', '$4.00', '$3.00', '$1.00'],
      ['Total', '', '≈$8.00', '≈$6.00', '≈$2.00'],
    ]);
  });

  it('bucketsTable has marks below the bucket on screen, and in the last column of files', () => {
    const explorer = madeExplorer(made, { bases });
    const marks = [
      { kind: 'note', at: Date.UTC(2026, 10, 20), text: 'migration' },
      { kind: 'unusual', at: Date.UTC(2026, 10, 22, 9), text: 'ci-bot spent 6 times as much as usual' },
    ] as const;
    const table = bucketsTable(explorer, ['opus'], format, marks);
    const { heads, rows } = shownTable(table, format);
    assert.deepEqual(heads, ['Day', 'Cost', 'OPUS', 'Other']);
    assert.deepEqual(
      rows.map(({ note, marks }) => [note, ...marks]),
      [['so far', 'ci-bot spent 6 times as much as usual'], [''], ['', 'Note: migration']],
    );
    assert.deepEqual(
      [table.columns.at(-1)?.title, ...table.rows.map((row) => row.at(-1))],
      [
        'Notes',
        { kind: 'text', text: 'Note: migration' },
        { kind: 'text', text: '' },
        { kind: 'text', text: 'ci-bot spent 6 times as much as usual' },
      ],
    );
  });

  it('bucketsTable splits a mixed cost into billed and estimated, as the table by value does', () => {
    const explorer = madeExplorer(made, { bases });
    const split = { cells: Uint32Array.of(1), billed: BigInt64Array.of(DOLLAR), estimated: BigInt64Array.of(DOLLAR) };
    const chart = { ...explorer.chart, split } as Chart;
    const totals = {
      ...explorer.totals,
      billed: BigInt64Array.of(4n * DOLLAR, DOLLAR, 0n),
      mixed: new BigInt64Array(3),
      estimated: BigInt64Array.of(2n * DOLLAR, DOLLAR, 0n),
    };
    const cost = tableOf({ ...explorer, chart, totals }).made[1]?.cells[0];
    assert.equal(cost?.text, '≈$2.00');
    assert.equal(cost?.title, '$2.00000000 partly estimated: $1.00 billed, ≈$1.00 estimated');
  });

  it('bucketsTable shows a dash for a series without a price, with its tokens in the tooltip', () => {
    const newest = shown({}, ['opus', 'haiku', 'mystery']).table.rows[0]?.cells.at(-1);
    assert.equal(newest?.text, '—');
    assert.equal(newest?.title, '9 unpriced tokens');
  });

  it('bucketsTable notes a day without data as not known yet', () => {
    const { rows } = shown({ bases: ['none', 'billed', 'estimated'] });
    assert.deepEqual(rows[2]?.slice(0, 2), ['Fri, Nov 20, 2026', 'not known yet']);
  });

  it('bucketsTable copies no zeros for a day that is not known', () => {
    const opus = { id: 'opus', amounts: [0n, DOLLAR] };
    const table = tableOf(madeExplorer([opus], { bases: ['none', 'billed'] }));
    assert.deepEqual(table.heads, ['Day', 'Cost'], 'a single series is the cost');
    assert.deepEqual(
      table.made.map(({ cells }) => cells.map(({ copied }) => copied)),
      [[''], ['1.00000000']],
    );
  });

  it('bucketsTable shows the previous period of a day that is not known itself, for counts and shares', () => {
    const cells = (measure: Measure, previousByBucket: Explorer['previousByBucket']) => {
      const explorer = madeExplorer(made, { bases: ['none', 'billed'], choice: { measure }, compare: true });
      return tableOf({ ...explorer, previousByBucket }).made[0]?.cells.map(({ text }) => text);
    };
    assert.deepEqual(cells('output', Float64Array.of(7, 0)), ['—', '7', '—', '—']);
    assert.deepEqual(cells('cacheHitRate', Float64Array.of(0.25, 0)), ['—', '—', '—', '25.0%', '—']);
  });

  it('bucketsTable leaves out buckets in the future', () => {
    const explorer = madeExplorer(made, { bases });
    const buckets = explorer.chart.buckets.map((bucket, at) => ({ ...bucket, running: at === 1 }));
    const table = tableOf({ ...explorer, chart: { ...explorer.chart, buckets } });
    assert.equal(table.rows.length, 2);
  });

  it('bucketsTable has a column for the previous period when compared', () => {
    const { heads, rows } = shown({ compare: true });
    assert.equal(heads[2], 'Previous period');
    assert.equal(rows.at(-1)?.[3], '$0.37');
  });

  it('bucketsTable marks an estimate of the previous period with ≈', () => {
    const explorer = { ...madeExplorer(made, { bases, compare: true }), previousBasis: 'mixed' as const };
    const { made: rows, total } = tableOf(explorer);
    assert.deepEqual(
      [rows[0], total].map((row) => row?.cells[1]?.text),
      ['≈$0.13', '≈$0.37'],
    );
  });

  it('bucketsTable counts the units of a measure that is not cost', () => {
    const { heads, rows } = shown({ choice: { measure: 'output' } });
    assert.deepEqual(heads, ['Day', 'Output tokens', 'OPUS', 'Other']);
    assert.deepEqual(rows[0]?.slice(2), ['40', '30', '10']);
    assert.deepEqual(rows.at(-1)?.slice(2), ['120', '90', '30']);
  });

  it('bucketsTable shows hit rates with their reads and input tokens', () => {
    const { heads, rows } = shown({ choice: { measure: 'cacheHitRate' } });
    assert.deepEqual(heads, ['Day', 'Hit rate', 'reads', 'all input', 'OPUS']);
    assert.deepEqual(rows[0]?.slice(2), ['66.7%', '20', '30', '66.7%']);
    assert.deepEqual(rows.at(-1)?.slice(2), ['66.7%', '60', '90', '66.7%']);
  });

  it('bucketsTable has the start of each bucket as the id of its row', () => {
    assert.equal(shown().table.made[0]?.id, '2026-11-20T00:00:00.000Z');
  });

  it('bucketsTable sums rows that are folded away in one, for cost, counts and shares', () => {
    const folded = (setting: Partial<Setting>) => {
      const { table } = shown(setting);
      return table.folded(table.made.slice(1).map(({ id }) => id)).map(({ text }) => text);
    };
    assert.deepEqual(folded({}), ['≈$4.00', '≈$3.00', '≈$1.00']);
    assert.deepEqual(folded({ compare: true })?.[1], '$0.24');
    assert.deepEqual(folded({ choice: { measure: 'output' } }), ['80', '60', '20']);
    assert.deepEqual(folded({ choice: { measure: 'cacheHitRate' } }), ['66.7%', '40', '60', '66.7%']);
  });

  it('bucketsTable shows no credit where a bucket has a tiny amount and a total has to give a cent', () => {
    const made = [
      { id: 'm0', amounts: [150_014_213n, 187_873_732n, 0n, 0n] },
      { id: 'm1', amounts: [20_112_047n, 8n, 12_500_000n, 373_500_000n] },
    ];
    const explorer = madeExplorer(made, { bases: ['billed', 'billed', 'mixed', 'estimated'] });
    const texts = tableOf(explorer, ['m0', 'm1']).made.flatMap(({ cells }) => cells.map(({ text }) => text));
    assert.deepEqual(
      texts.filter((text) => text.includes('-')),
      [],
    );
  });

  it('bucketsTable prints cents that add up, and the totals of the table by value', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 9n * DOLLAR }), { minLength: 4, maxLength: 4 });
    void fc.assert(
      fc.property(fc.array(amounts, { minLength: 2, maxLength: 6 }), (all) => {
        const explorer = madeExplorer(
          all.map((one, at) => ({ id: `m${at}`, amounts: one })),
          { bases: ['billed', 'billed', 'mixed', 'estimated'] },
        );
        const table = tableOf(
          explorer,
          all.map((_, at) => `m${at}`),
        );
        const total = table.total?.cells ?? [];
        const first = table.keys.slice(1).findIndex((key) => key.startsWith('series'));
        const cents = (text = '') => (/—|</.test(text) ? null : BigInt(text.replaceAll(/[^\d-]/g, '')));
        for (const row of [...table.made.map(({ cells }) => cells), total]) {
          const sum = cents(row[0]?.text);
          const series = row.slice(first).map(({ text }) => cents(text));
          if (sum !== null && series.every((cell) => cell !== null)) assert.equal(sumOfAmounts(series), sum);
        }
        const known = costFigures(explorer);
        assert.equal(known.total.cents, toCents(sumOfAmounts(all.flat())));
        assert.deepEqual(
          total.slice(first).map(({ text }) => cents(text)),
          known.values.map(({ amount, cents: printed }) => (amount > 0n && printed === 0n ? null : printed)),
        );
      }),
    );
  });
});

describe('seriesColumns', () => {
  const series = ['a', 'b', REST].map((id) => ({ id, name: id }));

  it('seriesColumns lists the charted series, then the others as one', () => {
    assert.deepEqual(
      seriesColumns({ series }, ['b', 'gone']).map(({ id, positions }) => [id, positions]),
      [
        ['b', [1]],
        [REST, [0, 2]],
      ],
    );
  });

  it('seriesColumns has no column for others where all series are charted', () => {
    assert.deepEqual(
      seriesColumns({ series: series.slice(0, 2) }, ['a', 'b']).map(({ name }) => name),
      ['a', 'b'],
    );
  });
});
