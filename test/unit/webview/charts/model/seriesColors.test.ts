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

describe('assignColors', () => {
  it('assignColors gives a series one colour whatever its rank and whatever is charted', () => {
    const slots = assignColors(values(MODELS), MODELS);
    assert.deepEqual(assignColors(values(MODELS.toReversed()), MODELS.toReversed()), slots);
    for (const id of MODELS) assert.equal(assignColors(values(MODELS), [id])[id], slots[id], id);
  });

  it('assignColors gives calm colours to the four largest series', () => {
    assert.deepEqual(coloursOf(MODELS, MODELS), [0, 1, 2, 3]);
    assert.deepEqual(coloursOf(KEYS, KEYS.slice(0, 4)).toSorted(), [0, 1, 2, 3]);
  });

  it('assignColors lets the larger of two series keep a colour both would have', () => {
    const [first = '', second = ''] = KEYS.filter((id) => coloursOf([id], [id])[0] === 0);
    assert.equal(coloursOf([first, second], [first, second])[0], 0);
    assert.equal(coloursOf([second, first], [second, first])[0], 0);
  });

  it('assignColors hardly changes colours when a series comes or goes', () => {
    const slots = assignColors(values(MODELS), MODELS);
    const without = MODELS.map((gone) => {
      const left = MODELS.filter((id) => id !== gone);
      const others = assignColors(values(left), left);
      return left.filter((id) => others[id] !== slots[id]).length;
    });
    assert.ok(without.reduce((sum, changed) => sum + changed) <= 1, without.join());
  });

  it('assignColors gives no two series of a chart one colour, however they are filtered', () => {
    for (let from = 0; from + COLOR_COUNT <= KEYS.length; from++) {
      const charted = KEYS.slice(from, from + COLOR_COUNT);
      const colours = coloursOf(KEYS, charted);
      assert.equal(new Set(colours).size, COLOR_COUNT, charted.join());
      assert.ok(colours.every((slot) => slot >= 0 && slot < COLOR_COUNT));
    }
  });

  it('assignColors takes a colour from one of the largest only for a charted series', () => {
    const [first = '', ...others] = KEYS.slice(0, COLOR_COUNT);
    const slots = assignColors(values(KEYS), others);
    const next = assignColors(values(KEYS), [...others, 'new']);
    for (const id of others) assert.equal(next[id], slots[id], id);
    assert.equal(next['new'], slots[first]);
    assert.equal(next[first], undefined);
  });

  it('assignColors keeps colours when part of the same chart is looked at', () => {
    const slots = assignColors(values(KEYS), KEYS.slice(0, COLOR_COUNT));
    const charted = [...KEYS.slice(20, 23), ...KEYS.slice(2, 7)];
    const inside = assignColors(values([...charted, ...KEYS]), charted, slots);
    for (const id of KEYS.slice(2, 7)) assert.equal(inside[id], slots[id], id);
    assert.equal(new Set(charted.map((id) => inside[id] ?? assert.fail(`${id} has none`))).size, COLOR_COUNT);
  });

  it('assignColors gives the small chart the colours of the large one, and no two alike', () => {
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

  it('assignColors colours an empty id and a series outside all lists', () => {
    assert.equal(coloursOf(['', 'a'], ['', 'a', 'b']).length, 3);
    assert.deepEqual(assignColors([], []), {});
  });
});
