import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deleteDatabase, openDatabase } from '../../../src/ledger/database.ts';
import { NewerSchemaError } from '../../../src/ledger/fault.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../src/ledger/schema.ts';
import { ACME, costRow, hour, NOW, reading, Shelf, TODAY, usageRow } from './kit.ts';

function pragma(path: string, name: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  } finally {
    database.close();
  }
}

function filled(shelf: Shelf): void {
  const ledger = shelf.open();
  const rows = Array.from({ length: 400 }, (_, index) => usageRow({ apiKeyId: `apikey_${index}`, output: 7 }));
  ledger.organization(ACME).usage.replace(reading('1h', [hour(TODAY, ...rows)]));
  ledger.close();
}

function beside(shelf: Shelf): string[] {
  return readdirSync(dirname(shelf.path)).sort();
}

describe('The ledger’s file', () => {
  it('the ledger’s file has the newest schema, in write-ahead mode', () => {
    using shelf = new Shelf();
    shelf.open();
    assert.equal(pragma(shelf.path, 'user_version'), SCHEMA_VERSION);
    assert.equal(pragma(shelf.path, 'journal_mode'), 'wal');
  });

  it('the ledger’s file, folder and companions are its owner’s alone, whatever the umask', () => {
    using shelf = new Shelf();
    const before = process.umask(0);
    try {
      const ledger = shelf.open();
      ledger.organization(ACME).bills.replace([{ start: TODAY, end: TODAY, rows: [costRow()] }], NOW);
      assert.deepEqual(beside(shelf), ['ledger.db', 'ledger.db-shm', 'ledger.db-wal']);
      for (const name of beside(shelf)) {
        assert.equal(statSync(`${dirname(shelf.path)}/${name}`).mode & 0o777, 0o600, name);
      }
      assert.equal(statSync(dirname(shelf.path)).mode & 0o777, 0o700);
    } finally {
      process.umask(before);
    }
  });

  it('the ledger’s file keeps what it holds when it is opened again', () => {
    using shelf = new Shelf();
    filled(shelf);
    const again = shelf.open();
    assert.equal(again.setAside, null);
    assert.equal(again.organization(ACME).usage.cells('1h', TODAY, NOW, 0).length, 400);
  });

  it('the ledger’s file is migrated from no schema at all, and then left alone', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    new DatabaseSync(shelf.path).close();
    shelf.open().close();
    assert.equal(pragma(shelf.path, 'user_version'), MIGRATIONS.length);
    shelf.open();
    assert.equal(pragma(shelf.path, 'user_version'), MIGRATIONS.length);
  });

  it('a file of a newer schema is refused and not touched, even where its own checks fail', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    const newer = new DatabaseSync(shelf.path);
    newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}; CREATE TABLE future (x)`);
    newer.close();
    const before = readFileSync(shelf.path);
    assert.throws(() => shelf.open(), NewerSchemaError);
    assert.deepEqual(readFileSync(shelf.path), before);
    assert.deepEqual(beside(shelf), ['ledger.db']);
  });

  const damages: Readonly<Record<string, (path: string) => void>> = {
    'is garbage': (path) => writeFileSync(path, 'this is not a database, whatever its name says '.repeat(50)),
    'was cut short': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    'has a corrupt page': (path) => {
      const bytes = readFileSync(path);
      bytes.fill(0xa5, 4096, bytes.length - 4096);
      writeFileSync(path, bytes);
    },
  };
  for (const [how, damage] of Object.entries(damages)) {
    it(`a file that ${how} is set aside under another name, and an empty one takes its place`, () => {
      using shelf = new Shelf();
      filled(shelf);
      damage(shelf.path);
      const broken = readFileSync(shelf.path);
      const ledger = shelf.open();
      assert.equal(ledger.setAside, `${shelf.path}.broken-2026-11-19T14-07-00.000Z`);
      assert.deepEqual(readFileSync(ledger.setAside ?? ''), broken);
      assert.equal(ledger.organization(ACME).usage.count('1h', 0, NOW), 0);
      assert.equal(shelf.open().setAside, null);
    });
  }

  it('a file that was set aside is kept thirty days, and only the newest of several', () => {
    using shelf = new Shelf();
    const day = 86_400_000;
    const breakAt = (now: number) => {
      mkdirSync(dirname(shelf.path), { recursive: true });
      writeFileSync(shelf.path, 'this is not a database, whatever its name says '.repeat(50));
      shelf.open(now).close();
    };
    breakAt(NOW - 2 * day);
    breakAt(NOW);
    assert.deepEqual(beside(shelf), ['ledger.db', 'ledger.db.broken-2026-11-19T14-07-00.000Z']);
    shelf.open(NOW + 29 * day).close();
    assert.equal(beside(shelf).length, 2);
    shelf.open(NOW + 31 * day).close();
    assert.deepEqual(beside(shelf), ['ledger.db']);
  });

  it('a file that others can read is made its owner’s alone when it is opened, with its companions', () => {
    using shelf = new Shelf();
    filled(shelf);
    chmodSync(shelf.path, 0o644);
    const other = new DatabaseSync(shelf.path);
    other.exec('INSERT INTO organization (id, name) VALUES (1, 1)');
    assert.equal(statSync(`${shelf.path}-wal`).mode & 0o777, 0o644);
    shelf.open().organization(ACME);
    for (const name of beside(shelf)) {
      assert.equal(statSync(`${dirname(shelf.path)}/${name}`).mode & 0o777, 0o600, name);
    }
    other.close();
  });

  it('a file that a link leads to is made its owner’s alone, too', () => {
    using shelf = new Shelf();
    mkdirSync(dirname(shelf.path));
    const target = join(shelf.folder, 'elsewhere.db');
    writeFileSync(target, '', { mode: 0o644 });
    symlinkSync(target, shelf.path);
    shelf.open();
    assert.equal(statSync(target).mode & 0o777, 0o600);
  });

  it('a ledger notices when another window deletes its file or sets it aside', () => {
    using shelf = new Shelf();
    const [ours, theirs] = [shelf.open(), shelf.open()];
    assert.equal(ours.isInPlace(), true);
    theirs.close();
    deleteDatabase(shelf.path);
    assert.equal(ours.isInPlace(), false);
    const next = shelf.open();
    assert.equal(ours.isInPlace(), false);
    assert.equal(next.isInPlace(), true);
  });

  it('the ledger’s file is deleted with its companions, and deleting nothing is no error', () => {
    using shelf = new Shelf();
    const { database } = openDatabase(shelf.path, NOW);
    database.exec('CREATE TABLE something (x)');
    database.close();
    deleteDatabase(shelf.path);
    deleteDatabase(shelf.path);
    assert.deepEqual(beside(shelf), []);
  });
});
