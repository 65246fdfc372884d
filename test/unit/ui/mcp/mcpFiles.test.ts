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

  describe('beside a window of another version', () => {
    const other = (version: string) => {
      const newer = join(folder, version);
      mkdirSync(join(newer, 'dist'), { recursive: true });
      writeFileSync(join(newer, 'dist', 'mcpLauncher.cjs'), `// launcher of ${version}`);
      writeFileSync(join(newer, 'dist', 'mcpServer.mjs'), '');
      return new McpFiles({ extension: newer, storage, setup: () => ({ ...setup, version, further: 'kept' }) });
    };
    const raw = (name: string) => readFileSync(join(storage, name), 'utf8');

    it('McpFiles leaves server and launcher to a newer version, and has it know what is set', async () => {
      await other('1.10.0').write();
      setup = { ...setup, version: '1.9.0', zone: 'Asia/Tokyo' };
      for (const work of [() => files.write(), () => files.update()]) {
        await work();
        const server = join(folder, '1.10.0', 'dist', 'mcpServer.mjs');
        assert.deepEqual(JSON.parse(raw('mcp.json')), { ...setup, version: '1.10.0', further: 'kept', server });
        assert.equal(raw('mcp.cjs'), '// launcher of 1.10.0');
      }
    });

    it('McpFiles takes over from an older version, and from a newer one that is not installed any more', async () => {
      setup = { ...setup, version: '1.9.0' };
      for (const version of ['1.8.12', '1.10.0']) {
        await other(version).write();
        if (version === '1.10.0') rmSync(join(folder, version), { recursive: true });
        await files.write();
        assert.deepEqual(written(), { ...setup, server: join(extension, 'dist', 'mcpServer.mjs') });
        assert.equal(raw('mcp.cjs'), '// launcher');
      }
    });
  });

  it('McpFiles rejects where it cannot write, and can be asked again', async () => {
    writeFileSync(storage, '');
    await assert.rejects(files.write(), { code: 'EEXIST' });
    rmSync(storage);
    await files.write();
    assert.ok(written());
  });
});
