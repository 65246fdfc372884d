import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { ACME, OTHER, Shelf } from './kit.ts';

const WEEK = { ...FIRST_CHOICE, range: { type: 'last7' } } as const;

describe('Saved views', () => {
  it('are found by every window, by name', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).views;
    mine.save({ name: 'zebra', choice: WEEK });
    mine.save({ name: 'Ant', choice: FIRST_CHOICE });
    assert.deepEqual(shelf.open().organization(ACME).views.all(), [
      { name: 'Ant', choice: FIRST_CHOICE },
      { name: 'zebra', choice: WEEK },
    ]);
  });

  it('are replaced by another of their name, and gone when they are deleted', () => {
    using shelf = new Shelf();
    const { views } = shelf.open().organization(ACME);
    views.save({ name: 'week', choice: FIRST_CHOICE });
    views.save({ name: 'week', choice: WEEK });
    assert.deepEqual(views.all(), [{ name: 'week', choice: WEEK }]);
    views.delete('week');
    assert.deepEqual(views.all(), []);
  });

  it('are of one organization', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).views.save({ name: 'week', choice: WEEK });
    assert.deepEqual(ledger.organization(OTHER).views.all(), []);
  });

  it('that a newer version has written are left alone and not shown', () => {
    using shelf = new Shelf();
    const { views } = shelf.open().organization(ACME);
    views.save({ name: 'week', choice: WEEK });
    const database = new DatabaseSync(shelf.path);
    const newer = database.prepare(
      "INSERT INTO saved_view SELECT organization, ?, ? FROM saved_view WHERE name = 'week'",
    );
    newer.run('newer', JSON.stringify({ ...WEEK, measure: 'happiness' }));
    newer.run('broken', '{');
    assert.deepEqual(
      views.all().map(({ name }) => name),
      ['week'],
    );
    assert.equal(database.prepare('SELECT COUNT(*) AS count FROM saved_view').get()?.['count'], 3);
    database.close();
  });
});
