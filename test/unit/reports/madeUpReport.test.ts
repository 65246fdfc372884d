import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as vscode from 'vscode';
import type { CommandParts } from '../../../src/commands.ts';
import type { Office } from '../../support/office.ts';
import { AT, TODAY } from '../engine/kit.ts';
import { readCsv } from '../export/readCsv.ts';
import { FakeDesk } from '../hostSide/fakeDesk.ts';
import { held } from '../hostSide/fakeVscode.ts';
import { root } from '../hostSide/manifest.ts';

/** A report in its folder, as somebody would write it. */
const FOLDER = {
  'madeUpReport.ts': `import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const madeUpReport: ReportDefinition = {
  id: 'madeUpReport',
  title: 'Spend by Model',
  answers: 'What each model cost.',
  narrowsBy: ['workspace'],
  periods: 'days',
  fileName: 'spend-by-model',
  build,
};
`,
  'build.ts': `import type { ReportBody } from '../definition.ts';
import { exclusions } from '../notes/exclusions.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { label, tableOf } from '../table/columnDef.ts';
import { comparisonOf, rowsBy, comparisonTotal } from '../table/comparison.ts';
import { costColumns } from '../table/costColumns.ts';
import { lineId } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

export function build(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines } = compared;
  const model = uniqueNames(data, 'model', lines.map(lineId('model')));
  const rows = rowsBy(compared, lineId('model'), (id) => [model(id)]);
  const table = tableOf('by-model', [label(0, 'model', 'Model'), ...costColumns(lines)], rows, comparisonTotal(compared));
  return { sections: [{ title: 'By model', paragraphs: [], table }], notIncluded: exclusions(data, lines) };
}
`,
};

describe('a report that is one folder and one line in the list', function () {
  this.timeout(60_000);
  let scratch: string;
  let office: Office;
  let desk: FakeDesk;
  let commands: Readonly<Record<string, (argument: unknown) => unknown>>;
  let read: (uri: vscode.Uri) => Promise<string | null>;

  /** A module of the copy of the source, in which the report is. */
  const load = <Module>(file: string): Promise<Module> => import(pathToFileURL(join(scratch, file)).href);

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'claude-usage-made-up-'));
    for (const part of ['src', 'test/support', 'test/adminApi', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, part), join(scratch, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'), 'junction');
    const folder = join(scratch, 'src/reports/madeUpReport');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(FOLDER)) writeFileSync(join(folder, name), text);
    const list = join(scratch, 'src/reports/reports.ts');
    const text = readFileSync(list, 'utf8').replace(/(REPORTS: .*= \[[^\]]*?),?\n\];/, '$1,\n  madeUpReport,\n];');
    writeFileSync(list, `import { madeUpReport } from './madeUpReport/madeUpReport.ts';\n${text}`);

    const { Office: Scratch } = await load<typeof import('../../support/office.ts')>('test/support/office.ts');
    const { tinyWorld } = await load<typeof import('../../support/tinyWorld.ts')>('test/support/tinyWorld.ts');
    const { Reports } = await load<typeof import('../../../src/ui/reports/reports.ts')>('src/ui/reports/reports.ts');
    const { createCommands } = await load<typeof import('../../../src/commands.ts')>('src/commands.ts');
    office = await Scratch.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 40 } });
    await office.engine.start();
    const reports = new Reports({
      engine: { runJob: (...asked) => office.engine.runJob(...asked) },
      calendar: () => ({ now: AT, zone: 'UTC', historyDays: 40 }),
      problem: async () => null,
      onMade: () => {},
    });
    commands = createCommands({ reports } as unknown as CommandParts);
    read = (uri) => reports.read(uri);
  });
  after(async () => {
    await office?.[Symbol.asyncDispose]();
    rmSync(scratch, { recursive: true, force: true });
  });
  const sitDown = () => {
    held.desk = desk = new FakeDesk();
  };
  beforeEach(sitDown);

  /** Runs its command for a period, and gives the address that is opened. */
  const open = async (): Promise<vscode.Uri> => {
    sitDown();
    desk.picks = ['Last month'];
    await commands['claudeUsage.report.madeUpReport']?.(undefined);
    assert.deepEqual(desk.told, []);
    return held.given[0] as vscode.Uri;
  };
  const save = async (extension: string): Promise<string> => {
    const uri = await open();
    sitDown();
    desk.saveTo = join(scratch, `kept.${extension}`);
    await commands['claudeUsage.saveReport']?.(uri);
    assert.match(desk.offered[0] ?? '', /\/claude-spend-by-model-\d{4}-\d\d-01-to-[-\d]+\.html$/);
    return readFileSync(desk.saveTo, 'utf8');
  };

  it('a made-up report compiles with the rest of the source', () => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    writeFileSync(join(scratch, 'source.json'), JSON.stringify({ extends: './tsconfig.json', include: ['src'] }));
    execFileSync(process.execPath, [compiler, '--project', 'source.json'], { cwd: scratch });
  });

  it('a made-up report has a command, after those of the others', () => {
    assert.equal(Object.keys(commands).at(-1), 'claudeUsage.report.madeUpReport');
  });

  it('a made-up report is offered by its title, and asks for a period, with filters', async () => {
    desk.picks = ['Spend by Model', 'Last month'];
    await commands['claudeUsage.createReport']?.(undefined);
    const [, period] = desk.questions;
    assert.equal(desk.questions[0]?.labels.at(-1), 'Spend by Model');
    assert.equal(period?.asked, 'Spend by Model: Which period?');
    assert.deepEqual(period?.labels.slice(-2), ['From … to …', 'Filter by workspace…']);
  });

  it('a made-up report is a document in Markdown at an address of its own', async () => {
    const uri = await open();
    assert.match(uri.path, /^\/Spend by Model, /);
    const document = await read(uri);
    assert.match(document ?? '', /^# Spend by Model\n\nWhat each model cost\.\n/);
    assert.match(document ?? '', /\n## By model\n[^#]*\| \*\*Total\*\* +\| +\*\*\$[\d.,]+\*\* \|/);
  });

  it('a made-up report is saved as CSV and JSON under the name of its files', async () => {
    const [head, ...rows] = readCsv(await save('csv'));
    assert.ok(head?.includes('cost_usd') && rows.length > 0, String(head));
    const { report, sections } = JSON.parse(await save('json'));
    assert.equal(report, 'madeUpReport');
    assert.equal(sections[0].table.rows.length, rows.length);
  });
});
