import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Remembered } from '../../../src/ledger/crossingTable.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { ACME, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const KEY = { name: 'Team', definition: 'month 2000' };

function remembered(own: Partial<Remembered> = {}): Remembered {
  const crossings = [{ crossed: 80, outcome: 'alerted' as const, at: NOW }];
  return {
    key: KEY,
    periodStart: TODAY,
    amount: 9_007_199_254_740_993n,
    begunAt: NOW,
    overSince: null,
    crossings,
    ...own,
  };
}

describe('Crossings in the ledger', () => {
  it('a crossing is remembered for every window, by budget, definition and period', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).crossings;
    const theirs = shelf.open().organization(ACME).crossings;
    assert.equal(theirs.memory(KEY, TODAY, NOW), null);
    mine.remember(remembered());
    mine.remember(remembered({ overSince: NOW, crossings: [{ crossed: 'forecast', outcome: 'waiting', at: NOW }] }));
    const crossings = [
      { crossed: 80, outcome: 'alerted' },
      { crossed: 'forecast', outcome: 'waiting' },
    ];
    assert.deepEqual(theirs.memory(KEY, TODAY, NOW), { begunAt: NOW, crossings, overSince: NOW, snoozedUntil: 0 });
    assert.deepEqual(theirs.crossings(KEY, TODAY + DAY), []);
    assert.deepEqual(theirs.passed(KEY, TODAY), [80]);
    assert.equal(theirs.memory({ ...KEY, definition: 'month 3000' }, TODAY, NOW), null);
  });

  it('a budget that has ended is remembered for a minute, and begins anew after', () => {
    using shelf = new Shelf();
    const { crossings } = shelf.open().organization(ACME);
    crossings.remember(remembered());
    assert.deepEqual(crossings.watched(), [KEY]);
    crossings.end(KEY, NOW);
    assert.deepEqual(crossings.watched(), []);
    assert.notEqual(crossings.memory(KEY, TODAY, NOW + MINUTE), null);
    assert.equal(crossings.memory(KEY, TODAY, NOW + MINUTE + 1), null);
    crossings.remember(remembered({ crossings: [] }));
    assert.notEqual(crossings.memory(KEY, TODAY, NOW + HOUR), null);
  });

  it('a snooze is of one budget by its name, and begins with none', () => {
    using shelf = new Shelf();
    const { crossings } = shelf.open().organization(ACME);
    const other = { ...KEY, name: 'Other' };
    for (const key of [KEY, other]) crossings.remember(remembered({ key }));
    crossings.snooze('Team', TODAY + DAY);
    assert.deepEqual(
      [KEY, other].map((key) => crossings.memory(key, TODAY, NOW)?.snoozedUntil),
      [TODAY + DAY, 0],
    );
  });

  it('crossings are exact, of one organization, and kept for 400 days before the newest period', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const { crossings } = ledger.organization(ACME);
    for (const days of [401, 400, 0]) crossings.remember(remembered({ periodStart: TODAY - days * DAY }));
    const past = { name: 'Team', crossed: 80, at: NOW, amount: 9_007_199_254_740_993n };
    const starts = [TODAY - 400 * DAY, TODAY];
    assert.deepEqual(
      crossings.newest(),
      starts.map((periodStart) => ({ ...past, periodStart })),
    );
    assert.deepEqual(ledger.organization(OTHER).crossings.newest(), []);
    assert.equal(ledger.organization(OTHER).crossings.memory(KEY, TODAY, NOW), null);
  });

  it('nothing of what is done at once is kept where a part of it fails', () => {
    using shelf = new Shelf();
    const { crossings } = shelf.open().organization(ACME);
    const work = () => {
      crossings.remember(remembered());
      throw new Error('out of space');
    };
    assert.throws(() => crossings.atOnce(work), /out of space/);
    assert.equal(crossings.memory(KEY, TODAY, NOW), null);
  });

  it('a row that cannot be a crossing is left alone and not shown', () => {
    using shelf = new Shelf();
    const { crossings } = shelf.open().organization(ACME);
    crossings.remember(remembered());
    const database = new DatabaseSync(shelf.path);
    database.exec("UPDATE budget_crossing SET crossed = 'most'");
    database.close();
    assert.deepEqual([crossings.newest(), crossings.crossings(KEY, TODAY)], [[], []]);
  });
});
