import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Import, importsOf } from './hostSide/imports.ts';

const root = dirname(dirname(import.meta.dirname));
const files = globSync('{src,webview}/**/*.ts', { cwd: root }).map((file) => file.split(sep).join('/'));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const imports = new Map(files.map((file) => [file, importsOf(textOf(file))]));
const inFolder = (folder: string) => files.filter((file) => file.startsWith(`src/${folder}/`));

/** How a report is made: a file of its own however short, as the extension host's bundle goes without it. */
const BUILD_OF_REPORT = /^src\/reports\/\w+\/build\.ts$/;

/** Small files beside their one importer that are decisions of their own, found by their names. */
const DECISIONS: ReadonlySet<string> = new Set([
  // Files of a folder that are ours to delete.
  'src/account/ledgerFiles.ts',
  // One of two ways to the API, beside the other.
  'src/adminApi/hostTransport.ts',
  // A file is there when it is whole, or not at all.
  'src/engine/export/writeWhole.ts',
  // Interval at which the ledger is read for other windows' news.
  'src/engine/watch.ts',
  // Whose cost centres count: the user's, or the sample's.
  'src/engine/queries/costCentreQueries.ts',
  // Words of a choice in a document.
  'src/export/choiceSentence.ts',
  // Accuracy of our own estimates.
  'src/figures/accuracy.ts',
  // Test of a day's usage against its bill.
  'src/figures/contradictions.ts',
  // Errors of simulated organizations, written by a script.
  'src/figures/forecast/relativeErrors.data.ts',
  // Handling of a damaged file, and for how long it is kept.
  'src/ledger/damagedFiles.ts',
  // Cutting of what comes from a client.
  'src/mcp/lines.ts',
  // Choice of the keys that get a rank.
  'src/reports/cacheEfficiency/keyRanking.ts',
  // Part of an address that is shown.
  'src/reports/claudeCode/shortEmails.ts',
  // Choice of the days that a day is compared with.
  'src/reports/dailyUsage/daysBefore.ts',
  // One of the formats, beside the others.
  'src/reports/write/csv.ts',
  // Round numbers of an axis.
  'src/reports/write/chart/niceScale.ts',
  // Columns that a document leaves out.
  'src/reports/write/filledTable.ts',
  // Periods of budgets, which are of UTC.
  'src/shared/budgetPeriod.ts',
  // Names of buckets.
  'src/shared/tables/bucketLabels.ts',
  // Test of two ids for the same model.
  'src/spend/modelsAsUsed.ts',
  // Conditions under which a total that is too low is believed.
  'src/sync/lowTotals.ts',
  // Choice of the bills that are read again before they are charged by.
  'src/sync/refreshBills.ts',
  // Length of a bar whose spend or forecast goes beyond the budget.
  'webview/budgets/budgetBar.ts',
  // One of the ways to paint a chart, beside the others.
  'webview/charts/paint/paintHeatMap.ts',
  // Ways to export a view.
  'webview/controls/exportButtons.ts',
  // One of the controls, beside the others.
  'webview/controls/shapeSwitch.ts',
]);

/** Names that every file of its kind declares, known by its folder: each report has its `build`. */
const CONVENTIONS: ReadonlySet<string> = new Set(['build']);

function of(file: string): readonly Import[] {
  return imports.get(file) ?? [];
}

/** Path of an imported file, from the root. */
function target(file: string, { from }: Import): string {
  return relative(root, join(root, dirname(file), from))
    .split(sep)
    .join('/');
}

function relatives(file: string): Import[] {
  return of(file).filter(({ from }) => from.startsWith('.'));
}

function linesOf(file: string): number {
  return textOf(file).split('\n').length - 1;
}

function exportsOf(file: string): string[] {
  const declared = /^export (?:abstract )?(?:async )?(?:function\*?|const|class|interface|type|enum) (\w+)/gm;
  return Array.from(textOf(file).matchAll(declared), ([, name = '']) => name);
}

/** Sets of files that all reach each other by imports, of types too, each in the order of their names. */
function circles(): string[][] {
  const reached = new Map(files.map((file) => [file, reachedFrom(file)]));
  const inCircle = files.filter((file) => reached.get(file)?.has(file));
  const together = Map.groupBy(inCircle, (file) =>
    inCircle.filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file)).join(' '),
  );
  return [...together.values()];
}

