import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { claimColors, OWNED_DAYS, type ValueUse } from '../../../../src/figures/colors/claimColors.ts';
import type { OwnedColor } from '../../../../src/ledger/ownedColorTable.ts';
import { COLOR_COUNT } from '../../../../src/shared/seriesColors.ts';
import { DAY } from '../../../../src/time/utc.ts';

const NOW = Date.UTC(2026, 10, 19, 14, 7);
const used = (id: string, daysAgo = 0): ValueUse => ({ id, usedAt: NOW - daysAgo * DAY });
const owns = (id: string, slot: number, daysAgo = 0): OwnedColor => ({ ...used(id, daysAgo), slot });
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `key_${from + at}`);
const slotsOf = (owned: readonly OwnedColor[]) => Object.fromEntries(owned.map(({ id, slot }) => [id, slot]));

describe('claimColors', () => {
  it('claimColors gives the dearest eight a colour each, the dearest the first, and no other', () => {
    const values = ids(10).map((id) => used(id));
    const owned = claimColors([], values, {}, NOW);
    assert.deepEqual(
      owned.map(({ id, slot }) => [id, slot]),
      ids(8).map((id, slot) => [id, slot]),
    );
  });

  it('claimColors leaves an owner its colour when others become dearer', () => {
    const owned = claimColors(
      [],
      ids(8).map((id) => used(id)),
      {},
      NOW,
    );
    const later = [...ids(8, 20), ...ids(8).toReversed()].map((id) => used(id));
    assert.deepEqual(claimColors(owned, later, {}, NOW), owned);
  });

  it('claimColors takes a colour from an owner that was not used for 90 days, and not a day sooner', () => {
    const owned = [owns('old', 0, OWNED_DAYS - 1), owns('other', 1)];
    const values = [used('new'), used('other')];
    assert.deepEqual(slotsOf(claimColors(owned, values, {}, NOW)), { old: 0, other: 1, new: 2 });
    const next = claimColors(owned, [used('new', -1), used('other')], {}, NOW + DAY);
    assert.deepEqual(slotsOf(next), { new: 0, other: 1 });
  });

  it('claimColors notes the newest use of an owner, and forgets none where less of the history is known', () => {
    const owned = [owns('a', 0, 40), owns('b', 1, 40)];
    assert.deepEqual(claimColors(owned, [used('a', 3)], {}, NOW), [owns('a', 0, 3), owns('b', 1, 40)]);
    assert.deepEqual(claimColors([owns('a', 0, 3)], [used('a', 40)], {}, NOW), [owns('a', 0, 3)]);
  });

  it('claimColors lets a value own the colour that it has on the page, where it is free', () => {
    const values = ids(3).map((id) => used(id));
    assert.deepEqual(slotsOf(claimColors([], values, { key_2: 0, key_0: 5 }, NOW)), { key_0: 5, key_1: 1, key_2: 0 });
    assert.deepEqual(slotsOf(claimColors([owns('x', 5)], values, { key_0: 5 }, NOW)), {
      x: 5,
      key_0: 0,
      key_1: 1,
      key_2: 2,
    });
  });

  it('claimColors gives nothing to a value that was last used 90 days ago', () => {
    assert.deepEqual(claimColors([], [used('old', OWNED_DAYS)], {}, NOW), []);
  });

  it('claimColors never has two owners of a colour, nor two colours of one, and takes none that is in use', () => {
    const id = fc.constantFrom(...ids(14));
    const value = fc.record({ id, usedAt: fc.integer({ min: NOW - 100 * DAY, max: NOW }) });
    const values = fc.uniqueArray(value, { selector: (each) => each.id });
    const lent = fc.dictionary(id, fc.nat({ max: COLOR_COUNT }));
    const days = fc.array(fc.record({ values, lent, after: fc.integer({ min: 0, max: 60 * DAY }) }), { maxLength: 6 });
    void fc.assert(
      fc.property(days, (questions) => {
        let owned: readonly OwnedColor[] = [];
        let now = NOW;
        for (const question of questions) {
          now += question.after;
          const next = claimColors(owned, question.values, question.lent, now);
          assert.equal(new Set(next.map(({ slot }) => slot)).size, next.length);
          assert.equal(new Set(next.map((each) => each.id)).size, next.length);
          assert.ok(next.every(({ slot }) => slot >= 0 && slot < COLOR_COUNT));
          const before = slotsOf(owned);
          for (const { id, usedAt } of owned) {
            if (now - usedAt < OWNED_DAYS * DAY) assert.equal(slotsOf(next)[id], before[id]);
          }
          // A free colour and one of the dearest without any are not left beside each other.
          const dearest = question.values.filter(({ usedAt }) => now - usedAt < OWNED_DAYS * DAY).slice(0, COLOR_COUNT);
          const without = dearest.filter((each) => slotsOf(next)[each.id] === undefined);
          assert.ok(without.length === 0 || next.length === COLOR_COUNT);
          owned = next;
        }
      }),
    );
  });
});
