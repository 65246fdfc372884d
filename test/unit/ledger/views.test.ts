import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { FIRST_CHOICE, MOST_CHARACTERS, MOST_VALUES } from '../../../src/shared/choice.ts';
import { DIMENSION_IDS } from '../../../src/shared/dimensions.ts';
import { ACME, OTHER, Shelf } from './kit.ts';

const WEEK = { ...FIRST_CHOICE, range: { type: 'last7' } } as const;

describe('Saved views', () => {
  it('a saved view is found by every window, by name', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).views;
    mine.save({ name: 'zebra', choice: WEEK });
    mine.save({ name: 'Ant', choice: FIRST_CHOICE });
    assert.deepEqual(shelf.open().organization(ACME).views.all(), [
      { name: 'Ant', choice: FIRST_CHOICE },
      { name: 'zebra', choice: WEEK },
    ]);
  });

  it('a saved view is replaced by another of its name, and gone when it is deleted', () => {
    using shelf = new Shelf();
    const { views } = shelf.open().organization(ACME);
    views.save({ name: 'week', choice: FIRST_CHOICE });
    views.save({ name: 'week', choice: WEEK });
    assert.deepEqual(views.all(), [{ name: 'week', choice: WEEK }]);
    views.delete('week');
    assert.deepEqual(views.all(), []);
  });

  it('saved views belong to one organization', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).views.save({ name: 'week', choice: WEEK });
    assert.deepEqual(ledger.organization(OTHER).views.all(), []);
  });

  it('a view that a newer version has saved is left alone and not shown', () => {
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

  it('a view with as many filters and values as allowed comes back', () => {
    using shelf = new Shelf();
    const { views } = shelf.open().organization(ACME);
    const values = Array.from({ length: MOST_VALUES }, (_, at) =>
      `${at}`.padEnd(Math.floor(MOST_CHARACTERS / MOST_VALUES / DIMENSION_IDS.length), '\u0001'),
    );
    const choice = { ...WEEK, filters: DIMENSION_IDS.map((dimension) => ({ dimension, values })) };
    views.save({ name: 'all', choice });
    assert.deepEqual(views.all(), [{ name: 'all', choice }]);
  });

  it('a view with more filters, more values or longer ones than allowed is not shown', () => {
    using shelf = new Shelf();
    const { views } = shelf.open().organization(ACME);
    const filter = { dimension: 'model', values: ['claude-opus-5-5'] } as const;
    const filters = {
      filters: Array(DIMENSION_IDS.length + 1).fill(filter),
      values: [{ ...filter, values: Array(MOST_VALUES + 1).fill('a') }],
      longer: [{ ...filter, values: ['a'.repeat(MOST_CHARACTERS), 'b'] }],
      huge: Array(2000).fill({ ...filter, values: Array(MOST_VALUES).fill('claude-opus-5-5') }),
    };
    for (const [name, made] of Object.entries(filters)) views.save({ name, choice: { ...WEEK, filters: made } });
    views.save({ name: 'week', choice: WEEK });
    assert.deepEqual(
      views.all().map(({ name }) => name),
      ['week'],
    );
  });

  it('a view that takes more room than any choice can is not even read', () => {
    using shelf = new Shelf();
    const { views } = shelf.open().organization(ACME);
    views.save({ name: 'week', choice: WEEK });
    const spaces = (count: number) => {
      const database = new DatabaseSync(shelf.path);
      database.prepare('UPDATE saved_view SET choice = ?').run(JSON.stringify(WEEK) + ' '.repeat(count));
      database.close();
    };
    spaces(10);
    assert.equal(views.all().length, 1);
    spaces(8_000_000);
    assert.equal(views.all().length, 0);
  });
});
