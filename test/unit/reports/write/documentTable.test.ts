import assert from 'node:assert/strict';
import { change, count, money, text } from '../../../../src/reports/table/cells.ts';
import { amountsFirst, filledTable } from '../../../../src/reports/write/documentTable.ts';
import type { Table } from '../../../../src/shared/tables/table.ts';

const TABLE: Table = {
  key: 'by-thing',
  columns: [
    { key: 'thing', title: 'Thing', kind: 'text' },
    { key: 'cost_usd', title: 'Cost', kind: 'money' },
    { key: 'change', title: 'Change', kind: 'change' },
    { key: 'units', title: 'Units', kind: 'count' },
  ],
  rows: [
    [text('a'), money(1n, 'billed'), change(1, null), count(null)],
    [text('b'), money(null, 'none'), change(1, null), count(0)],
  ],
  total: [text('Total'), money(1n, 'billed'), change(1, null), count(0)],
};

describe('a table on paper', () => {
  it('filledTable drops a column that is empty in every row', () => {
    const { columns, rows, total } = filledTable(TABLE);
    assert.deepEqual(
      columns.map(({ key }) => key),
      ['thing', 'cost_usd', 'units'],
    );
    for (const cells of [...rows, total ?? []]) assert.equal(cells.length, 3);
  });

  it('filledTable drops a column that is a dash in every row, for zeros are one there', () => {
    const dashed = TABLE.columns.map((column) => (column.key === 'units' ? { ...column, zero: '—' } : column));
    assert.deepEqual(
      filledTable({ ...TABLE, columns: dashed }).columns.map(({ key }) => key),
      ['thing', 'cost_usd'],
    );
  });

  it('filledTable keeps zeros and tokens without a price: they say something', () => {
    const unpriced = { ...TABLE, rows: [[text('a'), money(null, 'none', 5), change(0, 0), count(0)]] };
    assert.deepEqual(
      filledTable(unpriced).columns.map(({ key }) => key),
      ['thing', 'cost_usd', 'units'],
    );
  });
});

describe('the order of columns in a document', () => {
  it('amountsFirst moves amounts and changes before counts, and details to the end, total included', () => {
    const row = [text('a'), text('hint'), count(7), money(1n, 'billed'), change(1, 2)];
    const table: Table = {
      key: 'by-thing',
      columns: [
        { key: 'thing', title: 'Thing', kind: 'text' },
        { key: 'hint', title: 'Hint', kind: 'text', isLast: true },
        { key: 'units', title: 'Units', kind: 'count' },
        { key: 'cost_usd', title: 'Cost', kind: 'money' },
        { key: 'change', title: 'Change', kind: 'change' },
      ],
      rows: [row],
      total: row,
    };
    const { columns, rows, total } = amountsFirst(table);
    assert.deepEqual(
      columns.map(({ key }) => key),
      ['thing', 'cost_usd', 'change', 'units', 'hint'],
    );
    const moved = [0, 3, 4, 2, 1].map((at) => row[at]);
    assert.deepEqual([rows, total], [[moved], moved]);
  });

  it('amountsFirst keeps priced counts before their prices', () => {
    const table: Table = {
      key: 'lines',
      columns: [
        { key: 'units', title: 'Units', kind: 'count' },
        { key: 'rate_usd', title: 'Unit price', kind: 'rate' },
        { key: 'billed_usd', title: 'Billed', kind: 'money' },
      ],
      rows: [],
      total: null,
    };
    assert.deepEqual(amountsFirst(table).columns, table.columns);
  });
});
