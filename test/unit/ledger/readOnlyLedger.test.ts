import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewerSchemaError } from '../../../src/ledger/fault.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { OlderSchemaError, ReadOnlyLedger } from '../../../src/ledger/readOnlyLedger.ts';
import { SCHEMA_VERSION } from '../../../src/ledger/schema.ts';

const ACME = { id: 'org_acme', name: 'Acme' };
const OTHER = { id: 'org_other', name: 'Other' };

describe('ReadOnlyLedger', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    path = join(folder, 'ledger.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const setVersion = (version: number) => {
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${version}`);
    database.close();
  };

  it('ReadOnlyLedger names the organizations, the one that was asked about last first', () => {
    using ledger = new Ledger(path, 0);
    ledger.organization(ACME).syncState.set('checkedAt', 1000);
    ledger.organization(OTHER).syncState.set('checkedAt', 2000);
    using reader = new ReadOnlyLedger(path);
    assert.deepEqual(reader.organizations(), [OTHER, ACME]);
    ledger.organization(ACME).syncState.set('checkedAt', 3000);
    assert.deepEqual(reader.organizations(), [ACME, OTHER]);
    assert.equal(reader.organization({ id: 'org_unknown' }), null);
    assert.equal(reader.organization(ACME)?.syncState.get('checkedAt'), 3000);
  });

  it('ReadOnlyLedger sees one ledger in a snapshot, and the newest one after it', () => {
    using ledger = new Ledger(path, 0);
    const { syncState } = ledger.organization(ACME);
    syncState.set('checkedAt', 1000);
    using reader = new ReadOnlyLedger(path);
    const version = reader.version();
    const checkedAt = () => reader.organization(ACME)?.syncState.get('checkedAt');
    const seen = reader.snapshot(() => {
      const before = checkedAt();
      syncState.set('checkedAt', 2000);
      return [before, checkedAt()];
    });
    assert.deepEqual(seen, [1000, 1000]);
    assert.equal(checkedAt(), 2000);
    assert.notEqual(reader.version(), version);
  });

  it('ReadOnlyLedger refuses to write', () => {
    using ledger = new Ledger(path, 0);
    ledger.organization(ACME);
    using reader = new ReadOnlyLedger(path);
    assert.throws(() => reader.organization(ACME)?.syncState.set('checkedAt', 1), /readonly/);
  });

  it('ReadOnlyLedger leaves a file that nobody else has open as it was', () => {
    new Ledger(path, 0).close();
    const before = readFileSync(path);
    {
      using reader = new ReadOnlyLedger(path);
      assert.deepEqual(reader.organizations(), []);
    }
    assert.deepEqual(readFileSync(path), before);
  });

  it('ReadOnlyLedger makes no file where there is none', () => {
    assert.throws(() => new ReadOnlyLedger(path), { code: 'ERR_SQLITE_ERROR' });
    assert.deepEqual(readdirSync(folder), []);
  });

  it('ReadOnlyLedger takes no file of another version', () => {
    new Ledger(path, 0).close();
    setVersion(SCHEMA_VERSION + 1);
    assert.throws(() => new ReadOnlyLedger(path), NewerSchemaError);
    setVersion(SCHEMA_VERSION - 1);
    assert.throws(() => new ReadOnlyLedger(path), OlderSchemaError);
  });
});
