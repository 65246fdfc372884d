import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { SECOND } from '../../../src/time/utc.ts';
import { alertOf } from '../../support/alertOf.ts';
import { ACME, NOW, OTHER, Shelf } from './kit.ts';

const ids = (notices: readonly { readonly id: string }[]) => notices.map(({ id }) => id);

describe('Alerts in the ledger', () => {
  it('an alert is claimed by one window, as it was added, and by none once it was shown', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).alerts;
    const theirs = shelf.open().organization(ACME).alerts;
    const [first, second] = [alertOf('first'), alertOf('second', { budget: null, event: 'event-1' })];
    mine.add([first], NOW);
    theirs.add([first, second], NOW + 1);
    assert.deepEqual(theirs.claim(NOW + 2, true), [first, second]);
    assert.deepEqual(mine.claim(NOW + 3, true), []);
    theirs.shown('first', NOW + 4);
    theirs.shown('second', NOW + 4);
    mine.add([first, second], NOW + 60 * SECOND);
    assert.deepEqual(mine.claim(NOW + 60 * SECOND, true), []);
  });

  it('an alert whose window died before it was shown is claimed by another within 20 seconds, also by an earlier clock', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).alerts;
    const theirs = shelf.open().organization(ACME).alerts;
    mine.add([alertOf('first')], NOW);
    mine.claim(NOW, true);
    assert.deepEqual(theirs.claim(NOW + 19 * SECOND, true), []);
    assert.deepEqual(ids(theirs.claim(NOW + 20 * SECOND, true)), ['first']);
    assert.deepEqual(ids(mine.claim(NOW - 3600 * SECOND, true)), ['first']);
  });

  it('an alert that a slow window has shown is not due again, though another had claimed it meanwhile', () => {
    using shelf = new Shelf();
    const { alerts } = shelf.open().organization(ACME);
    alerts.add([alertOf('first')], NOW);
    alerts.claim(NOW, true);
    alerts.claim(NOW + 20 * SECOND, true);
    alerts.shown('first', NOW + 21 * SECOND);
    assert.deepEqual(alerts.claim(NOW + 90 * SECOND, true), []);
  });

  it('a window in the background leaves an alert to the others for four seconds', () => {
    using shelf = new Shelf();
    const { alerts } = shelf.open().organization(ACME);
    alerts.add([alertOf('first')], NOW);
    assert.deepEqual(alerts.claim(NOW + 3 * SECOND, false), []);
    assert.deepEqual(ids(alerts.claim(NOW + 4 * SECOND, false)), ['first']);
  });

  it('an alert of one organization is no other’s, and one that needs no window is never due', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).alerts.add([alertOf('first')], NOW);
    assert.deepEqual(ledger.organization(OTHER).alerts.claim(NOW, true), []);
    ledger.organization(OTHER).alerts.add([alertOf('first')], NOW, true);
    assert.deepEqual(ledger.organization(OTHER).alerts.claim(NOW, true), []);
    assert.deepEqual(ids(ledger.organization(ACME).alerts.claim(NOW, true)), ['first']);
  });

  it('an alert that this version cannot read stays where it is', () => {
    using shelf = new Shelf();
    const { alerts } = shelf.open().organization(ACME);
    alerts.add([alertOf('first'), alertOf('second')], NOW);
    const database = new DatabaseSync(shelf.path);
    database.exec(`UPDATE alert SET choice = '{"by":"mood"}' WHERE id = 'first'`);
    database.close();
    assert.deepEqual(ids(alerts.claim(NOW, true)), ['second']);
  });
});
