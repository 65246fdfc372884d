import assert from 'node:assert/strict';
import { DAY } from '../../../src/time/utc.ts';
import { ACME, OTHER, Shelf } from './kit.ts';

const AT = Date.UTC(2026, 10, 12);

describe('Notes on days', () => {
  it('a note is found by every window, the oldest day first, several on a day in the order of writing', () => {
    using shelf = new Shelf();
    const { notes } = shelf.open().organization(ACME);
    notes.save({ id: null, at: AT, text: 'migration' });
    notes.save({ id: null, at: AT - DAY, text: '=1+1 <b>' });
    notes.save({ id: null, at: AT, text: 'and back' });
    const written = shelf.open().organization(ACME).notes.all();
    assert.deepEqual(
      written.map(({ at, text }) => [at, text]),
      [
        [AT - DAY, '=1+1 <b>'],
        [AT, 'migration'],
        [AT, 'and back'],
      ],
    );
  });

  it('a note is changed by its id, and gone when it is deleted', () => {
    using shelf = new Shelf();
    const { notes } = shelf.open().organization(ACME);
    notes.save({ id: null, at: AT, text: 'migration' });
    const [{ id } = assert.fail()] = notes.all();
    notes.save({ id, at: AT + DAY, text: 'moved' });
    assert.deepEqual(notes.all(), [{ id, at: AT + DAY, text: 'moved' }]);
    notes.delete(id);
    assert.deepEqual(notes.all(), []);
  });

  it('a note that is saved after another window has deleted it is there again, and its id is never given twice', () => {
    using shelf = new Shelf();
    const { notes } = shelf.open().organization(ACME);
    notes.save({ id: null, at: AT, text: 'migration' });
    const [{ id } = assert.fail()] = notes.all();
    notes.delete(id);
    notes.save({ id: null, at: AT, text: 'another' });
    notes.save({ id, at: AT, text: 'kept' });
    assert.deepEqual(
      notes.all().map(({ text }) => text),
      ['kept', 'another'],
    );
  });

  it('notes belong to one organization, whose ids are no way to those of another', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const { notes } = ledger.organization(ACME);
    notes.save({ id: null, at: AT, text: 'migration' });
    const [own = assert.fail()] = notes.all();
    const { notes: others } = ledger.organization(OTHER);
    others.save({ ...own, text: 'stolen' });
    others.delete(own.id);
    assert.deepEqual(others.all(), []);
    assert.deepEqual(notes.all(), [own]);
  });

  it('notes are listed for as many days as a year has, the newest ones', () => {
    using shelf = new Shelf();
    const { notes } = shelf.open().organization(ACME);
    for (let day = 0; day < 400; day++) notes.save({ id: null, at: AT + day * DAY, text: `day ${day}` });
    assert.deepEqual([notes.all().length, notes.all()[0]?.text, notes.all().at(-1)?.text], [366, 'day 34', 'day 399']);
  });
});
