import assert from 'node:assert/strict';
import { type Cursor, cursorStep, type Walkable } from '../../../../../webview/charts/interact/cursor.ts';

const row: Walkable = { count: 30, columns: 30 };
const week: Walkable = { count: 168, columns: 24 };
const at = (index: number, anchor = index): Cursor => ({ at: index, anchor });

function walked(keys: readonly string[], walkable: Walkable, from: Cursor | null = null): Cursor | null {
  return keys.reduce((cursor: Cursor | null, key) => {
    const step = cursorStep(
      { key: key.replace('Shift+', ''), shiftKey: key.startsWith('Shift+') },
      cursor,
      walkable,
      20,
    );
    return step?.type === 'move' ? step.cursor : cursor;
  }, from);
}

describe('cursorStep', () => {
  it('cursorStep begins at the first cell with any arrow key', () => {
    assert.deepEqual(walked(['ArrowLeft'], row), at(20));
    assert.deepEqual(walked(['ArrowRight'], row), at(20));
  });

  it('cursorStep moves by one, by pages and to the ends', () => {
    assert.deepEqual(walked(['ArrowLeft', 'ArrowLeft'], row), at(19));
    assert.deepEqual(walked(['ArrowLeft', 'ArrowRight'], row), at(21));
    assert.deepEqual(walked(['PageUp'], row, at(20)), at(17));
    assert.deepEqual(walked(['Home'], row), at(0));
    assert.deepEqual(walked(['End'], row), at(29));
  });

  it('cursorStep stops at the first and the last cell', () => {
    assert.deepEqual(walked(['Home', 'ArrowLeft'], row), at(0));
    assert.deepEqual(walked(['End', 'PageDown'], row), at(29));
  });

  it('cursorStep selects a range with Shift and drops it without', () => {
    assert.deepEqual(walked(['Shift+ArrowLeft', 'Shift+ArrowLeft'], row, at(10)), at(8, 10));
    assert.deepEqual(walked(['Shift+ArrowRight', 'ArrowRight'], row, at(10)), at(12));
  });

  it('cursorStep moves by rows in a grid and selects no range there', () => {
    assert.deepEqual(walked(['ArrowDown'], week, at(5)), at(29));
    assert.deepEqual(walked(['ArrowUp'], week, at(5)), at(5));
    assert.deepEqual(walked(['ArrowDown'], week, at(160)), at(160));
    assert.deepEqual(walked(['Shift+ArrowRight'], week, at(5)), at(6));
  });

  it('cursorStep ignores other keys', () => {
    const press = (key: string, cursor: Cursor | null) => cursorStep({ key, shiftKey: false }, cursor, row, 20);
    assert.equal(press('ArrowUp', at(3)), null);
    assert.equal(press('Tab', at(3)), null);
    assert.equal(press('Enter', null), null);
    assert.equal(press('Escape', null), null);
    assert.equal(cursorStep({ key: 'End', shiftKey: false }, null, { count: 0, columns: 0 }, 0), null);
  });

  it('cursorStep enters with Enter and leaves the chart with Escape', () => {
    assert.deepEqual(cursorStep({ key: 'Enter', shiftKey: false }, at(3), row, 20), { type: 'enter' });
    assert.equal(walked(['Escape'], row, at(3)), null);
  });
});
