import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { ACME, hour, NOW, OTHER, reading, Shelf, TODAY, usageRow } from './kit.ts';

/** A second process that takes the write lock of a database and lets go of it when its stdin ends. */
const HOLDER = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('BEGIN IMMEDIATE');
  console.log('held');
  setTimeout(() => { database.exec('COMMIT'); database.close(); }, Number(process.argv[2]));`;

describe('A ledger that several windows share', () => {
  it('a ledger shared by windows shows each what the others have written', () => {
    using shelf = new Shelf();
    const [ours, theirs] = [shelf.open(), shelf.open()];
    const mine = ours.organization(ACME);
    theirs.organization(ACME).usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 4 }))]));
    assert.deepEqual(mine.usage.cells('1h', 0, NOW, 0)[0]?.series.apiKeyId, 'apikey_1', 'a series it has not seen');
    mine.usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 5 }))]));
    assert.equal(theirs.organization(ACME).usage.cells('1h', 0, NOW, 0)[0]?.counts[4], 5);
  });

  it('a ledger waits for a process that is writing, and never fails for it', async () => {
    using shelf = new Shelf();
    const { syncState } = shelf.open().organization(ACME);
    const holder = spawn(process.execPath, ['-e', HOLDER, shelf.path, '150'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const over = once(holder, 'exit');
    try {
      await once(createInterface({ input: holder.stdout }), 'line');
      syncState.set('checkedAt', NOW);
      assert.equal(syncState.get('checkedAt'), NOW);
    } finally {
      await over;
    }
  });

  it('a ledger lets one window in an interval claim a poll', () => {
    using shelf = new Shelf();
    const [a, b] = [shelf.open(), shelf.open()].map((ledger) => ledger.organization(ACME).syncState);
    const claim = (syncState: typeof a, now: number) => syncState?.claim('polledAt', now, now - 54_000, now);
    assert.equal(claim(a, NOW), true);
    assert.equal(claim(b, NOW + 10_000), false);
    assert.equal(claim(a, NOW + 53_000), false);
    assert.equal(claim(b, NOW + 54_000), true);
    assert.equal(a?.get('polledAt'), NOW + 54_000);
  });

  it('a ledger does not believe a claim that lies in the future: a clock was wrong', () => {
    using shelf = new Shelf();
    const { syncState } = shelf.open().organization(ACME);
    syncState.set('polledAt', NOW + 24 * HOUR);
    assert.equal(syncState.claim('polledAt', NOW, NOW - MINUTE, NOW), true);
    assert.equal(syncState.get('polledAt'), NOW);
  });

  it('a ledger keeps sync state by the day, and forgets old days', () => {
    using shelf = new Shelf();
    const [acme, other] = [ACME, OTHER].map((organization) => shelf.open().organization(organization).syncState);
    acme?.set('learnedTo 2026-11-17', 1);
    acme?.set('learnedTo 2026-11-19', 3);
    acme?.set('checkedAt', NOW);
    other?.set('learnedTo 2026-11-17', 2);
    assert.deepEqual([...(acme?.all('learnedTo ') ?? [])].length, 2);
    acme?.forget('learnedTo ', 'learnedTo 2026-11-18');
    assert.deepEqual(acme?.all('learnedTo '), new Map([['learnedTo 2026-11-19', 3]]));
    assert.deepEqual([acme?.get('checkedAt'), other?.all('learnedTo ').size], [NOW, 1]);
  });

  it('a ledger keeps the sync state of organizations apart', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).syncState.set('blockedUntil', NOW);
    assert.equal(ledger.organization(OTHER).syncState.get('blockedUntil'), 0);
  });

  it('a ledger reads any instant that was set or claimed, however far off', () => {
    using shelf = new Shelf();
    const { syncState } = shelf.open().organization(ACME);
    for (const at of [1e300, 2 ** 53, Number.POSITIVE_INFINITY]) {
      syncState.set('blockedUntil', at);
      assert.equal(syncState.get('blockedUntil'), Number.MAX_SAFE_INTEGER);
    }
    assert.equal(syncState.claim('polledAt', 1e300, NOW, NOW), true);
    assert.equal(syncState.claim('polledAt', NOW, NOW, NOW), true, 'it lies in the future');
    const earlier = new DatabaseSync(shelf.path);
    earlier.exec(`UPDATE moment SET at = 9223372036854775807 WHERE name = 'blockedUntil'`);
    earlier.close();
    assert.equal(syncState.get('blockedUntil'), 2 ** 63);
  });
});
