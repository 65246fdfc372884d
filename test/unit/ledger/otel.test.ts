import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { OtelProgress } from '../../../src/ledger/otelTable.ts';
import { ACME, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const PROGRESS: OtelProgress = {
  startedAt: NOW,
  attributes: 'workspace',
  receiver: 'cumulative https://in.example/v1/metrics',
  settledTo: TODAY,
  madeTo: NOW,
  takenTo: NOW,
  makeAt: 0,
  tryAt: 0,
  isAsked: false,
  failures: 0,
  sentAt: null,
  series: 0,
  mostPoints: 1500,
  problem: null,
  warning: null,
};
const COUNTERS = new Map([['output\0claude-opus-5-5\0', { settled: 1, highest: 2 ** 53 - 1, made: 3 }]]);
const COUNTS = new Map([['output\0claude-opus-5-5\0', 5]]);
const REQUEST = { from: NOW, to: NOW + 1, series: 7, counts: COUNTS };

describe('The export in the ledger', () => {
  let shelf: Shelf;
  const table = (organization = ACME) => shelf.open().organization(organization).otel;

  beforeEach(() => {
    shelf = new Shelf();
  });
  afterEach(() => shelf[Symbol.dispose]());

  it('an export is none before it has begun', () => {
    const otel = table();
    assert.deepEqual([otel.record(), otel.progress(), otel.stamp()], [null, null, 0]);
    assert.deepEqual([otel.requests(), otel.days().size], [[], 0]);
  });

  it('an export is as another window has left it, and nothing of another organization’s', () => {
    const days = [{ start: TODAY, revision: 'a', counts: COUNTS }];
    const made = [{ ...REQUEST, body: new Uint8Array([1, 2]) }];
    assert.equal(table().change(0, { progress: PROGRESS, counters: COUNTERS, days, made }), 1);
    const otel = table();
    assert.deepEqual(otel.record(), { stamp: 1, progress: PROGRESS, counters: COUNTERS });
    assert.deepEqual([...otel.days().values()], days);
    assert.deepEqual(otel.requests(), [{ ref: 1, bytes: 2, ...REQUEST }]);
    assert.deepEqual([...(otel.body(1) ?? [])], [1, 2]);
    const other = table(OTHER);
    assert.deepEqual([other.record(), other.requests(), other.body(1), other.days().size], [null, [], null, 0]);
  });

  it('an export that an earlier version has left goes on with its counters', () => {
    table().change(0, { progress: PROGRESS, counters: COUNTERS });
    const database = new DatabaseSync(shelf.path);
    database.exec("UPDATE otel_export SET progress = json_remove(progress, '$.isAsked', '$.mostPoints')");
    database.close();
    assert.deepEqual(table().record(), { stamp: 1, progress: PROGRESS, counters: COUNTERS });
  });

  it('an export is changed by the window that knows its newest change alone', () => {
    const [one, other] = [table(), table()];
    one.change(0, { progress: PROGRESS, counters: COUNTERS });
    assert.equal(other.change(0, { progress: { ...PROGRESS, series: 9 } }), null);
    assert.equal(other.progress()?.series, 0);
    assert.equal(other.change(1, { progress: { ...PROGRESS, series: 9 } }), 2);
    assert.deepEqual([one.progress()?.series, one.record()?.counters], [9, COUNTERS]);
  });

  it('requests of an export go when they are taken, and their numbers are not given twice', () => {
    const otel = table();
    const made = [1, 2].map((byte) => ({ ...REQUEST, body: new Uint8Array([byte]) }));
    otel.change(0, { progress: PROGRESS, counters: COUNTERS, made });
    otel.change(1, { progress: PROGRESS, gone: [1, 2], made: made.slice(0, 1) });
    assert.deepEqual(
      otel.requests().map(({ ref }) => ref),
      [3],
    );
  });

  it('an export that has ended leaves nothing but the id of the installation', () => {
    const otel = table();
    const installation = otel.installation();
    const days = [{ start: TODAY, revision: 'a', counts: COUNTS }];
    otel.change(0, { progress: PROGRESS, counters: COUNTERS, days, made: [{ ...REQUEST, body: new Uint8Array([1]) }] });
    otel.end();
    assert.deepEqual([otel.record(), otel.requests(), otel.days().size], [null, [], 0]);
    assert.equal(table(OTHER).installation(), installation);
    assert.match(installation, /^[\da-f-]{36}$/);
  });

  it('an export whose bytes a fault has changed begins anew', () => {
    const otel = table();
    const days = [{ start: TODAY, revision: 'a', counts: COUNTS }];
    otel.change(0, { progress: PROGRESS, counters: COUNTERS, days });
    const database = new DatabaseSync(shelf.path);
    database.exec("UPDATE otel_day SET counts = x'ff00'");
    assert.equal(otel.days().size, 0);
    for (const fault of ["counters = x'ff00'", "progress = '{}'", "progress = 'no JSON'"]) {
      database.exec(`UPDATE otel_export SET ${fault}`);
      assert.equal(otel.record(), null);
    }
    database.close();
  });
});
