import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { assignColors, COLOR_COUNT } from '../../../../../webview/charts/model/seriesColors.ts';

const MODELS = ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-sonnet-4-5-20250929', 'claude-haiku-4-5-20251001'];
const KEYS = Array.from({ length: 40 }, (_, at) => `apikey_${at}`);
const values = (ids: readonly string[]) => ids.map((id) => ({ id }));
const coloursOf = (ids: readonly string[], charted: readonly string[]) => {
  const slots = assignColors(values(ids), charted);
  return charted.map((id) => slots[id] ?? assert.fail(`${id} has none`));
};

describe('the colour of a series', () => {
  it('is the same whichever is the dearest, and whichever of them are charted', () => {
    const slots = assignColors(values(MODELS), MODELS);
    assert.deepEqual(assignColors(values(MODELS.toReversed()), MODELS.toReversed()), slots);
    for (const id of MODELS) assert.equal(assignColors(values(MODELS), [id])[id], slots[id], id);
  });

  it('is a calm one for the four that most is spent on', () => {
    assert.deepEqual(coloursOf(MODELS, MODELS), [0, 1, 2, 3]);
    assert.deepEqual(coloursOf(KEYS, KEYS.slice(0, 4)).toSorted(), [0, 1, 2, 3]);
  });

  it('stays with the dearer one where two would have the same', () => {
    const [first = '', second = ''] = KEYS.filter((id) => coloursOf([id], [id])[0] === 0);
    assert.equal(coloursOf([first, second], [first, second])[0], 0);
    assert.equal(coloursOf([second, first], [second, first])[0], 0);
  });

  it('is its own: of a few, hardly one changes when another comes or goes', () => {
    const slots = assignColors(values(MODELS), MODELS);
    const without = MODELS.map((gone) => {
      const left = MODELS.filter((id) => id !== gone);
      const others = assignColors(values(left), left);
      return left.filter((id) => others[id] !== slots[id]).length;
    });
    assert.ok(without.reduce((sum, changed) => sum + changed) <= 1, without.join());
  });

  it('is shared with none in the same chart, whatever is filtered from however many', () => {
    for (let from = 0; from + COLOR_COUNT <= KEYS.length; from++) {
      const charted = KEYS.slice(from, from + COLOR_COUNT);
      const colours = coloursOf(KEYS, charted);
      assert.equal(new Set(colours).size, COLOR_COUNT, charted.join());
      assert.ok(colours.every((slot) => slot >= 0 && slot < COLOR_COUNT));
    }
  });

  it('of one of the dearest gives way only to what is charted in its place', () => {
    const [first = '', ...others] = KEYS.slice(0, COLOR_COUNT);
    const slots = assignColors(values(KEYS), others);
    const next = assignColors(values(KEYS), [...others, 'new']);
    for (const id of others) assert.equal(next[id], slots[id], id);
    assert.equal(next['new'], slots[first]);
    assert.equal(next[first], undefined);
  });

  it('stays as it was where a part of the same chart is looked at, whoever is the dearest there', () => {
    const slots = assignColors(values(KEYS), KEYS.slice(0, COLOR_COUNT));
    const charted = [...KEYS.slice(20, 23), ...KEYS.slice(2, 7)];
    const inside = assignColors(values([...charted, ...KEYS]), charted, slots);
    for (const id of KEYS.slice(2, 7)) assert.equal(inside[id], slots[id], id);
    assert.equal(new Set(charted.map((id) => inside[id] ?? assert.fail(`${id} has none`))).size, COLOR_COUNT);
  });

  it('is that of the large chart in a small one beside it, and shared with none there', () => {
    const all = KEYS.slice(0, 14);
    const some = fc.shuffledSubarray(all, { minLength: 1, maxLength: COLOR_COUNT });
    void fc.assert(
      fc.property(some, some, (charted, beside) => {
        const own = assignColors(values(all), charted);
        const both = assignColors(values(all), charted, {}, beside);
        assert.deepEqual(
          charted.map((id) => both[id]),
          charted.map((id) => own[id]),
        );
        const coloured = [...new Set([...charted, ...beside])].filter((id) => both[id] !== undefined);
        assert.equal(new Set(coloured.map((id) => both[id])).size, coloured.length);
        assert.ok(coloured.length >= Math.min(COLOR_COUNT, beside.length), 'a colour was left to who is not drawn');
      }),
    );
  });

  it('is there for what has no id, and for what is in no list', () => {
    assert.equal(coloursOf(['', 'a'], ['', 'a', 'b']).length, 3);
    assert.deepEqual(assignColors([], []), {});
  });
});
