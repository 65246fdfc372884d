import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteLedgerFiles } from '../../../src/account/ledgerFiles.ts';

let folder: string;

describe('deleting the ledgers', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("deleting the ledgers removes SQLite's companions and damaged files too, and nothing else", async () => {
    const ours = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm', 'sample.db', 'sample.db-wal', 'sample.db-shm'];
    const setAside = ['ledger.db.broken-2026-11-22T14-07-00.000Z', 'ledger.db.broken-2026-11-22T14-07-00.000Z-wal'];
    const leftBehind = ['ledger.db-journal', 'trial-8f1c-9d.db', 'trial-8f1c-9d.db-wal'];
    const exports = ['export-8f1c.csv', 'export-8f1c.csv.12ab34cd.partial', 'mcp.json.12ab34cd.partial'];
    const others = [
      'mcp.json',
      'mcp.cjs',
      'exports.csv',
      'key-removed',
      'my-ledger.db',
      'ledger.db.bak',
      'ledger.dbx',
      'trial.db',
    ];
    for (const name of [...ours, ...setAside, ...leftBehind, ...exports, ...others])
      writeFileSync(join(folder, name), '');
    await deleteLedgerFiles(folder);
    assert.deepEqual(readdirSync(folder).sort(), others.sort());
  });

  it('deleting the ledgers does nothing where there is no folder', async () => {
    await deleteLedgerFiles(join(folder, 'missing'));
  });

  it('deleting the ledgers tries every file, and then names those that would not go', async () => {
    const stuck = ['ledger.db', 'sample.db'];
    for (const name of stuck) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'ledger.db-wal'), '');
    await assert.rejects(deleteLedgerFiles(folder), /ledger\.db[^-].*sample\.db/);
    assert.deepEqual(readdirSync(folder), stuck);
  });
});
