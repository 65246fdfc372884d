import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { COLOR_COUNT, modelColors, seriesColors } from '../../../src/shared/seriesColors.ts';

const IDS = Array.from({ length: 14 }, (_, at) => `key_${at}`);

describe('seriesColors', () => {
  it('seriesColors gives an owner its colour, whatever its rank and whoever else is charted', () => {
    const owned = { b: 2, c: 0 };
    assert.deepEqual(seriesColors({ owned, charted: ['a', 'b', 'c'] }), { a: 1, b: 2, c: 0 });
    assert.deepEqual(seriesColors({ owned, charted: ['b'] }), { b: 2 });
  });

  it('seriesColors lends a colour that nobody owns before one whose owner is not in sight', () => {
    const owned = { gone: 0, b: 1 };
    assert.deepEqual(seriesColors({ owned, charted: ['a', 'b'] }), { a: 2, b: 1 });
    const full = Object.fromEntries(IDS.slice(0, COLOR_COUNT).map((id, slot) => [id, slot]));
    assert.deepEqual(seriesColors({ owned: full, charted: ['key_0', 'key_9'] }), { key_0: 0, key_9: 1 });
  });

  it('seriesColors leaves a borrower what it has, until its owner comes into sight', () => {
    const owned = { b: 4 };
    assert.deepEqual(seriesColors({ owned, charted: ['a', 'c'], kept: { a: 4, c: 6 } }), { a: 4, c: 6 });
    assert.deepEqual(seriesColors({ owned, charted: ['a', 'b', 'c'], kept: { a: 4, c: 6 } }), { a: 0, b: 4, c: 6 });
  });

  it('seriesColors lends no colour of a model of the smaller chart while another is free', () => {
    const owned = { m: 0, n: 1 };
    assert.deepEqual(seriesColors({ owned, charted: ['a', 'n'], beside: ['m', 'x'] }), { a: 2, n: 1, m: 0, x: 3 });
  });

  it('seriesColors leaves series beyond eight without a colour', () => {
    const slots = seriesColors({ owned: { key_9: 3 }, charted: IDS });
    assert.deepEqual(Object.keys(slots).sort(), IDS.slice(0, COLOR_COUNT).sort());
  });

  it('seriesColors gives each of eight series a colour of its own, and no borrower that of an owner in sight', () => {
    const some = fc.shuffledSubarray(IDS, { maxLength: 10 });
    const slot = fc.nat({ max: COLOR_COUNT - 1 });
    const owned = fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), slot), {
      comparator: (a, b) => a[0] === b[0] || a[1] === b[1],
    });
    const kept = fc.dictionary(fc.constantFrom(...IDS), slot);
    void fc.assert(
      fc.property(some, some, owned, kept, (charted, beside, owners, before) => {
        const own = Object.fromEntries(owners);
        const slots = seriesColors({ owned: own, charted, beside, kept: before });
        const drawn = charted.slice(0, COLOR_COUNT);
        for (const id of drawn) {
          if (own[id] !== undefined) assert.equal(slots[id], own[id]);
          assert.ok(slots[id] !== undefined && slots[id] < COLOR_COUNT, id);
        }
        assert.equal(new Set(Object.values(slots)).size, Object.keys(slots).length);
        const unlike = Object.keys(slots).length;
        assert.ok(unlike >= Math.min(COLOR_COUNT, new Set([...drawn, ...beside]).size), 'a colour was left unused');
        // The same again, with what was borrowed: nothing changes while a view stays.
        assert.deepEqual(seriesColors({ owned: own, charted, beside, kept: slots }), slots);
      }),
    );
  });
});

describe('modelColors', () => {
  it('modelColors gives the models of the last hour the colours that a chart of the range by model gives them', () => {
    const [charted, ofRange] = [
      ['b', 'a', 'new', 'd'],
      ['a', 'b', 'c', 'd'],
    ];
    const byModel = seriesColors({ owned: {}, charted: ofRange, beside: charted });
    assert.deepEqual(modelColors({ owned: {}, charted, ofRange }), { a: 0, b: 1, d: 3, new: 4 });
    assert.deepEqual(byModel, { a: 0, b: 1, c: 2, d: 3, new: 4 });
  });

  it('modelColors lends a model that a chart of the range leaves without a colour one of a model not in sight', () => {
    const ofRange = IDS.slice(0, COLOR_COUNT);
    assert.deepEqual(modelColors({ owned: {}, charted: ['new', 'key_1'], ofRange }), { new: 0, key_1: 1 });
  });

  it('modelColors leaves a model what it has', () => {
    const kept = { b: 0, a: 1 };
    const ofRange = ['a', 'c', 'b'];
    assert.deepEqual(modelColors({ owned: {}, charted: ['c', 'b', 'a'], ofRange, kept }), { ...kept, c: 2 });
    const full = IDS.slice(0, COLOR_COUNT);
    assert.deepEqual(modelColors({ owned: {}, charted: ['new'], ofRange: full, kept: { new: 5 } }), { new: 5 });
  });
});