function reachedFrom(file: string): Set<string> {
  const reached = new Set<string>();
  const visit = (from: string) => {
    for (const each of relatives(from)) {
      const to = target(from, each);
      if (reached.has(to)) continue;
      reached.add(to);
      visit(to);
    }
  };
  visit(file);
  return reached;
}

/** Files that are loaded together with a file, by static imports of values. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  for (const each of relatives(file)) {
    const next = target(file, each);
    if (!each.isType && !each.isDynamic && !seen.has(next)) loadedWith(next, seen);
  }
  return seen;
}

/** `file → imported file` for every import of values that a rule forbids. */
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

describe('imports of vscode', () => {
  it('vscode is imported only at the edge', () => {
    const edge = ['extension', 'host', 'commands', 'settings', 'account/keyPrompt'].map((name) => `src/${name}.ts`);
    const ui = [
      'contexts',
      'exportCsv',
      'panel/panelHost',
      'reports/reportFiles',
      'reports/reports',
      'reports/reportSaving',
      'reports/reportTabs',
      'statusBar/statusBar',
      'statusBar/statusBarController',
      'runWithProgress',
    ].map((name) => `src/ui/${name}.ts`);
    const importers = files.filter((file) => of(file).some(({ from, isType }) => from === 'vscode' && !isType));
    assert.deepEqual(importers.sort(), [...edge, ...ui].sort());
  });

  it('vscode gives types only to the files next to the edge', () => {
    const inside = files.filter((file) => of(file).some(({ from }) => from === 'vscode'));
    for (const file of inside) assert.match(file, /^src\/((account|ui|ui\/[a-zA-Z]+)\/)?[a-zA-Z]+\.ts$/);
  });
});

