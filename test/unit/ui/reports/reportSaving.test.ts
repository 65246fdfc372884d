import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../../src/reports/report.ts';
import { reportCsv } from '../../../../src/reports/write/csv.ts';
import type { saveReport } from '../../../../src/ui/reports/reportSaving.ts';
import { FakeDesk } from '../../hostSide/fakeDesk.ts';
import { held } from '../../hostSide/fakeVscode.ts';
import { costTable, reportOf } from '../../reports/write/reportOf.ts';

const REPORT = reportOf();

describe('saveReport', () => {
  let folder: string;
  let desk: FakeDesk;
  let save: (report: Report) => Promise<void>;
  let saveReportNow: typeof saveReport;
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-saving-'));
    desk = new FakeDesk();
    held.desk = desk;
    ({ saveReport: saveReportNow } = await import('../../../../src/ui/reports/reportSaving.ts'));
    // The message waits for its buttons to be known.
    save = async (report) => {
      await saveReportNow(report);
      await new Promise(setImmediate);
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('saveReport writes HTML under a name that says what it is', async () => {
    desk.saveTo = join(folder, 'mine.html');
    await save(REPORT);
    assert.match(desk.offered[0] ?? '', /\/claude-cost-by-workspace-2026-11-01-to-2026-11-22-filtered\.html$/);
    assert.match(read('mine.html'), /^<!DOCTYPE html>\n/);
    assert.deepEqual(desk.told, ['Claude Usage: Saved mine.html.']);
  });

  it('saveReport writes Markdown and JSON where the file’s name ends so', async () => {
    desk.saveTo = join(folder, 'mine.md');
    await save(REPORT);
    assert.match(read('mine.md'), /^# Cost by Workspace\n/);
    desk.saveTo = join(folder, 'mine.JSON');
    await save(REPORT);
    assert.deepEqual(Object.keys(JSON.parse(read('mine.JSON'))).slice(0, 2), ['schema', 'report']);
  });

  it('saveReport writes one file of CSV, of all tables', async () => {
    desk.saveTo = join(folder, 'mine.csv');
    await save(REPORT);
    assert.deepEqual(readdirSync(folder), ['mine.csv']);
    assert.equal(read('mine.csv'), reportCsv(REPORT));
    assert.deepEqual(desk.told, ['Claude Usage: Saved mine.csv.']);
  });

  it('saveReport says which sections of a file of CSV sum to the report’s amount', async () => {
    desk.saveTo = join(folder, 'mine.csv');
    const amount = 2_397_758_568_397n;
    const sum = { amount, basis: 'billed', lead: 'Sums to it.', words: '' } as const;
    const section = (key: string, cost: bigint) => {
      const table = { ...costTable([{ name: 'A', parts: [cost, 0n, 0n] }]), key };
      return { title: key, paragraphs: [], table };
    };
    const [first, second, other] = [section('a', amount), section('b', amount), section('c', 7n)];
    for (const sections of [[first], [first, second], [first, other], [first, second, other], [other]]) {
      await save(reportOf({ sum, sections }));
    }
    assert.deepEqual(desk.told, [
      'Claude Usage: Saved mine.csv · sums to $23,977.59',
      'Claude Usage: Saved mine.csv · each section sums to $23,977.59',
      'Claude Usage: Saved mine.csv · a sums to $23,977.59',
      'Claude Usage: Saved mine.csv · a, b each sum to $23,977.59',
      'Claude Usage: Saved mine.csv.',
    ]);
  });

  it('saveReport says no sum of a report whose sum is not known', async () => {
    desk.saveTo = join(folder, 'mine.csv');
    await save(reportOf({ sum: { amount: 0n, basis: 'none', lead: 'Not known.', words: '' } }));
    assert.deepEqual(desk.told, ['Claude Usage: Saved mine.csv.']);
  });

  it('saveReport writes the first format offered where the name has no ending that it knows', async () => {
    desk.saveTo = join(folder, 'mine');
    await save(REPORT);
    assert.match(read('mine'), /^<!DOCTYPE html>\n/);
  });

  it('saveReport offers no CSV of a report without tables', async () => {
    const [, words] = REPORT.sections;
    await save(reportOf({ sections: words ? [words] : [] }));
    assert.deepEqual(Object.keys(desk.types[0] ?? {}), ['HTML', 'Markdown', 'JSON']);
    await save(REPORT);
    assert.deepEqual(desk.types[1], { HTML: ['html'], CSV: ['csv'], Markdown: ['md'], JSON: ['json'] });
  });

  it('saveReport writes the CSV that a report comes with in place of its tables', async () => {
    desk.saveTo = join(folder, 'mine.csv');
    await saveReportNow(REPORT, 'a,b\r\n');
    assert.equal(read('mine.csv'), 'a,b\r\n');
  });

  it('saveReport writes nothing when the user cancels', async () => {
    await save(REPORT);
    assert.deepEqual([desk.told, readdirSync(folder)], [[], []]);
  });

  it('saveReport tells the reason when a file cannot be written', async () => {
    desk.saveTo = join(folder, 'mine.json');
    desk.failure = new Error('No space in [x](command:y).');
    await save(REPORT);
    assert.deepEqual(desk.told, ['Claude Usage: The report could not be saved. No space in [x] (command:y).']);
  });
});
