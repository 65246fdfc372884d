import assert from 'node:assert/strict';
import { claimColors } from '../../../src/figures/colors/claimColors.ts';
import type { OwnedColor } from '../../../src/ledger/ownedColorTable.ts';
import { ACME, NOW, OTHER, Shelf } from './kit.ts';

const owner = (id: string, slot: number) => ({ id, slot, usedAt: NOW });

describe('Owned colours', () => {
  it('an owned colour is found by every window, by dimension, and belongs to one organization', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).ownedColors;
    mine.change(['model', 'apiKey'], (dimension) => [owner(`${dimension} 1`, 3), owner('', 7)]);
    const ledger = shelf.open();
    assert.deepEqual(ledger.organization(ACME).ownedColors.slots('apiKey'), { 'apiKey 1': 3, '': 7 });
    assert.deepEqual(ledger.organization(ACME).ownedColors.all('workspace'), []);
    assert.deepEqual(ledger.organization(OTHER).ownedColors.all('model'), []);
  });

  it('an owned colour can go to another value in the same change, and one that fails leaves all as it was', () => {
    using shelf = new Shelf();
    const { ownedColors } = shelf.open().organization(ACME);
    ownedColors.change(['model'], () => [owner('a', 0), owner('b', 1)]);
    ownedColors.change(['model'], () => [owner('b', 0), owner('c', 1)]);
    assert.deepEqual(ownedColors.slots('model'), { b: 0, c: 1 });
    assert.throws(() => ownedColors.change(['model'], () => [owner('x', 0), owner('y', 0)]), /UNIQUE/);
    assert.deepEqual(ownedColors.slots('model'), { b: 0, c: 1 });
  });

  it('an owned colour goes to one of two windows that claim at once, and the other gets the next', () => {
    using shelf = new Shelf();
    const one = shelf.open().organization(ACME).ownedColors;
    const other = shelf.open(NOW, { patience: 0 }).organization(ACME).ownedColors;
    const claim = (id: string) => (_: unknown, owned: readonly OwnedColor[]) =>
      claimColors(owned, [{ id, usedAt: NOW }], { [id]: 0 }, NOW);
    one.change(['model'], (dimension, owned) => {
      assert.throws(() => other.change(['model'], claim('b')), /locked/);
      return claim('a')(dimension, owned);
    });
    other.change(['model'], claim('b'));
    assert.deepEqual(one.slots('model'), { a: 0, b: 1 });
  });

  it('owned colours that stay the same are not written: no other window looks again', () => {
    using shelf = new Shelf();
    const [ledger, other] = [shelf.open(), shelf.open()];
    const { ownedColors } = ledger.organization(ACME);
    ownedColors.change(['model'], () => [owner('a', 0)]);
    const version = other.version();
    ownedColors.change(['model'], (_, owned) => owned);
    assert.equal(other.version(), version);
  });
});
