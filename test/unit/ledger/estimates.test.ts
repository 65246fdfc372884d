import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { ACME, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const DAY_BEFORE = TODAY - DAY;
const KINDS = new Map([
  ['wrkspc_1\u0000claude-opus-5-5\u0000output_tokens', 2n ** 60n + 1n],
  ['\u0000\u0000web_search_requests', -3n],
]);

describe('Live estimates in the ledger', () => {
  it('live estimates are kept by kind, to the last unit', () => {
    using shelf = new Shelf();
    const { estimates } = shelf.open().organization(ACME);
    estimates.save({ start: DAY_BEFORE, amount: 2n ** 60n - 2n, kinds: KINDS }, TODAY);
    assert.deepEqual(estimates.byKind(DAY_BEFORE, TODAY), new Map([[DAY_BEFORE, KINDS]]));
    assert.deepEqual(estimates.all(), [{ start: DAY_BEFORE, amount: 2n ** 60n - 2n, isWithUnallocated: false }]);
  });

  it('live estimates of a day belong to that day and that organization alone', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).estimates.save({ start: DAY_BEFORE, amount: 1n, kinds: KINDS }, TODAY);
    assert.equal(ledger.organization(ACME).estimates.byKind(TODAY, NOW).size, 0);
    assert.equal(ledger.organization(ACME).estimates.byKind(0, DAY_BEFORE).size, 0);
    assert.equal(ledger.organization(OTHER).estimates.byKind(0, NOW).size, 0);
  });

  it('live estimates by kind go with the newest estimate of the day, also where an older version made it', () => {
    using shelf = new Shelf();
    const { estimates } = shelf.open().organization(ACME);
    estimates.save({ start: DAY_BEFORE, amount: 1n, kinds: new Map([['a', 1n]]) }, TODAY);
    estimates.save({ start: DAY_BEFORE, amount: 2n, kinds: new Map([['b', 2n]]) }, TODAY + HOUR);
    assert.deepEqual([...(estimates.byKind(0, NOW).get(DAY_BEFORE) ?? [])], [['b', 2n]]);

    const older = new DatabaseSync(shelf.path);
    older.exec('PRAGMA foreign_keys = ON');
    older
      .prepare('INSERT OR REPLACE INTO live_estimate SELECT organization, start, 3, made_at FROM live_estimate')
      .run();
    older.close();
    assert.deepEqual(
      [estimates.all(), estimates.byKind(0, NOW).size],
      [[{ start: DAY_BEFORE, amount: 3n, isWithUnallocated: false }], 0],
    );
  });

  it('live estimates that were made before there were kinds have none', () => {
    using shelf = new Shelf();
    const { estimates } = shelf.open().organization(ACME);
    estimates.save({ start: DAY_BEFORE, amount: 1n }, TODAY);
    assert.equal(estimates.byKind(0, NOW).size, 0);
  });

  it('live estimates are forgotten with the bills of their days', () => {
    using shelf = new Shelf();
    const { bills, estimates } = shelf.open().organization(ACME);
    for (const start of [DAY_BEFORE, TODAY]) estimates.save({ start, amount: 1n, kinds: KINDS }, NOW);
    bills.forgetBefore(TODAY);
    assert.deepEqual([...estimates.byKind(0, NOW).keys()], [TODAY]);
  });
});
