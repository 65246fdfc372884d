import assert from 'node:assert/strict';
import { DOLLAR } from '../../../src/shared/money.ts';
import { MINUTE } from '../../../src/time/utc.ts';
import { ACME, NOW, OTHER, Shelf } from './kit.ts';

const AMOUNT = 90_071_992n * DOLLAR + 1n;

describe('Prepaid balances in the ledger', () => {
  it('entries are the same in every window, in the order in which they were typed, exactly', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).balances;
    const theirs = shelf.open().organization(ACME).balances;
    mine.add({ kind: 'balance', amount: AMOUNT, at: NOW }, null);
    theirs.add({ kind: 'topUp', amount: DOLLAR, at: NOW - MINUTE }, null);
    mine.add({ kind: 'balance', amount: 2n * DOLLAR, at: NOW - MINUTE }, -AMOUNT);
    assert.deepEqual(theirs.entries(), [
      { ref: 1, kind: 'balance', amount: AMOUNT, at: NOW, drift: null, rest: null },
      { ref: 2, kind: 'topUp', amount: DOLLAR, at: NOW - MINUTE, drift: null, rest: null },
      { ref: 3, kind: 'balance', amount: 2n * DOLLAR, at: NOW - MINUTE, drift: -AMOUNT, rest: null },
    ]);
  });

  it('the spend of the rest of an entry’s day is kept with it', () => {
    using shelf = new Shelf();
    const { balances } = shelf.open().organization(ACME);
    balances.add({ kind: 'balance', amount: AMOUNT, at: NOW }, null);
    const rest = { cost: { amount: AMOUNT + 1n, basis: 'billed', unpricedTokens: 3 }, isByHour: true } as const;
    balances.keepRest(1, rest);
    assert.deepEqual(balances.entries()[0]?.rest, rest);
  });

  it('entries of one organization are removed at once, and none of another', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const [acme, other] = [ledger.organization(ACME).balances, ledger.organization(OTHER).balances];
    for (const balances of [acme, acme, other]) balances.add({ kind: 'balance', amount: DOLLAR, at: NOW }, null);
    assert.deepEqual([acme.clear(), acme.clear(), acme.entries()], [true, false, []]);
    assert.equal(other.entries().length, 1);
  });
});
