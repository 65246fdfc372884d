import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SERIES_FIELDS } from '../../../src/source/series.ts';
import { readCsv } from '../export/readCsv.ts';

const NAMES = SERIES_FIELDS.map(({ name }) => name);
const root = dirname(dirname(dirname(import.meta.dirname)));

/** What a new dimension of usage takes, by file: the text that something is put before, and what. */
const CHANGES: readonly (readonly [file: string, place: string, added: string])[] = [
  ['src/source/series.ts', '] as const;\nexport type SeriesField', "  { key: 'planet', name: 'planet' },\n"],
  [
    'src/shared/dimensions.ts',
    '} as const satisfies Record<string, DimensionEntry>;',
    `  planet: {
    word: 'planet',
    plural: 'planets',
    field: 'planet',
    unset: 'No planet',
    values: { mars: 'The red one' },
  },
`,
  ],
  [
    'src/ledger/schema.ts',
    '];\n\nexport const SCHEMA_VERSION',
    `  \`
  ALTER TABLE series RENAME TO series_before;
  CREATE TABLE series (
    ref INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organization,
    ${NAMES.map((name) => `${name} TEXT NOT NULL,`).join('\n')}
    planet TEXT NOT NULL,
    UNIQUE (organization, ${NAMES.join(', ')}, planet)
  ) STRICT;
  INSERT INTO series SELECT *, '' FROM series_before;
  DROP TABLE series_before;
  \`,
`,
  ],
];
/** A sixth dimension of a report that groups by five takes the place of another one here. */
const SPLIT = ['src/sync/splitUsage.ts', "'service_tier', 'context_window'];", "'service_tier', 'planet'];"] as const;

interface Shown {
  readonly values: readonly (readonly [id: string, name: string])[];
  readonly totals: readonly (readonly [name: string, billed: string])[];
  readonly caveats: readonly string[];
  readonly where: string;
  readonly panelCsv: string;
  readonly panelReport: string;
  readonly report: string;
  readonly reportCsv: string;
  readonly usage: string;
  readonly cost: string;
  readonly attribution: string;
}

describe('a made-up dimension, added by its entries, one migration and the split alone', () => {
  let copy: string;
  let shown: Shown;

  const run = (script: string, ...args: readonly string[]) =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
      cwd: copy,
      encoding: 'utf8',
      // A failure tells what was written.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const compile = (project: string) =>
    run(join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--project', project);

  const change = (file: string, from: string, to: string) => {
    const text = readFileSync(join(copy, file), 'utf8');
    assert.equal(text.split(from).length, 2, `${file} has not one place for it`);
    writeFileSync(
      join(copy, file),
      text.replace(from, () => to),
    );
  };

  before(function () {
    this.timeout(180_000);
    copy = mkdtempSync(join(tmpdir(), 'claude-usage-made-up-'));
    for (const name of ['src', 'webview', 'test/support/engineConfig.ts', 'tsconfig.json', 'package.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    mkdirSync(join(copy, 'test/unit/source'), { recursive: true });
    const script = 'test/unit/source/madeUpCopy.ts';
    cpSync(join(root, script), join(copy, script));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
    for (const [file, place, added] of CHANGES) change(file, place, added + place);
    change(...SPLIT);
    const folder = join(copy, 'ledger');
    mkdirSync(folder);
    shown = JSON.parse(run(script, folder, 'planet'));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('compiles, on the host’s side and on the page’s', function () {
    this.timeout(180_000);
    for (const project of ['.', 'webview']) assert.equal(compile(project), '');
  });

  it('is broken down and filtered by in the panel, under its names', () => {
    assert.deepEqual(shown.values, [
      ['mars', 'The red one'],
      ['venus', 'venus'],
      ['', 'No planet'],
    ]);
    // Two bills of 86.4 cents, by tokens; what has none of it is filtered out.
    assert.deepEqual(shown.totals, [
      ['The red one', '86400000'],
      ['venus', '57600000'],
    ]);
    assert.ok(
      shown.caveats.some((caveat) =>
        caveat.endsWith('an API key, service tier or context window, so the filter may leave them out.'),
      ),
    );
    assert.equal(shown.where, ' where planet is No planet and 3 planets');
  });

  it('stands in what the panel exports', () => {
    assert.match(shown.panelCsv, /,planet,mars,The red one,cost,0\.43200000,/);
    assert.match(shown.panelReport, /\| Planet +\|/);
    assert.match(shown.panelReport, /Cost by planet and day, .*, only planet venus or The red one/);
  });

  it('has a section of a report, which can be narrowed to it', () => {
    assert.match(shown.report, /planet is The red one, No planet/);
    assert.match(shown.report, /## Planets\n[\s\S]*\| The red one +\|[\s\S]*\| No planet +\|/);
    assert.doesNotMatch(shown.report, /venus/);
    assert.match(shown.reportCsv, /^section,(.*,)?planet,/);
  });

  it('is the last column of the files that have usage, and in no bill', () => {
    for (const text of [shown.usage, shown.attribution]) {
      const [head = [], ...rows] = readCsv(text);
      assert.equal(head.at(-1), 'planet');
      assert.deepEqual([...new Set(rows.map((row) => row.at(-1)))].toSorted(), ['', 'mars', 'venus']);
      for (const row of rows) assert.equal(row.length, head.length);
    }
    assert.doesNotMatch(shown.cost, /planet/);
  });
});

describe('a dimension that is like others', () => {
  it('is named in no file but those that decide by it', () => {
    const files = globSync('{src,webview}/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
    const naming = files.filter((file) => /context_?window/i.test(readFileSync(join(root, file), 'utf8')));
    const deciding = [
      'src/spend/day/dimensionKeys.ts',
      'src/ledger/schema.ts',
      'src/otel/grain.ts',
      'src/reports/tiersAndTools/build.ts',
      'src/reports/savings/cheaperModel.ts',
      'src/reports/whatIf/periodRates.ts',
      'src/sample/bill.ts',
      'src/sample/streams.ts',
      'src/shared/dimensions.ts',
      'src/shared/otel.ts',
      'src/source/costFields.ts',
      'src/source/series.ts',
      'src/spend/rateOutlier.ts',
      'src/spend/kind.ts',
      'src/spend/listPrices.ts',
      'src/sync/splitUsage.ts',
    ];
    assert.deepEqual(naming.toSorted(), deciding.toSorted());
  });
});
