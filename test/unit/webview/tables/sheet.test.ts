import assert from 'node:assert/strict';
import { type Cell, NAME, nextSort, type Sheet, sortLines, sortOf } from '../../../../webview/tables/sheet.ts';

const cell = (order: Cell['order']): Cell => ({
  order,
  text: () => `${order}`,
  title: () => '',
  copied: () => `${order}`,
});
const sheet: Sheet = {
  caption: '',
  head: 'Model',
  ids: 'Id',
  columns: [
    { key: 'cost', name: 'Cost', copied: 'Cost (USD)' },
    { key: 'share', name: 'share', copied: 'Share' },
  ],
  lines: [
    { id: 'a', name: 'Key 10', detail: '', cells: [cell(5n), cell(2)] },
    { id: 'b', name: 'Key 9', detail: '', cells: [cell(9n), cell(null)] },
    { id: 'c', name: 'key 1', detail: '', cells: [cell(9n), cell(3)] },
  ],
  sorted: { by: 'cost', descending: true },
  total: null,
};
const order = (by: string, descending: boolean) => sortLines(sheet, { by, descending }).map(({ id }) => id);

describe('the order of a table', () => {
  it('is its own before anyone sorts it, and equals stay as they were', () => {
    assert.deepEqual(
      sortLines(sheet, null).map(({ id }) => id),
      ['b', 'c', 'a'],
    );
  });

  it('goes by a column, either way', () => {
    assert.deepEqual(order('cost', false), ['a', 'b', 'c']);
    assert.deepEqual(order('cost', true), ['b', 'c', 'a']);
  });

  it('has what is not known last, either way', () => {
    assert.deepEqual(order('share', true), ['c', 'a', 'b']);
    assert.deepEqual(order('share', false), ['a', 'c', 'b']);
  });

  it('goes by names as people count', () => {
    assert.deepEqual(order(NAME, false), ['c', 'b', 'a']);
  });

  it('goes by time where names are times', () => {
    const lines = sheet.lines.map((line, at) => ({ ...line, order: [2, 1, 3][at] ?? 0 }));
    assert.deepEqual(
      sortLines({ ...sheet, lines }, { by: NAME, descending: true }).map(({ id }) => id),
      ['c', 'a', 'b'],
    );
  });

  it('is the own one again when its column is gone', () => {
    assert.deepEqual(sortOf(sheet, { by: 'mixed', descending: false }), sheet.sorted);
    assert.deepEqual(sortOf(sheet, { by: NAME, descending: false }), { by: NAME, descending: false });
  });

  it('begins with the largest or with A, and turns around at the next click', () => {
    assert.deepEqual(nextSort(sheet.sorted, 'share'), { by: 'share', descending: true });
    assert.deepEqual(nextSort(sheet.sorted, NAME), { by: NAME, descending: false });
    assert.deepEqual(nextSort(sheet.sorted, 'cost'), { by: 'cost', descending: false });
  });
});
