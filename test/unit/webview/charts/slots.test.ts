import assert from 'node:assert/strict';

import { assignSlots, SLOTS } from '../../../../webview/charts/slots.ts';

const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('the colour of a model', () => {
  it('is given in the order of cost', () => {
    assert.deepEqual(assignSlots(['opus', 'sonnet'], {}), { opus: 0, sonnet: 1 });
  });

  it('stays when another one becomes dearer', () => {
    const slots = assignSlots(['opus', 'sonnet'], {});
    assert.deepEqual(assignSlots(['sonnet', 'opus', 'haiku'], slots), { opus: 0, sonnet: 1, haiku: 2 });
  });

  it('is kept while the model is out of sight', () => {
    const slots = assignSlots(['sonnet'], { opus: 0, sonnet: 1 });
    assert.deepEqual(slots, { opus: 0, sonnet: 1 });
  });

  it('goes to a new model only from one that is not charted, when none is free', () => {
    const slots = assignSlots([...eight.slice(1), 'new'], assignSlots(eight, {}));
    assert.equal(slots['new'], 0);
    assert.equal(slots['a'], undefined);
    assert.equal(new Set(Object.values(slots)).size, SLOTS);
  });

  it('is never shared, whatever was kept', () => {
    const slots = assignSlots(['a', 'b'], { a: 3, b: 3, c: 99, d: -1 });
    assert.equal(slots['a'], 3);
    assert.notEqual(slots['b'], 3);
    assert.deepEqual(Object.keys(slots).sort(), ['a', 'b']);
  });
});
