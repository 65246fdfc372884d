import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import fileSystem from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import {
  MonthlyWriter,
  type MonthlyWriterOptions,
  type WriterSession,
} from '../../../../src/engine/monthly/monthlyWriter.ts';
import type { SendNews } from '../../../../src/engine/thread/protocol.ts';
import type { MonthlyFile, MonthlyReportTable } from '../../../../src/ledger/monthlyReportTable.ts';
import { reportOf } from '../../reports/write/reportOf.ts';

const FILE: MonthlyFile = {
  monthStart: Date.UTC(2026, 10, 1),
  edition: 0,
  report: 'workspaceCost',
  format: 'csv',
  path: null,
  isWritten: false,
};

/** A writer of one report to a folder, with what it tells the user. */
function writerTo(folder: string, more: Partial<MonthlyWriterOptions> = {}) {
  const notices: string[] = [];
  const send: SendNews = (call, ...params) => void (call === 'notice' && notices.push(String(params[0])));
  const writer = new MonthlyWriter({
    clock: { now: () => Date.UTC(2026, 11, 3) },
    send,
    locale: 'en-US',
    runJob: async () => ({ kind: 'report', report: reportOf() }),
    setting: { reports: ['workspaceCost'], formats: ['csv'], folder, bad: [] },
    ...more,
  });
  const table: Partial<MonthlyReportTable> = {
    unwritten: () => [FILE],
    newestEdition: () => ({ edition: 0, restatedAt: null, amounts: new Map() }),
    files: () => [FILE],
    place: () => {},
  };
  const session: WriterSession = {
    organization: { id: 'org_1', name: 'Acme' },
    monthlyReports: table as MonthlyReportTable,
    syncState: { get: () => 0, set: () => {} },
  };
  return { writer, notices, write: () => writer.write(session, new AbortController().signal) };
}

describe('MonthlyWriter', () => {
  let outer: string;

  beforeEach(() => {
    outer = mkdtempSync(join(tmpdir(), 'claude-usage-'));
  });
  afterEach(() => {
    mock.restoreAll();
    syncBuiltinESMExports();
    rmSync(outer, { recursive: true, force: true });
  });

  it('a notice of what the file system says has no link, whatever a folder is named', async () => {
    const folder = join(outer, '[open](x)');
    mkdirSync(folder);
    const { writer, notices, write } = writerTo(folder, {
      runJob: async () => {
        rmSync(outer, { recursive: true });
        return { kind: 'report', report: reportOf() };
      },
    });
    await write();
    assert.equal(writer.isHalted, true);
    assert.equal(notices.length, 1);
    assert.match(String(notices[0]), /ENOENT.*\[open\] \(x\)/);
    assert.doesNotMatch(String(notices[0]), /\]\(/);
  });

  for (const call of ['stat', 'open'] as const) {
    it(`a folder that never answers to ${call} is given up after a while, and the user is told`, async () => {
      mock.method(fileSystem, call, () => new Promise(() => {}));
      syncBuiltinESMExports();
      const { writer, notices, write } = writerTo(outer, { patienceMs: 10 });
      await write();
      assert.equal(writer.isHalted, true);
      assert.deepEqual(notices, [
        `Monthly reports could not be saved in ${outer}: the folder does not respond. The next start of VS Code tries again.`,
      ]);
    });
  }
});
