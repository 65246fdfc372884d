import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Cost } from '../../../src/shared/cost.ts';
import { MINUTE } from '../../../src/time/utc.ts';
import { ACME, NOW, OTHER, Shelf } from './kit.ts';

const COST: Cost = { amount: 9_007_199_254_740_993n, basis: 'estimated', unpricedTokens: 3 };

describe('Measurements in the ledger', () => {
  it('a measurement runs once, for every window', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).measurements;
    const theirs = shelf.open().organization(ACME).measurements;
    assert.equal(mine.start(NOW, 'apikey_1'), true);
    assert.equal(theirs.start(NOW + 1, null), false);
    assert.deepEqual(theirs.running(), { startedAt: NOW, apiKey: 'apikey_1', stoppedAt: null });
    assert.equal(theirs.stop(NOW + MINUTE, 'theirs'), true);
    assert.deepEqual([mine.stop(NOW + MINUTE, 'mine'), mine.running()], [false, null]);
  });

  it('a measurement that waits does not keep another from running', () => {
    using shelf = new Shelf();
    const { measurements } = shelf.open().organization(ACME);
    measurements.start(NOW, null);
    measurements.stop(NOW + MINUTE, 'one');
    assert.equal(measurements.start(NOW + 2 * MINUTE, ''), true);
    assert.deepEqual(measurements.open(), [
      { startedAt: NOW, apiKey: null, stoppedAt: NOW + MINUTE, stoppedBy: 'one' },
      { startedAt: NOW + 2 * MINUTE, apiKey: '', stoppedAt: null },
    ]);
  });

  it('a result is kept by one window, exactly', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).measurements;
    const theirs = shelf.open().organization(ACME).measurements;
    mine.start(NOW, null);
    assert.equal(mine.settle(NOW, COST, NOW), false, 'it still runs');
    mine.stop(NOW + MINUTE, 'mine');
    assert.equal(mine.settle(NOW, COST, NOW + 2 * MINUTE), true);
    assert.equal(theirs.settle(NOW, { ...COST, amount: 1n }, NOW + 3 * MINUTE), false);
    const settled = { startedAt: NOW, apiKey: null, stoppedAt: NOW + MINUTE, settledAt: NOW + 2 * MINUTE, cost: COST };
    assert.deepEqual([theirs.settled(), theirs.open()], [[settled], []]);
  });

  it('the newest ten results stay', () => {
    using shelf = new Shelf();
    const { measurements } = shelf.open().organization(ACME);
    const starts = Array.from({ length: 12 }, (_, at) => NOW + at * MINUTE);
    for (const start of starts) {
      measurements.start(start, null);
      measurements.stop(start + 1, 'one');
      measurements.settle(start, COST, start + 2);
    }
    const left = measurements.settled().map(({ startedAt }) => startedAt);
    assert.deepEqual(left, starts.slice(2).reverse());
  });

  it('measurements belong to one organization', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).measurements.start(NOW, null);
    const { measurements } = ledger.organization(OTHER);
    assert.deepEqual(
      [measurements.running(), measurements.stop(NOW, 'one'), measurements.start(NOW, null)],
      [null, false, true],
    );
  });

  it('a row that cannot be a measurement is left alone and not shown', () => {
    using shelf = new Shelf();
    const { measurements } = shelf.open().organization(ACME);
    measurements.start(NOW, null);
    measurements.stop(NOW + MINUTE, 'one');
    measurements.settle(NOW, COST, NOW + 2 * MINUTE);
    const database = new DatabaseSync(shelf.path);
    database.exec("UPDATE measurement SET basis = 'guessed'");
    database.close();
    assert.deepEqual(measurements.settled(), []);
  });
});
