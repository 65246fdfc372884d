import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR, sumOfAmounts, toCents } from '../../../../src/shared/money.ts';
import { costFigures } from '../../../../src/shared/tables/costFigures.ts';
import { totalsTable } from '../../../../src/shared/tables/totals.ts';
import { type Made, madeExplorer, type Setting } from './made.ts';
import { allColumns, shownTable, texts } from './shown.ts';

const format = createFormat('en-US', 'UTC');
const bases = ['billed', 'billed', 'estimated'] as const;
const opus: Made = {
  id: 'opus',
  amounts: [3n * DOLLAR, 3n * DOLLAR, 2n * DOLLAR],
  counts: [100, 20, 5, 875, 40, 2],
  before: 10n * DOLLAR,
  countsBefore: [100, 0, 0, 100, 50, 0],
};
const haiku: Made = { id: 'haiku', amounts: [DOLLAR, DOLLAR, 0n], counts: [100, 0, 0, 0, 60, 0] };
const mystery: Made = { id: 'mystery', detail: 'x-1', amounts: [0n, 0n, 0n], unpriced: 500 };

function shown(made: readonly Made[], setting: Partial<Setting> = {}, columnsOf?: typeof allColumns) {
  const table = shownTable(totalsTable(madeExplorer(made, { bases, ...setting }), format), format, columnsOf);
  return { table, heads: table.heads, rows: [...table.rows.map(texts), texts(table.total)] };
}
/** With the columns of files as well. */
const inFull = (made: readonly Made[], setting: Partial<Setting> = {}) => shown(made, setting, allColumns);

const copiedOf = (id: string) => {
  const { table } = inFull([opus, { ...mystery, before: DOLLAR }], { compare: true });
  return table.rows.find((row) => row.id === id)?.cells.map(({ copied }) => copied) ?? [];
};

