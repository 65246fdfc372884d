import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, JobOutcome } from '../../../src/engine/thread/protocol.ts';
import { FakeDesk } from '../hostSide/fakeDesk.ts';
import { held } from '../hostSide/fakeVscode.ts';

type Export = Extract<Job, { kind: 'export' }>;

describe('exportCsv', () => {
  let folder: string;
  let desk: FakeDesk;
  let jobs: Export[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-export-'));
    desk = new FakeDesk();
    held.desk = desk;
    jobs = [];
    desk.picks = ['The bill', 'Last month'];
    desk.saveTo = join(folder, 'wanted.csv');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Exports with an engine that writes its file and then ends so. */
  const run = async (outcome: JobOutcome) => {
    const { exportCsv } = await import('../../../src/ui/exportCsv.ts');
    const engine = {
      runJob: async (job: Job) => {
        assert.ok(job.kind === 'export');
        jobs.push(job);
        writeFileSync(job.path, 'day\r\n');
        return outcome;
      },
    };
    const calendar = () => ({ now: Date.parse('2026-11-19T23:30:00Z'), zone: 'Europe/Berlin', historyDays: 90 });
    await exportCsv({ engine, calendar, storage: folder });
  };
  const done = (rows: number, missingDays: number): JobOutcome => ({ kind: 'export', rows, missingDays });

  it('exportCsv exports UTC days to the file that the user chose', async () => {
    await run(done(1234, 0));
    const [{ what, from, to } = assert.fail()] = jobs;
    assert.deepEqual({ what, from, to }, { what: 'cost', from: '2026-10-01', to: '2026-10-31' });
    assert.equal(readFileSync(join(folder, 'wanted.csv'), 'utf8'), 'day\r\n');
    assert.match(desk.offered[0] ?? '', /\/claude-cost-2026-10-01-to-2026-10-31\.csv$/);
    await new Promise(setImmediate);
    assert.deepEqual(desk.told, ['Claude Usage: 1,234 rows exported to wanted.csv.']);
  });

  for (const [part, outcome, said] of [
    ['Usage', done(1, 1), '1 row exported to wanted.csv. 1 day is not in the local history.'],
    ['Cost by key and hour', done(0, 2), '0 rows exported to wanted.csv. 2 days are not in the local history.'],
    ['The bill', done(7, 1), '7 rows exported to wanted.csv. 1 day has no bill yet.'],
    ['The bill', done(7, 31), '7 rows exported to wanted.csv. 31 days have no bill yet.'],
  ] as const) {
    it(`exportCsv tells the user the days that the ledger lacks: ${said}`, async () => {
      desk.picks = [part, 'Last month'];
      await run(outcome);
      await new Promise(setImmediate);
      assert.deepEqual(desk.told, [`Claude Usage: ${said}`]);
    });
  }

  describe('exportCsv and its temporary file', () => {
    it('exportCsv removes its temporary file when it is done', async () => {
      await run(done(1, 0));
      assert.deepEqual(readdirSync(folder), ['wanted.csv']);
    });

    it('exportCsv removes its temporary file when it fails, and tells the reason', async () => {
      await run({ kind: 'failed', message: 'The disk is full.' });
      assert.deepEqual(readdirSync(folder), []);
      assert.deepEqual(desk.told, ['Claude Usage: The disk is full.']);
    });

    it('exportCsv removes its temporary file when it is cancelled, without a message', async () => {
      await run({ kind: 'cancelled' });
      assert.deepEqual([readdirSync(folder), desk.told], [[], []]);
    });

    it('exportCsv removes its temporary file when the copy cannot be written, and tells the reason', async () => {
      desk.failure = new Error('No space in [x](command:y).');
      await run(done(1, 0));
      assert.deepEqual(readdirSync(folder), []);
      assert.deepEqual(desk.told, ['Claude Usage: The file could not be written. No space in [x] (command:y).']);
    });
  });

  it('exportCsv exports nothing when the user cancels a prompt', async () => {
    for (const picks of [[], ['The bill'], ['The bill', 'Today']]) {
      desk.picks = picks;
      desk.saveTo = null;
      await run(done(1, 0));
    }
    assert.deepEqual(jobs, []);
  });
});
