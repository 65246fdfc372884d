import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { type Import, importsOf } from './hostSide/imports.ts';

const root = dirname(dirname(import.meta.dirname));
const files = globSync('{src,webview}/**/*.ts', { cwd: root }).map((file) => file.split(sep).join('/'));
const imports = new Map(files.map((file) => [file, importsOf(readFileSync(join(root, file), 'utf8'))]));
const inFolder = (folder: string) => files.filter((file) => file.startsWith(`src/${folder}/`));

function of(file: string): readonly Import[] {
  return imports.get(file) ?? [];
}

/** Path of what a relative import names, from the root. */
function target(file: string, { from }: Import): string {
  return relative(root, join(root, dirname(file), from))
    .split(sep)
    .join('/');
}

function relatives(file: string): Import[] {
  return of(file).filter(({ from }) => from.startsWith('.'));
}

/** What is loaded with a file at once, by imports of values that are not dynamic. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  for (const each of relatives(file)) {
    const next = target(file, each);
    if (!each.isType && !each.isDynamic && !seen.has(next)) loadedWith(next, seen);
  }
  return seen;
}

/** `file → what it imports` for every import of values that a rule forbids. */
function offences(importers: readonly string[], isForbidden: (path: string) => boolean, typesToo = false): string[] {
  return importers.flatMap((file) =>
    of(file)
      .filter((each) => typesToo || !each.isType)
      .map((each) => (each.from.startsWith('.') ? target(file, each) : each.from))
      .filter(isForbidden)
      .map((path) => `${file} → ${path}`),
  );
}

const isIn = (folders: readonly string[]) => (path: string) =>
  folders.some((folder) => path.startsWith(`src/${folder}/`));

describe('vscode', () => {
  it('is imported at the edge alone', () => {
    const edge = ['extension', 'host', 'commands', 'settings'].map((name) => `src/${name}.ts`);
    const ui = [
      'exportCsv',
      'panelHost',
      'reportFiles',
      'reports',
      'reportSaving',
      'statusBar',
      'statusBarController',
      'runWithProgress',
    ].map((name) => `src/ui/${name}.ts`);
    const importers = files.filter((file) => of(file).some(({ from, isType }) => from === 'vscode' && !isType));
    assert.deepEqual(importers.sort(), [...edge, ...ui].sort());
  });

  it('gives types to its neighbours alone', () => {
    const inside = files.filter((file) => of(file).some(({ from }) => from === 'vscode'));
    for (const file of inside) assert.match(file, /^src\/(ui\/)?[a-zA-Z]+\.ts$/);
  });
});

