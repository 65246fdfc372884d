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

describe('walking over the buckets', () => {
  it('begins where the reader is led to, whichever arrow it was', () => {
    assert.deepEqual(walked(['ArrowLeft'], row), at(20));
    assert.deepEqual(walked(['ArrowRight'], row), at(20));
  });

  it('goes back and forth, by pages, and to the ends', () => {
    assert.deepEqual(walked(['ArrowLeft', 'ArrowLeft'], row), at(19));
    assert.deepEqual(walked(['ArrowLeft', 'ArrowRight'], row), at(21));
    assert.deepEqual(walked(['PageUp'], row, at(20)), at(17));
    assert.deepEqual(walked(['Home'], row), at(0));
    assert.deepEqual(walked(['End'], row), at(29));
  });

  it('stays inside', () => {
    assert.deepEqual(walked(['Home', 'ArrowLeft'], row), at(0));
    assert.deepEqual(walked(['End', 'PageDown'], row), at(29));
  });

  it('stretches with Shift, and shrinks back without', () => {
    assert.deepEqual(walked(['Shift+ArrowLeft', 'Shift+ArrowLeft'], row, at(10)), at(8, 10));
    assert.deepEqual(walked(['Shift+ArrowRight', 'ArrowRight'], row, at(10)), at(12));
  });

  it('goes up and down where there are rows, which cannot be stretched', () => {
    assert.deepEqual(walked(['ArrowDown'], week, at(5)), at(29));
    assert.deepEqual(walked(['ArrowUp'], week, at(5)), at(5));
    assert.deepEqual(walked(['ArrowDown'], week, at(160)), at(160));
    assert.deepEqual(walked(['Shift+ArrowRight'], week, at(5)), at(6));
  });

  it('leaves other keys to the page', () => {
    const press = (key: string, cursor: Cursor | null) => cursorStep({ key, shiftKey: false }, cursor, row, 20);
    assert.equal(press('ArrowUp', at(3)), null);
    assert.equal(press('Tab', at(3)), null);
    assert.equal(press('Enter', null), null);
    assert.equal(press('Escape', null), null);
    assert.equal(cursorStep({ key: 'End', shiftKey: false }, null, { count: 0, columns: 0 }, 0), null);
  });

  it('enters with Enter and leaves with Escape', () => {
    assert.deepEqual(cursorStep({ key: 'Enter', shiftKey: false }, at(3), row, 20), { type: 'enter' });
    assert.equal(walked(['Escape'], row, at(3)), null);
  });
});
