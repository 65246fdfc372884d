import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MonthlyWriter, type WriterSession } from '../../../../src/engine/monthly/monthlyWriter.ts';
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

describe('MonthlyWriter', () => {
  it('a notice of what the file system says has no link, whatever a folder is named', async () => {
    const outer = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    const folder = join(outer, '[open](x)');
    mkdirSync(folder);
    const notices: unknown[] = [];
    const send: SendNews = (call, ...params) => void (call === 'notice' && notices.push(...params));
    const writer = new MonthlyWriter({
      clock: { now: () => Date.UTC(2026, 11, 3) },
      send,
      locale: 'en-US',
      runJob: async () => {
        rmSync(outer, { recursive: true });
        return { kind: 'report', report: reportOf() };
      },
      setting: { reports: ['workspaceCost'], formats: ['csv'], folder, bad: [] },
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
    await writer.write(session, new AbortController().signal);
    assert.equal(writer.isHalted, true);
    assert.equal(notices.length, 1);
    assert.match(String(notices[0]), /ENOENT.*\[open\] \(x\)/);
    assert.doesNotMatch(String(notices[0]), /\]\(/);
  });
});
