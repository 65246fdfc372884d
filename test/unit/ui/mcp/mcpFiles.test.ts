import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSetup } from '../../../../src/mcp/setup.ts';
import { McpFiles } from '../../../../src/ui/mcp/mcpFiles.ts';

describe('McpFiles', () => {
  let folder: string;
  let storage: string;
  let extension: string;
  let files: McpFiles;
  let setup = { version: '1.0.0', ledger: '/ledger.db', enabled: true, sample: false, zone: 'UTC', historyDays: 90 };
  const written = () => readSetup(readFileSync(join(storage, 'mcp.json'), 'utf8'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    storage = join(folder, 'storage');
    extension = join(folder, 'extension');
    mkdirSync(join(extension, 'dist'), { recursive: true });
    writeFileSync(join(extension, 'dist', 'mcpLauncher.cjs'), '// launcher');
    files = new McpFiles({ extension, storage, setup: () => setup });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('McpFiles writes the launcher and what it needs to know, also into a folder that is not there yet', async () => {
    await files.write();
    assert.equal(files.launcher, join(storage, 'mcp.cjs'));
    assert.equal(readFileSync(files.launcher, 'utf8'), '// launcher');
    assert.deepEqual(written(), { ...setup, server: join(extension, 'dist', 'mcpServer.mjs') });
    assert.deepEqual(readdirSync(storage).sort(), ['mcp.cjs', 'mcp.json']);
  });

  it('McpFiles leaves files alone that are as they should be, and writes what has changed', async () => {
    await files.write();
    const inodes = () => ['mcp.cjs', 'mcp.json'].map((name) => statSync(join(storage, name)).ino);
    const before = inodes();
    await files.write();
    assert.deepEqual(inodes(), before);
    setup = { ...setup, sample: true };
    await files.update();
    assert.equal(written()?.sample, true);
    assert.equal(inodes()[0], before[0]);
  });

  it('McpFiles updates nothing that is not there, and takes away what is', async () => {
    await files.update();
    assert.throws(() => readdirSync(storage), { code: 'ENOENT' });
    await files.write();
    await Promise.all([files.update(), files.remove(), files.update()]);
    assert.deepEqual(readdirSync(storage), []);
  });

  it('McpFiles rejects where it cannot write, and can be asked again', async () => {
    writeFileSync(storage, '');
    await assert.rejects(files.write(), { code: 'EEXIST' });
    rmSync(storage);
    await files.write();
    assert.ok(written());
  });
});
