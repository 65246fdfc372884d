import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ReportFiles } from '../../../../src/ui/reports/reportFiles.ts';
import { FakeUri } from '../../hostSide/fakeUri.ts';
import '../../hostSide/fakeVscode.ts';

const URI = FakeUri.from({ scheme: 'claude-usage-report', path: '/Report.md' }) as unknown as vscode.Uri;

describe('ReportFiles', () => {
  let text: string | null;
  let files: ReportFiles;
  beforeEach(async () => {
    text = '# Zürich';
    const { ReportFiles: Class } = await import('../../../../src/ui/reports/reportFiles.ts');
    files = new Class(async () => text);
  });

  it('ReportFiles are read as UTF-8, and refuse to be written', async () => {
    assert.equal(new TextDecoder().decode(await files.readFile(URI)), '# Zürich');
    assert.deepEqual(await files.stat(URI), { type: 1, ctime: 0, mtime: 0, size: 9, permissions: 1 });
    assert.throws(() => files.writeFile(URI), /no permissions/);
    assert.throws(() => files.delete(URI), /no permissions/);
  });

  it('ReportFiles are not found at an address of no report', async () => {
    text = null;
    await assert.rejects(files.readFile(URI), /not found/);
    await assert.rejects(files.stat(URI), /not found/);
  });

  it('ReportFiles announce a change, and are newer then', async () => {
    const heard: unknown[] = [];
    files.onDidChangeFile((changes) => heard.push(...changes));
    const before = await files.stat(URI);
    files.change(URI);
    assert.deepEqual(heard, [{ type: 1, uri: URI }]);
    assert.ok((await files.stat(URI)).mtime > before.mtime);
  });
});
