import assert from 'node:assert/strict';
import { changeCell } from '../../../../src/shared/tables/cells.ts';
import { nextSort, sortOf, sortRows } from '../../../../src/shared/tables/sortRows.ts';
import type { Row, Table } from '../../../../src/shared/tables/table.ts';

const row = (id: string, text: string, amount: bigint, fraction: number | null): Row => [
  { kind: 'text', text, id },
  { kind: 'money', amount, basis: 'billed' },
  { kind: 'share', fraction },
];
const table: Table = {
  key: 'one',
  columns: [
    { key: 'name', title: 'Model', kind: 'text' },
    { key: 'cost', title: 'Cost', kind: 'money' },
    { key: 'share', title: 'share', kind: 'share' },
  ],
  rows: [row('a', 'Key 10', 5n, 0.2), row('b', 'Key 9', 9n, null), row('c', 'key 1', 9n, 0.3)],
  total: null,
  sorted: { by: 'cost', descending: true },
};
const ids = (rows: readonly Row[]) => rows.map(([name]) => (name?.kind === 'text' ? name.id : ''));
const order = (by: string, descending: boolean) => ids(sortRows(table, { by, descending }));

describe('the order of a table', () => {
  it('sortRows keeps the table’s own order until another is wished, and equal rows as they are', () => {
    assert.deepEqual(ids(sortRows(table)), ['b', 'c', 'a']);
    const { sorted: _, ...unsorted } = table;
    assert.deepEqual(ids(sortRows(unsorted)), ['a', 'b', 'c']);
  });

  it('sortRows sorts by a column in either direction', () => {
    assert.deepEqual(order('cost', false), ['a', 'b', 'c']);
    assert.deepEqual(order('cost', true), ['b', 'c', 'a']);
  });

  it('sortRows puts unknown figures last in either direction', () => {
    assert.deepEqual(order('share', true), ['c', 'a', 'b']);
    assert.deepEqual(order('share', false), ['a', 'c', 'b']);
  });

  it('sortRows puts changes of less than a hundredth of the total last in either direction, and unknown ones after them', () => {
    const changed = (id: string, now: bigint | number, before: bigint | number): Row => [
      { kind: 'text', text: id, id },
      changeCell(now, before),
    ];
    const columns = [
      { key: 'name', title: 'API key', kind: 'text' },
      { key: 'change', title: 'Change', kind: 'change' },
    ] as const;
    // A key of a cent that cost ten is no news; one that fell from a tenth of the total to nothing is.
    const rows = [
      changed('small', 10n, 1n),
      changed('gone', 0n, 1000n),
      changed('nothing', 0n, 0n),
      changed('doubled', 2000n, 1000n),
      changed('new', 500n, 0n),
      changed('same', 9000n, 9000n),
    ];
    const byChange = (descending: boolean) => {
      const sorted = { key: 'totals', columns, rows, total: null };
      return ids(sortRows(sorted, { by: 'change', descending }));
    };
    assert.deepEqual(byChange(true), ['new', 'doubled', 'same', 'gone', 'small', 'nothing']);
    assert.deepEqual(byChange(false), ['gone', 'same', 'doubled', 'new', 'small', 'nothing']);
  });

  it('sortRows sorts names by the numbers in them, ignoring case', () => {
    assert.deepEqual(order('name', false), ['c', 'b', 'a']);
  });

  it('sortRows sorts buckets by time, not by their names', () => {
    const rows = table.rows.map(([name, ...cells], at): Row => {
      return name?.kind === 'text' ? [{ ...name, order: [2, 1, 3][at] ?? 0 }, ...cells] : cells;
    });
    assert.deepEqual(ids(sortRows({ ...table, rows }, { by: 'name', descending: true })), ['c', 'a', 'b']);
  });

  it('sortOf returns the table’s own order where the wished column is gone', () => {
    assert.deepEqual(sortOf(table, { by: 'mixed', descending: false }), table.sorted);
    assert.deepEqual(sortOf(table, { by: 'name', descending: false }), { by: 'name', descending: false });
  });

  it('nextSort begins with the largest figure or with A, and reverses at the next click', () => {
    assert.deepEqual(nextSort(table, table.sorted, 'share'), { by: 'share', descending: true });
    assert.deepEqual(nextSort(table, table.sorted, 'name'), { by: 'name', descending: false });
    assert.deepEqual(nextSort(table, table.sorted, 'cost'), { by: 'cost', descending: false });
  });
});