describe('totalsTable of cost', () => {
  it('totalsTable has cost with its share, tokens and cache hits, dearest first', () => {
    const { heads, rows } = shown([haiku, opus]);
    assert.deepEqual(heads, ['Model', 'Cost', 'share', 'tokens in', 'out', 'cache hit']);
    assert.deepEqual(rows, [
      ['OPUS', '≈$8.00', '80.0%', '1.0K', '40', '87.5%'],
      ['HAIKU', '$2.00', '20.0%', '100', '60', '0.0%'],
      ['Total', '≈$10.00', '100.0%', '1.1K', '100', '79.5%'],
    ]);
  });

  it('totalsTable splits cost into billed and estimated in the columns of files, and in tooltips on screen', () => {
    const { heads, rows } = inFull([haiku, opus]);
    assert.deepEqual(heads.slice(1, 5), ['Cost', 'billed', 'estimated', 'share']);
    assert.deepEqual(
      rows.map((row) => row.slice(1, 4)),
      [
        ['≈$8.00', '$6.00', '≈$2.00'],
        ['$2.00', '$2.00', '—'],
        ['≈$10.00', '$8.00', '≈$2.00'],
      ],
    );
    const { rows: onScreen, total } = shown([haiku, opus]).table;
    assert.deepEqual(
      [...onScreen, total].map((row) => row?.cells[0]?.title),
      [
        '$8.00000000 partly estimated: $6.00 billed, ≈$2.00 estimated',
        '$2.00000000',
        '$10.00000000 partly estimated: $8.00 billed, ≈$2.00 estimated',
      ],
    );
  });

  it('totalsTable shows no tokens where a cost belongs to none, rather than zero', () => {
    const search: Made = { id: 'search', amounts: [DOLLAR, 0n, 0n], counts: [0, 0, 0, 0, 0, 9] };
    assert.deepEqual(shown([opus, search]).rows[1], ['SEARCH', '$1.00', '11.1%', '—', '—', '—']);
  });

  it('totalsTable shows shares beside a credit, whose own is below zero', () => {
    const credit: Made = { id: 'credit', amounts: [-2n * DOLLAR, 0n, 0n] };
    const { rows, heads } = shown([opus, haiku, credit]);
    const share = heads.indexOf('share');
    assert.deepEqual(
      rows.map((row) => row[share]),
      ['100.0%', '25.0%', '-25.0%', '100.0%'],
    );
  });

  it('totalsTable has a column for partly estimated cost where there is any', () => {
    const { heads } = inFull([opus], { bases: ['billed', 'mixed', 'estimated'] });
    assert.deepEqual(heads.slice(1, 5), ['Cost', 'billed', 'partly estimated', 'estimated']);
  });

  it('totalsTable compares with the previous period, and calls a value without cost then new', () => {
    const { table, heads, rows } = shown([opus, haiku], { compare: true });
    assert.equal(heads[3], 'Change');
    assert.deepEqual(
      rows.map((row) => row[3]),
      ['-20.0%', 'new', '0.0%'],
    );
    assert.equal(table.made[0]?.cells[2]?.title, 'Nov 17 – 19: $10.00000000');
  });

  it('totalsTable marks an estimate of the previous period with ≈', () => {
    const explorer = { ...madeExplorer([opus], { bases, compare: true }), previousBasis: 'estimated' as const };
    const { made } = shownTable(totalsTable(explorer, format), format);
    assert.equal(made[0]?.cells[2]?.title, 'Nov 17 – 19: ≈$10.00000000');
  });

  it('totalsTable compares with nothing that was unpriced before: it was no zero', () => {
    const { heads, rows } = inFull([opus, { ...haiku, unpricedBefore: 700 }], { compare: true });
    const at = heads.findIndex((head) => head.startsWith('Previous period'));
    assert.deepEqual(
      rows.map((row) => row.slice(at, at + 2)),
      [
        ['$10.00', '-20.0%'],
        ['—', '—'],
        ['$10.00', '—'],
      ],
    );
  });

  it('totalsTable shows a dash for usage that is in no bill, and no fall since before', () => {
    const refused: Made = { id: 'refused', amounts: [0n, 0n, 0n], counts: [9, 0, 0, 0, 0, 0], before: DOLLAR };
    const { rows } = shown([opus, refused], { compare: true });
    assert.deepEqual(rows[1]?.slice(0, 4), ['REFUSED', '—', '—', '—']);
    assert.deepEqual(shown([refused]).rows.at(-1)?.slice(0, 2), ['Total', '—']);
  });

  it('totalsTable never shows $0 for tokens without a price, and counts them', () => {
    const { heads, rows } = inFull([opus, mystery]);
    assert.equal(heads.at(-1), 'unpriced tokens');
    assert.deepEqual(rows[1]?.slice(0, 5), ['MYSTERY', '—', '—', '—', '—']);
    assert.deepEqual(
      rows.map((row) => row.at(-1)),
      ['', '500', '500'],
    );
    assert.deepEqual(copiedOf('mystery').slice(0, 4), ['', '', '', '']);
  });

  it('totalsTable shows no change for tokens without a price, nor for a sum with them', () => {
    const { rows, heads } = shown([opus, mystery], { compare: true });
    const change = heads.indexOf('Change');
    assert.deepEqual(
      rows.map((row) => row[change]),
      ['-20.0%', '—', '—'],
    );
  });

  it('totalsTable distinguishes a cost of zero from one that is not known', () => {
    assert.deepEqual(shown([{ id: 'a', amounts: [0n, 0n, 0n] }]).rows[0]?.[1], '$0.00');
    const unknown = shown([{ id: 'a', amounts: [0n] }], { bases: ['none'] });
    assert.deepEqual(
      unknown.rows.map((row) => row[1]),
      ['—', '—'],
    );
  });

  it('totalsTable has no cache hit rate by token type', () => {
    assert.ok(!shown([opus], { choice: { by: 'tokenType' } }).heads.includes('cache hit'));
  });

  it('totalsTable sums rows that are folded away in one', () => {
    const { table } = shown([opus, haiku, mystery], { compare: true });
    const folded = table.folded(['haiku', 'mystery']);
    assert.deepEqual(
      folded.map(({ text }) => text),
      ['$2.00', '20.0%', '—', '100', '60', '0.0%', '500'],
    );
    const both = table.folded(['opus', 'haiku']);
    assert.deepEqual(
      both.map(({ text }) => text),
      ['≈$10.00', '100.0%', '0.0%', '1.1K', '100', '79.5%', ''],
    );
    assert.equal(both[0]?.title, '$10.00000000 partly estimated: $8.00 billed, ≈$2.00 estimated');
  });

  it('totalsTable shows no fall for folded rows of which one is in no bill, and no parts of an unknown total', () => {
    const gone: Made = { id: 'gone', amounts: [0n, 0n, 0n], before: DOLLAR };
    const refused: Made = { id: 'refused', amounts: [0n, 0n, 0n], counts: [9, 0, 0, 0, 0, 0], before: DOLLAR };
    const { table } = inFull([gone, refused], { compare: true });
    assert.equal(table.folded(['gone', 'refused'])[table.keys.indexOf('change') - 1]?.text, '—');
    assert.deepEqual(
      table.total?.cells.slice(0, 3).map(({ copied }) => copied),
      ['', '', ''],
    );
  });

  it('totalsTable has the same total for the rows shown and the row of others, wherever it is folded', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 90n * DOLLAR }), { minLength: 3, maxLength: 3 });
    void fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 15 }), fc.nat(15), (all, fold) => {
        const made = all.map((one, at) => ({ id: `m${at}`, amounts: one }));
        const { table } = inFull(made, { bases: ['billed', 'mixed', 'estimated'] });
        const ids = made.map(({ id }) => id);
        const parts = [ids.slice(0, fold), ids.slice(fold)].map(table.folded);
        const whole = table.total?.cells ?? [];
        for (const [at, key] of table.keys.slice(1).entries()) {
          if (!['cost', 'billed', 'mixed', 'estimated', 'share'].includes(key)) continue;
          const texts = [parts[0]?.[at], parts[1]?.[at], whole[at]].map((cell) => cell?.text ?? '');
          // Amounts below a cent and empty cells are no numbers.
          const [first, second, total] = texts.map((text) =>
            /[<—]/.test(text) ? 0 : Number(text.replace(/[^\d]/g, '')),
          );
          assert.equal((first ?? 0) + (second ?? 0), total, `${key}: ${texts.join()}`);
        }
      }),
    );
  });

  it('costFigures add up as printed, along rows and columns, to the nearest cent of the chart', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 90n * DOLLAR }), { minLength: 3, maxLength: 3 });
    void fc.assert(
      fc.property(fc.array(amounts, { maxLength: 15 }), (all) => {
        const explorer = madeExplorer(
          all.map((one, at) => ({ id: `m${at}`, amounts: one })),
          { bases: ['billed', 'mixed', 'estimated'] },
        );
        const { values, total } = costFigures(explorer);
        assert.equal(total.cents, toCents(sumOfAmounts(all.flat())));
        assert.equal(sumOfAmounts(values.map(({ cents }) => cents)), total.cents);
        for (const { cents, parts } of [...values, total]) {
          assert.equal(parts.billed.cents + parts.mixed.cents + parts.estimated.cents, cents);
        }
      }),
    );
  });
});

