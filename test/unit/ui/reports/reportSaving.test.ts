import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportCsv } from '../../../../src/reports/write/csv.ts';
import type { saveReport } from '../../../../src/ui/reports/reportSaving.ts';
import { FakeDesk } from '../../hostSide/fakeDesk.ts';
import { held } from '../../hostSide/fakeVscode.ts';
import { reportOf } from '../../reports/write/reportOf.ts';

const REPORT = reportOf();

describe('saveReport', () => {
  let folder: string;
  let desk: FakeDesk;
  let save: typeof saveReport;
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-saving-'));
    desk = new FakeDesk();
    held.desk = desk;
    save = (await import('../../../../src/ui/reports/reportSaving.ts')).saveReport;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('saveReport writes one file of Markdown, under a name that says what it is', async () => {
    desk.picks = ['Markdown'];
    desk.saveTo = join(folder, 'mine.md');
    await save(REPORT);
    assert.match(desk.offered[0] ?? '', /\/claude-cost-by-workspace-2026-11-01-to-2026-11-22-filtered\.md$/);
    assert.match(read('mine.md'), /^# Cost by Workspace\n/);
    assert.deepEqual(desk.told, ['Claude Usage: saved']);
  });

  it('saveReport writes one file of JSON', async () => {
    desk.picks = ['JSON'];
    desk.saveTo = join(folder, 'mine.json');
    await save(REPORT);
    assert.deepEqual(Object.keys(JSON.parse(read('mine.json'))).slice(0, 2), ['schema', 'report']);
  });

  it('saveReport writes a file of CSV for each table, the first as chosen and the others beside it', async () => {
    desk.picks = ['CSV'];
    desk.saveTo = join(folder, 'mine.csv');
    await save(REPORT);
    assert.deepEqual(readdirSync(folder).sort(), ['mine-by-model.csv', 'mine.csv']);
    const [main, second] = reportCsv(REPORT);
    assert.deepEqual([read('mine.csv'), read('mine-by-model.csv')], [main?.text, second?.text]);
    assert.deepEqual(desk.told, ['Claude Usage: saved in 2 files, a table each']);
  });

  it('saveReport asks before it replaces a file beside the chosen one', async () => {
    desk.picks = ['CSV', 'CSV'];
    desk.saveTo = join(folder, 'mine.csv');
    writeFileSync(join(folder, 'mine-by-model.csv'), 'theirs');
    await save(REPORT);
    assert.deepEqual(readdirSync(folder), ['mine-by-model.csv']);
    assert.equal(read('mine-by-model.csv'), 'theirs');
    desk.press = 'Replace';
    await save(REPORT);
    assert.equal(read('mine-by-model.csv'), reportCsv(REPORT)[1]?.text);
  });

  it('saveReport offers no CSV of a report without tables', async () => {
    const [, words] = REPORT.sections;
    await save(reportOf({ sections: words ? [words] : [] }));
    assert.deepEqual(desk.questions[0]?.labels, ['Markdown', 'JSON']);
    await save(REPORT);
    assert.deepEqual(desk.questions[1]?.labels, ['Markdown', 'CSV', 'JSON']);
  });

  it('saveReport writes nothing when the user cancels', async () => {
    await save(REPORT);
    desk.picks = ['JSON'];
    await save(REPORT);
    assert.deepEqual([desk.told, readdirSync(folder)], [[], []]);
  });

  it('saveReport tells the reason when a file cannot be written', async () => {
    desk.picks = ['JSON'];
    desk.saveTo = join(folder, 'mine.json');
    desk.failure = new Error('No space is left.');
    await save(REPORT);
    assert.deepEqual(desk.told, ['Claude Usage: the report could not be saved. No space is left.']);
  });
});
