import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearPartial, folderPath, freePath, isFolder, writeNew } from '../../../../src/engine/monthly/reportFolder.ts';

const { signal } = new AbortController();

describe('A folder of monthly reports', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('folderPath puts the home folder for a tilde at the beginning alone', () => {
    assert.equal(folderPath('~/reports', '/home/ada'), join('/home/ada', 'reports'));
    assert.equal(folderPath('~', '/home/ada'), join('/home/ada'));
    assert.equal(folderPath('/data/~/x', '/home/ada'), '/data/~/x');
  });

  it('isFolder is false of a file, and of nothing', async () => {
    writeFileSync(join(folder, 'file'), '');
    assert.deepEqual(
      [await isFolder(folder), await isFolder(join(folder, 'file')), await isFolder(join(folder, 'none'))],
      [true, false, false],
    );
  });

  it('freePath numbers a name that is taken, before its ending', async () => {
    assert.equal(
      await freePath(folder, 'a.csv', ' (restated 2026-12-09)'),
      join(folder, 'a (restated 2026-12-09).csv'),
    );
    for (const name of ['a.csv', 'a (2).csv']) writeFileSync(join(folder, name), '');
    assert.equal(await freePath(folder, 'a.csv', ''), join(folder, 'a (3).csv'));
  });

  it('writeNew writes a whole file, and leaves one that has come to be there as it is', async () => {
    const path = join(folder, 'a.csv');
    await writeNew(path, 'mine', signal);
    await assert.rejects(writeNew(path, 'other', signal), { code: 'EEXIST' });
    assert.deepEqual([readdirSync(folder), readFileSync(path, 'utf8')], [['a.csv'], 'mine']);
  });

  it('writeNew leaves nothing behind where it is aborted', async () => {
    const path = join(folder, 'a.csv');
    await assert.rejects(writeNew(path, 'x', AbortSignal.abort(new Error('ended'))), /ended/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('clearPartial deletes what was left of its file alone', async () => {
    for (const name of ['a.csv.1.partial', 'b.csv.1.partial', 'a.csv']) writeFileSync(join(folder, name), '');
    await clearPartial(join(folder, 'a.csv'));
    assert.deepEqual(readdirSync(folder), ['a.csv', 'b.csv.1.partial']);
    await clearPartial(join(folder, 'gone', 'a.csv'));
  });
});
