import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { PATIENCE } from '../../../src/ledger/database.ts';
import { faultOf, type LedgerFault } from '../../../src/ledger/fault.ts';
import type { Connect } from '../../../src/ledger/journal.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { MIGRATIONS } from '../../../src/ledger/schema.ts';
import { ACME, hour, NOW, reading, Shelf, TODAY, usageRow } from './kit.ts';

/** A user who is nobody, and not the owner of the folder. */
const NOBODY = 65534;

function fill(shelf: Shelf): void {
  const ledger = shelf.open();
  write(ledger, 7);
  ledger.close();
}

function write(ledger: Ledger, output: number): void {
  ledger.organization(ACME).usage.replace(reading('1h', [hour(TODAY, usageRow({ output }))]));
}

function outputOf(ledger: Ledger): number | undefined {
  return ledger.organization(ACME).usage.cells('1h', TODAY, NOW, 0)[0]?.counts[4];
}

function journalOf(shelf: Shelf): unknown {
  const database = new DatabaseSync(shelf.path);
  try {
    return database.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
  } finally {
    database.close();
  }
}

/** As a user to whom the folder does not belong. */
function asAnother<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

function sqliteError(errcode: number): Error {
  return Object.assign(new Error(`code ${errcode}`), { code: 'ERR_SQLITE_ERROR', errcode });
}

/** A file system on which SQLite's locks, or something else, fail of every file. */
const failing =
  (errcode: number): Connect =>
  () => {
    throw sqliteError(errcode);
  };

/** A disk with no room for more than some pages of each file. */
const small: Connect = (path, patience) => {
  const database = new DatabaseSync(path, { timeout: patience });
  database.exec('PRAGMA max_page_count = 3');
  return database;
};

function assertInMemory(ledger: Ledger, fault: LedgerFault): void {
  assert.equal(faultOf(ledger.unkept?.reason), fault);
  write(ledger, 5);
  assert.equal(outputOf(ledger), 5, 'it works');
  assert.equal(ledger.isInPlace(), true);
}

describe('A place that cannot keep the ledger’s file', () => {
  it('a folder by the name of the ledger’s file leaves the ledger in memory', () => {
    using shelf = new Shelf();
    mkdirSync(shelf.path, { recursive: true });
    assertInMemory(shelf.open(), 'misplaced');
    assert.deepEqual(readdirSync(dirname(shelf.path)), ['ledger.db']);
  });

  it('a folder of another user leaves the ledger in memory', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    chmodSync(dirname(shelf.path), 0o500);
    assertInMemory(
      asAnother(() => shelf.open()),
      'denied',
    );
    chmodSync(dirname(shelf.path), 0o700);
    assert.deepEqual(readdirSync(dirname(shelf.path)), []);
  });

  it('a full disk leaves a new ledger in memory', () => {
    using shelf = new Shelf();
    assertInMemory(shelf.open(NOW, { connect: small }), 'full');
  });

  it('a file system that locks no file leaves the ledger in memory, with what can be read of the file', () => {
    using shelf = new Shelf();
    fill(shelf);
    const before = performance.now();
    for (const errcode of [5, 15, 3850]) {
      const ledger = shelf.open(NOW, { connect: failing(errcode) });
      assert.equal(outputOf(ledger), 7);
      assertInMemory(ledger, 'noLocks');
    }
    assert.ok(performance.now() - before < PATIENCE, 'nothing is waited for that never comes');
    assert.equal(outputOf(shelf.open()), 7, 'the file is as it was');
  });

  it('a failing disk leaves the ledger in memory', () => {
    using shelf = new Shelf();
    assertInMemory(shelf.open(NOW, { connect: failing(266) }), 'io');
  });

  it('a place that is known to fail is not tried again, and the file’s content comes along', () => {
    using shelf = new Shelf();
    fill(shelf);
    const reason = sqliteError(13);
    const ledger = shelf.open(NOW, { unkept: { reason } });
    assert.equal(outputOf(ledger), 7);
    assertInMemory(ledger, 'full');
    assert.equal(outputOf(shelf.open()), 7);
  });

  it('a file of an older schema in a place that cannot be written is migrated in memory alone', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    const older = new DatabaseSync(shelf.path);
    for (const migration of MIGRATIONS.slice(0, 2)) older.exec(migration);
    older.exec(`
      PRAGMA user_version = 2;
      INSERT INTO organization (ref, id, name) VALUES (1, '${ACME.id}', '${ACME.name}');
      INSERT INTO moment VALUES (1, 'checkedAt', 42)`);
    older.close();
    const ledger = shelf.open(NOW, { unkept: { reason: sqliteError(13) } });
    assert.equal(ledger.organization(ACME).syncState.get('checkedAt'), 42);
    assertInMemory(ledger, 'full');
    const left = new DatabaseSync(shelf.path);
    assert.equal(left.prepare('PRAGMA user_version').get()?.['user_version'], 2);
    left.close();
  });
});

describe('A file system without memory to share', () => {
  /** SQLite refuses to follow a link to its shared memory. */
  function withoutSharedMemory(shelf: Shelf): void {
    symlinkSync('/nowhere', `${shelf.path}-shm`);
  }

  it('a file system without shared memory keeps the ledger without a write-ahead log, with all that it had, for several windows', () => {
    using shelf = new Shelf();
    fill(shelf);
    assert.equal(journalOf(shelf), 'wal');
    withoutSharedMemory(shelf);
    const [ours, theirs] = [shelf.open(), shelf.open()];
    assert.deepEqual([ours.unkept, theirs.unkept], [null, null]);
    assert.equal(outputOf(ours), 7);
    write(theirs, 8);
    assert.equal(outputOf(ours), 8);
    ours.close();
    theirs.close();
    assert.equal(journalOf(shelf), 'delete', 'no log, whichever the kind of journal');
  });

  it('a file system without shared memory keeps a new ledger without a write-ahead log', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    withoutSharedMemory(shelf);
    const ledger = shelf.open();
    assert.equal(ledger.unkept, null);
    write(ledger, 8);
    assert.equal(outputOf(shelf.open()), 8);
  });

  it('a file system that has come to share memory gets its write-ahead log back', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    new DatabaseSync(shelf.path).close();
    shelf.open().close();
    assert.equal(journalOf(shelf), 'wal');
    assert.deepEqual(readdirSync(dirname(shelf.path)), ['ledger.db'], 'nothing is left of the trial');
  });
});

/** Takes a database for itself alone until its stdin ends. */
const HOLDER = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  console.log('held');
  process.stdin.on('end', () => { database.close(); process.exit(); }).resume();`;

describe('A ledger that another program holds locked', () => {
  it('a ledger that another program holds locked is waited for as long as asked, and not given up for memory', async () => {
    using shelf = new Shelf();
    fill(shelf);
    const holder = spawn(process.execPath, ['-e', HOLDER, shelf.path], { stdio: ['pipe', 'pipe', 'ignore'] });
    const over = once(holder, 'exit');
    try {
      await once(createInterface({ input: holder.stdout }), 'line');
      const before = performance.now();
      assert.throws(
        () => shelf.open(NOW, { patience: 100 }),
        (error) => faultOf(error) === 'locked',
      );
      assert.ok(performance.now() - before < 2000, 'five seconds are for a lock that is not known to be held');
    } finally {
      holder.stdin.end();
      await over;
    }
    assert.equal(outputOf(shelf.open()), 7);
  });
});