describe('the way of the data', () => {
  it('has pure arithmetic: no file system, no network, no ledger', () => {
    const pure = [...inFolder('source'), ...inFolder('spend'), ...inFolder('figures'), ...inFolder('shared')];
    const impure = (path: string) =>
      path.startsWith('node:') || ['undici', 'vscode'].includes(path) || isIn(['ledger', 'adminApi', 'sync'])(path);
    assert.deepEqual(offences(pure, impure), []);
  });

  it('answers a choice one way: range and buckets, scan, sums, answer', () => {
    const stages = ['period', 'scan', 'sums', 'answer'].map((stage) => `figures/${stage}`);
    for (const [at, stage] of stages.entries()) {
      assert.deepEqual(offences(inFolder(stage), isIn(stages.slice(at + 1)), true), []);
    }
  });

  it('splits money below the figures alone: they sum what the rule for money has handed out', () => {
    const splitting = ['apportion', 'apportionColumn', 'apportionColumnFrom', 'attributeLine'];
    const importers = inFolder('figures').filter((file) => {
      const names = readFileSync(join(root, file), 'utf8').matchAll(/^import [^;]*?\{([^}]*)\}[^;]*;/gm);
      return [...names].some(([, list = '']) => list.split(/[\s,]+/).some((name) => splitting.includes(name)));
    });
    assert.deepEqual(importers, []);
  });

  it('goes one way: what is nearer to the screen is not known to what is nearer to the API', () => {
    const order = [
      ['source'],
      ['spend', 'shared'],
      ['adminApi', 'sample'],
      ['ledger'],
      ['sync'],
      ['figures'],
      ['out'],
      ['reports'],
      ['engine'],
      ['ui'],
    ];
    for (const [at, folders] of order.entries()) {
      const later = order.slice(at + 1).flat();
      const importers = folders.flatMap(inFolder);
      assert.deepEqual(offences(importers, isIn(later), true), [], folders.join());
    }
  });

  it('knows the source, not who answers', () => {
    const importers = ['ledger', 'sync', 'figures', 'spend', 'shared'].flatMap(inFolder);
    assert.deepEqual(offences(importers, isIn(['sample']), true), []);
    assert.deepEqual(
      offences(['figures', 'spend', 'shared', 'ledger'].flatMap(inFolder), isIn(['adminApi']), true),
      [],
    );
  });

  it('asks no network on the screen’s side', () => {
    const screen = [...inFolder('ui'), ...files.filter((file) => file.startsWith('webview/'))];
    assert.deepEqual(offences(screen, isIn(['adminApi', 'ledger', 'sync', 'sample'])), []);
  });

  it('gives the page nothing of the host but what both share', () => {
    const page = files.filter((file) => file.startsWith('webview/'));
    assert.deepEqual(
      offences(page, (path) => path.startsWith('src/') && !isIn(['shared'])(path), true),
      [],
    );
    assert.deepEqual(
      offences(page, (path) => path.startsWith('node:')),
      [],
    );
  });
});

describe('the files', () => {
  it('import files that exist', () => {
    const missing = files.flatMap((file) => relatives(file).map((each) => target(file, each)));
    assert.deepEqual(
      missing.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('import each other in no circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const each of relatives(file)) if (!each.isType) visit(target(file, each), [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    assert.deepEqual(circles, []);
  });

  it('have at most 400 lines each', () => {
    const lines = (file: string) => readFileSync(join(root, file), 'utf8').split('\n').length - 1;
    assert.deepEqual(
      files.filter((file) => lines(file) > 400),
      [],
    );
  });

  it('have names in camelCase', () => {
    for (const file of files) assert.match(file, /^([a-z][A-Za-z]*\/)+[a-z][A-Za-z0-9]*(\.data|\.d)?\.ts$/);
  });

  it('load next to nothing at activation', () => {
    assert.deepEqual([...loadedWith('src/extension.ts')].sort(), [
      'src/extension.ts',
      'src/ui/lastFigure.ts',
      'src/ui/reportFiles.ts',
      'src/ui/reportScheme.ts',
      'src/ui/statusBar.ts',
    ]);
  });
});

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

  it('begins with a small file that carries no undici, no zod and no SQLite', () => {
    assert.ok(size('extension.cjs') < 10_000, `${size('extension.cjs')} bytes`);
    assert.doesNotMatch(text('extension.cjs'), /undici|safeParse|sqlite|worker_threads/i);
  });

  it('keeps the network and the database out of the extension host', () => {
    assert.doesNotMatch(text('host.cjs'), /undici|node:sqlite/i);
    assert.match(text('engine.cjs'), /node:sqlite/);
  });

  it('keeps out of the extension host what makes reports, which it only offers and writes', () => {
    assert.doesNotMatch(text('host.cjs'), /Bills know no API keys|change_on_week/);
    assert.match(text('engine.cjs'), /Bills know no API keys/);
  });

  it('has a page whose script is compiled as a whole', () => {
    assert.match(text('panel.js'), /^\/\/# allFunctionsCalledOnLoad\n/);
  });

  it('has a style sheet that can stand in a page, which may load nothing for it', () => {
    assert.doesNotMatch(text('panel.css'), /<\/style|url\(|@import/i);
  });

  it('has the files that the manifest and the host name', () => {
    for (const name of ['extension.cjs', 'host.cjs', 'engine.cjs', 'panel.js', 'panel.css'])
      assert.ok(size(name) > 0, name);
  });
});
