import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(dirname(dirname(import.meta.dirname)));

describe('the bundle', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-bundle-'));
    const command = [join(root, 'esbuild.mjs'), '--production', `--outdir=${folder}`];
    execFileSync(process.execPath, command, { cwd: root });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const size = (name: string) => statSync(join(folder, name)).size;
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  /** Text of a module of the bundle, and of all that is loaded with it, or on its own later. */
  const whole = (entry: string, imports: RegExp, seen = new Set<string>()): string => {
    if (seen.has(entry)) return '';
    seen.add(entry);
    const files = Array.from(text(entry).matchAll(imports), ([, name = '']) => name).filter((name) => name !== '');
    return [text(entry), ...files.map((name) => whole(name, imports, seen))].join('\n');
  };
  const loaded = (entry: string) => whole(entry, /(?:from|import) ?"\.\/([^"]+\.mjs)"/g);
  const loadable = (entry: string) => whole(entry, /(?:from|import|import\() ?"\.\/([^"]+\.mjs)"/g);

  it('the bundle begins with a small file that carries no network, no zod and no SQLite', () => {
    assert.ok(size('extension.cjs') < 10_000, `${size('extension.cjs')} bytes`);
    assert.doesNotMatch(text('extension.cjs'), /node:https?|safeParse|sqlite|worker_threads/i);
  });

  it('the bundle keeps the network and the database out of the extension host', () => {
    assert.match(loadable('host.mjs'), /worker_threads/);
    assert.doesNotMatch(loadable('host.mjs'), /node:https?|node:sqlite/i);
    assert.match(loaded('engine.mjs'), /node:sqlite/);
  });

  it('the bundle keeps the making of reports out of the extension host, which only offers and writes them', () => {
    assert.doesNotMatch(loadable('host.mjs'), /break cost down by API key|change_on_week/);
    assert.match(loaded('engine.mjs'), /break cost down by API key/);
  });

  it('the bundle has an MCP server without a network, which starts where there is no SQLite', () => {
    for (const entry of ['mcpServer.mjs', 'mcpAnswers.mjs']) assert.doesNotMatch(loadable(entry), /node:https?/i);
    assert.doesNotMatch(loadable('mcpServer.mjs'), /node:sqlite/i);
    assert.match(loaded('mcpAnswers.mjs'), /node:sqlite/);
  });

  it('the bundle loads OpenTelemetry on its own', () => {
    const [now, later] = [loaded('engine.mjs'), loadable('engine.mjs')];
    assert.deepEqual(
      [now, later].map((code) => code.includes('used_ratio')),
      [false, true],
    );
  });

  it('the bundle has a page whose script is compiled as a whole', () => {
    assert.match(text('panel.js'), /^\/\/# allFunctionsCalledOnLoad\n/);
  });

  it('the bundle has a script of a few kilobytes for the tabs of reports', () => {
    assert.ok(size('report.js') < 3000, `${size('report.js')} bytes`);
  });

  it('the bundle has a style sheet that can stand in a page, which may load nothing for it', () => {
    for (const name of ['panel.css', 'report.css']) assert.doesNotMatch(text(name), /<\/style|url\(|@import/i);
  });

  it('the bundle has the scripts that the manifest and the host name', () => {
    for (const name of [
      'extension.cjs',
      'host.mjs',
      'engine.mjs',
      'mcpLauncher.cjs',
      'mcpServer.mjs',
      'mcpAnswers.mjs',
      'panel.js',
    ])
      assert.ok(size(name) > 0, name);
  });
});