describe('totalsTable of other measures', () => {
  it('totalsTable of counts and rates sums rows that are folded away in one, with its own share or rate', () => {
    const folded = (measure: 'output' | 'cacheHitRate') => {
      const { table } = shown([opus, haiku], { choice: { measure } });
      return [['haiku'], ['opus', 'haiku']].map((ids) => table.folded(ids).map(({ text }) => text));
    };
    assert.deepEqual(folded('output')[0]?.slice(0, 2), ['60', '60.0%']);
    assert.deepEqual(folded('output')[1]?.slice(0, 2), ['100', '100.0%']);
    assert.equal(folded('cacheHitRate')[1]?.[0], '79.5%');
  });

  it('totalsTable of counts has exact units, their share and change, and the cost beside them', () => {
    const { heads, rows } = shown([opus, haiku], { choice: { measure: 'output' }, compare: true });
    assert.deepEqual(heads, ['Model', 'Output tokens', 'share', 'Change', 'Cost']);
    assert.deepEqual(rows, [
      ['HAIKU', '60', '60.0%', 'new', '$2.00'],
      ['OPUS', '40', '40.0%', '-20.0%', '≈$8.00'],
      ['Total', '100', '100.0%', '+100.0%', '≈$10.00'],
    ]);
  });

  it('totalsTable of tokens counts all input and output', () => {
    assert.deepEqual(shown([opus], { choice: { measure: 'tokens' } }).rows[0]?.slice(0, 3), [
      'OPUS',
      '1,040',
      '100.0%',
    ]);
  });

  it('totalsTable of the cache hit rate shows the rate with its reads, writes and uncached tokens', () => {
    const { heads, rows } = shown([haiku, opus], { choice: { measure: 'cacheHitRate' }, compare: true });
    assert.deepEqual(heads, ['Model', 'Hit rate', 'Change', 'reads', 'writes', 'uncached', 'Cost']);
    assert.deepEqual(rows, [
      ['OPUS', '87.5%', '+37.5 pts', '875', '25', '100', '≈$8.00'],
      ['HAIKU', '0.0%', '—', '0', '0', '100', '$2.00'],
      ['Total', '79.5%', '+29.5 pts', '875', '25', '200', '≈$10.00'],
    ]);
  });
});