describe('the global state', () => {
  it('the global state is written in turn: only extension.ts takes it from VS Code, for the object that does so', () => {
    const uses = files.flatMap((file) =>
      textOf(file)
        .split('\n')
        .filter((line) => /\bglobalState\b(?!\.ts)/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    assert.deepEqual(uses, ['src/extension.ts: const memento = new GlobalState(context.globalState);']);
  });
});

describe('the way of the data', () => {
  it('arithmetic imports no file system, no network and no ledger', () => {
    const pure = ['time', 'source', 'spend', 'figures', 'shared'].flatMap(inFolder);
    const impure = (path: string) =>
      path.startsWith('node:') || path === 'vscode' || isIn(['ledger', 'adminApi', 'sync'])(path);
    assert.deepEqual(offences(pure, impure), []);
  });

  it('figures import in the order of an answer: range and buckets, scan, sums, scopes, answer, change, colours', () => {
    const stages = ['period', 'scan', 'sums', 'forecast', 'scopes', 'budgets', 'answer', 'change', 'colors'].map(
      (stage) => `figures/${stage}`,
    );
    for (const [at, stage] of stages.entries()) {
      assert.deepEqual(offences(inFolder(stage), isIn(stages.slice(at + 1)), true), []);
    }
  });

  it('figures split no money: that is done below them, in the rule for money', () => {
    const splitting = ['apportion', 'apportionColumn', 'apportionColumnFrom', 'attributeLine'];
    const importers = inFolder('figures').filter((file) => {
      const names = readFileSync(join(root, file), 'utf8').matchAll(/^import [^;]*?\{([^}]*)\}[^;]*;/gm);
      return [...names].some(([, list = '']) => list.split(/[\s,]+/).some((name) => splitting.includes(name)));
    });
    assert.deepEqual(importers, []);
  });

  it('folders nearer to the API do not import folders nearer to the screen', () => {
    const order = [
      ['time'],
      ['source'],
      ['spend', 'shared'],
      ['adminApi', 'sample'],
      ['ledger'],
      ['sync'],
      ['figures'],
      ['export'],
      ['reports', 'tools', 'otel'],
      ['mcp'],
      ['engine'],
      ['account'],
      ['ui'],
    ];
    for (const [at, folders] of order.entries()) {
      const later = order.slice(at + 1).flat();
      const importers = folders.flatMap(inFolder);
      assert.deepEqual(offences(importers, isIn(later), true), [], folders.join());
    }
  });

  it('the ledger, the sync and the figures do not import the sample, and only the sync may import the API', () => {
    const importers = ['ledger', 'sync', 'figures', 'spend', 'shared', 'time'].flatMap(inFolder);
    assert.deepEqual(offences(importers, isIn(['sample']), true), []);
    assert.deepEqual(
      offences(['figures', 'spend', 'shared', 'time', 'ledger'].flatMap(inFolder), isIn(['adminApi']), true),
      [],
    );
  });

  it('the screen’s side imports no network', () => {
    const screen = [...inFolder('ui'), ...files.filter((file) => file.startsWith('webview/'))];
    assert.deepEqual(offences(screen, isIn(['adminApi', 'ledger', 'sync', 'sample'])), []);
  });

  it('the page imports nothing of the host but what both share', () => {
    const page = files.filter((file) => file.startsWith('webview/'));
    assert.deepEqual(
      offences(page, (path) => path.startsWith('src/') && !isIn(['shared', 'time'])(path), true),
      [],
    );
    assert.deepEqual(
      offences(page, (path) => path.startsWith('node:')),
      [],
    );
    // The page tells zones by the clocks that Intl has.
    assert.equal(loadedWith('webview/main.ts').has('src/time/zone.ts'), false);
  });
});

describe('the source files', () => {
  it('source files import files that exist', () => {
    const missing = files.flatMap((file) => relatives(file).map((each) => target(file, each)));
    assert.deepEqual(
      missing.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('source files import each other in no circle, types included', () => {
    assert.deepEqual(circles(), []);
  });

  it('source files declare no exported name twice', () => {
    const declared = files.flatMap((file) => [...new Set(exportsOf(file))].map((name) => ({ name, file })));
    const doubles = [...Map.groupBy(declared, ({ name }) => name)].filter(([, all]) => all.length > 1);
    assert.deepEqual(
      doubles.filter(([name]) => !CONVENTIONS.has(name)).map(([name, all]) => [name, ...all.map(({ file }) => file)]),
      [],
    );
  });

  it('source files of at most 40 lines beside their one importer are decisions of their own', () => {
    const importers = Map.groupBy(
      files.flatMap((file) =>
        [...new Set(relatives(file).map((each) => target(file, each)))].map((to) => ({ file, to })),
      ),
      ({ to }) => to,
    );
    const fragments = files.filter((file) => {
      const [one, ...others] = importers.get(file) ?? [];
      return one && others.length === 0 && dirname(one.file) === dirname(file) && linesOf(file) <= 40;
    });
    assert.deepEqual(
      fragments.filter((file) => !DECISIONS.has(file) && !BUILD_OF_REPORT.test(file)),
      [],
    );
  });

  it('source files import across folders one way, except a folder and those inside it', () => {
    const arrows = new Set<string>();
    for (const file of files) {
      for (const each of relatives(file)) arrows.add(`${dirname(file)} ${dirname(target(file, each))}`);
    }
    const both = [...arrows]
      .map((arrow): [string, string] => [arrow.split(' ')[0] ?? '', arrow.split(' ')[1] ?? ''])
      .filter(([from, to]) => from < to && arrows.has(`${to} ${from}`) && !to.startsWith(`${from}/`))
      .map(([from, to]) => `${from} ↔ ${to}`);
    assert.deepEqual(both, []);
  });

  it('source files have at most 400 lines each', () => {
    assert.deepEqual(
      files.filter((file) => linesOf(file) > 400),
      [],
    );
  });

  it('source files have names in camelCase', () => {
    for (const file of files) assert.match(file, /^([a-z][A-Za-z]*\/)+[a-z][A-Za-z0-9]*(\.data|\.d)?\.ts$/);
  });

  it('extension.ts loads next to nothing at activation', () => {
    assert.deepEqual([...loadedWith('src/extension.ts')].sort(), [
      'src/extension.ts',
      'src/globalState.ts',
      'src/ui/reports/reportFiles.ts',
      'src/ui/reports/reportScheme.ts',
      'src/ui/statusBar/lastFigure.ts',
      'src/ui/statusBar/statusBar.ts',
    ]);
  });
});
