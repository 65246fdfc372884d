import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeBy } from '../../../../src/figures/change/changeSums.ts';
import { explainChange } from '../../../../src/figures/change/explainChange.ts';
import { EFFECTS } from '../../../../src/shared/change.ts';
import { createFormat, MINUS } from '../../../../src/shared/format.ts';
import { toCents } from '../../../../src/shared/money.ts';
import { cellText } from '../../../../src/shared/tables/cellText.ts';
import { causesTable, contributionsTable } from '../../../../src/shared/tables/change.ts';
import type { Row, Table } from '../../../../src/shared/tables/table.ts';
import { tsv } from '../../../../src/shared/tables/tsv.ts';
import { type MadeUsage, used } from '../../figures/change/made.ts';

const format = createFormat('en-US', 'UTC', MINUS);

function tablesOf(before: readonly MadeUsage[], after: readonly MadeUsage[], moved = '') {
  const change = explainChange(used(...before), used(...after));
  const rowsBy = (by: 'apiKey' | 'model') =>
    changeBy(change, by).map((value) => ({ ...value, name: `key ${value.id}`, detail: '', moved }));
  return {
    keys: contributionsTable(rowsBy('apiKey'), change, 'apiKey', format),
    models: contributionsTable(rowsBy('model'), change, 'model', format),
    causes: causesTable(change),
  };
}
const texts = ({ columns }: Table, row: Row | null) =>
  columns.flatMap((column, at) => (column.place === 'files' ? [] : cellText(row?.[at], column, format, 'screen')));
const cents = (row: Row | null) => (row ?? []).map((cell) => (cell.kind === 'money' ? (cell.cents ?? 0n) : 0n));

const usage = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  model: fc.constantFrom('claude-opus-5-5', 'claude-haiku-4-5'),
  uncached: fc.double({ min: 0, max: 9, noNaN: true }),
  reads: fc.double({ min: 0, max: 9, noNaN: true }),
  output: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the tables of what changed', () => {
  it('contributionsTable has the change, its causes in words and both amounts, and copies have all effects', () => {
    const { keys } = tablesOf(
      [
        { key: 'a', uncached: 10, reads: 90 },
        { key: 'b', uncached: 1 },
      ],
      [
        { key: 'a', uncached: 60, reads: 140 },
        { key: 'c', uncached: 2, basis: 'estimated' },
      ],
    );
    assert.deepEqual(
      keys.rows.map((row) => texts(keys, row)),
      [
        [
          'key a',
          '+$275.00',
          'volume ×2 (+$171.50), cache hit rate down from 90% to 70% (+$103.50)',
          '$95.00',
          '$370.00',
        ],
        ['key c', '≈\u00a0+$10.00', 'new', '—', '≈$10.00'],
        ['key b', '−$5.00', 'no longer used', '$5.00', '—'],
      ].map(([name = '', change = '', , ...rest], at) => [name, change, texts(keys, keys.rows[at] ?? [])[2], ...rest]),
    );
    assert.deepEqual(texts(keys, keys.total), ['Total', '≈\u00a0+$280.00', '', '$100.00', '≈$380.00']);
    assert.match(
      texts(keys, keys.rows[0] ?? [])[2] ?? '',
      /^volume ×2 \(\+\$\d+\.\d\d\), cache hit rate down from 90% to 70% \(\+\$\d+\.\d\d\)$/,
    );
    const [head = ''] = tsv(keys).split('\n');
    for (const word of ['Volume', 'Mix of models', 'Price', 'New', 'Gone']) assert.ok(head.includes(word), head);
  });

  it('contributionsTable and causesTable add up as printed, whatever the amounts', () => {
    fc.assert(
      fc.property(fc.array(usage, { maxLength: 8 }), fc.array(usage, { maxLength: 8 }), (before, after) => {
        const { keys, models, causes } = tablesOf(before, after);
        assert.deepEqual(cents(models.total), cents(keys.total), 'each table has the same totals');
        for (const row of [...keys.rows, keys.total]) {
          const [, change = 0n, , was = 0n, is = 0n, ...effects] = cents(row);
          assert.equal(effects.length, EFFECTS.length);
          assert.equal(
            effects.reduce((sum, cent) => sum + cent, 0n),
            change,
          );
          assert.equal(was + change, is);
        }
        for (const at of keys.columns.keys()) {
          const sum = keys.rows.reduce((all, row) => all + (cents(row)[at] ?? 0n), 0n);
          assert.equal(sum, cents(keys.total)[at]);
        }
        const bridge = causes.rows.reduce((all, row) => all + (cents(row)[1] ?? 0n), 0n);
        assert.equal(bridge, cents(causes.total)[1]);
        assert.equal(bridge, cents(keys.total)[4], 'both tables end with the same amount');
        const was = keys.total?.[3];
        assert.ok(was?.kind === 'money');
        assert.deepEqual(
          [cents(keys.total)[3], cents(causes.rows[0] ?? [])[1]],
          [toCents(was.amount ?? 0n), toCents(was.amount ?? 0n)],
        );
      }),
    );
  });

  it('causesTable leads from one period to the other, the largest cause first', () => {
    const { causes } = tablesOf(
      [{ key: 'a', uncached: 10 }],
      [
        { key: 'a', uncached: 20 },
        { key: 'b', uncached: 1 },
      ],
    );
    assert.deepEqual(
      [...causes.rows, causes.total].map((row) => texts(causes, row)),
      [
        ['Previous period', '$50.00'],
        ['Volume', '+$50.00'],
        ['New', '+$5.00'],
        ['This period', '$105.00'],
      ],
    );
  });
});
