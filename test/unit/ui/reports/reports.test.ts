import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Job, JobOutcome } from '../../../../src/engine/thread/protocol.ts';
import { keyCost } from '../../../../src/reports/keyCost/keyCost.ts';
import type { Report } from '../../../../src/reports/report.ts';
import { reportHtml } from '../../../../src/reports/write/html.ts';
import { REPORT_SCHEME } from '../../../../src/ui/reports/reportScheme.ts';
import type { Reports } from '../../../../src/ui/reports/reports.ts';
import { until } from '../../../workbench/until.ts';
import { FakeDesk } from '../../hostSide/fakeDesk.ts';
import { FakeUri } from '../../hostSide/fakeUri.ts';
import { held, TabInput } from '../../hostSide/fakeVscode.ts';
import { reportOf } from '../../reports/write/reportOf.ts';

const REQUEST = { report: 'keyCost', from: '2026-11-19', to: '2026-11-19', range: 'today', filters: [] } as const;
const QUERY = { ...REQUEST, organization: 'org_1' };
const NO_KEY = 'No Admin API key is set.';

/** The address as VS Code hands it over. */
function uriOf(query: unknown): vscode.Uri {
  return FakeUri.from({
    scheme: REPORT_SCHEME,
    path: '/Report.md',
    query: JSON.stringify(query),
  }) as unknown as vscode.Uri;
}

describe('Reports', () => {
  let reports: Reports;
  let jobs: Job[];
  let made: string[];
  let problem: string | null;
  let outcome: (signal: AbortSignal) => Promise<JobOutcome>;
  const report: Report = reportOf({ request: REQUEST, title: 'Cost by API Key', organization: 'Acme' });

  beforeEach(async () => {
    held.desk = new FakeDesk();
    held.ran = [];
    held.failure = null;
    [jobs, made, problem] = [[], [], null];
    outcome = async () => ({ kind: 'report', report });
    const { Reports: Class } = await import('../../../../src/ui/reports/reports.ts');
    reports = new Class({
      engine: {
        runJob: (job, onProgress, signal) => {
          jobs.push(job);
          onProgress({ what: 'adding up', done: 1 });
          return outcome(signal);
        },
      },
      calendar: () => ({ now: Date.parse('2026-11-19T14:07:00Z'), zone: 'UTC', historyDays: 90 }),
      problem: async () => problem,
      onMade: (uri) => made.push(uri.toString()),
    });
  });

  const open = () => {
    held.desk.picks = ['Today'];
    return reports.open(keyCost);
  };

  it('a new report is asked for, made, and opened in a tab', async () => {
    held.desk.picks = ['Cost by API Key', 'Today'];
    await reports.create();
    assert.deepEqual(jobs, [{ kind: 'report', request: REQUEST }]);
    assert.deepEqual(held.ran, ['vscode.openWith']);
    const [uri, editor] = held.given;
    assert.equal(editor, 'claudeUsage.report');
    assert.equal(String(uri), `${REPORT_SCHEME}:/Cost by API Key, 2026-11-19?${JSON.stringify(QUERY)}`);
    assert.deepEqual(held.desk.progress, ['Claude Usage: Cost by API Key', 'adding up']);
  });

  describe('of the panel’s view', () => {
    const view = { report: reportOf({ title: 'Cost by model' }), csv: 'a,b\r\n' };
    const openView = async () => {
      await reports.openView(view);
      const [uri, editor] = held.given as [vscode.Uri, string];
      assert.equal(editor, 'claudeUsage.report');
      return uri;
    };

    it('a view is opened in a tab, like a report, without a job', async () => {
      const uri = await openView();
      assert.deepEqual([uri.scheme, uri.path], [REPORT_SCHEME, '/Cost by model']);
      assert.deepEqual(await reports.contentAt(uri), { kind: 'report', report: view.report, isOfMoment: true });
      assert.match((await reports.read(uri)) ?? '', /^# Cost by model\n/);
      assert.deepEqual(jobs, []);
    });

    it('a view is saved from its tab as a page, or with the CSV that the panel exports', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'claude-usage-view-'));
      try {
        const uri = await openView();
        for (const [name, text] of [
          ['mine.html', reportHtml(view.report)],
          ['mine.csv', view.csv],
        ] as const) {
          held.desk.saveTo = join(folder, name);
          await reports.save(uri);
          assert.equal(readFileSync(join(folder, name), 'utf8'), text);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('a view says that it is gone after the account has changed, as after a reload', async () => {
      const uri = await openView();
      reports.forget();
      assert.match((await reports.read(uri)) ?? '', /no longer available/);
    });
  });

  it('a report is made once for its tab, and kept', async () => {
    await open();
    const texts = [await reports.read(uriOf(QUERY)), await reports.read(uriOf(QUERY))];
    assert.match(texts[0] ?? '', /^# Cost by API Key\n/);
    assert.equal(texts[1], texts[0]);
    assert.equal(jobs.length, 1);
  });

  it('a report is made again when it is opened again, and its tab is told', async () => {
    await open();
    await open();
    assert.equal(jobs.length, 2);
    assert.equal(made.length, 2);
  });

  it('a report is never shown again once the account has changed', async () => {
    await open();
    reports.forget();
    await reports.read(uriOf(QUERY));
    assert.equal(jobs.length, 2);
  });

  it('a report is not kept where the account has changed while it was being made', async () => {
    const old = Promise.withResolvers<JobOutcome>();
    outcome = () => old.promise;
    const reading = reports.read(uriOf(QUERY));
    await until('the work', 1000, async () => (jobs.length === 1 ? true : undefined));
    reports.forget();
    outcome = async () => ({ kind: 'report', report: reportOf({ request: REQUEST, organization: 'Globex' }) });
    const anew = reports.read(uriOf(QUERY));
    old.resolve({ kind: 'report', report });
    await reading;
    assert.match((await anew) ?? '', /Globex/);
    assert.match((await reports.read(uriOf(QUERY))) ?? '', /Globex/);
    assert.equal(jobs.length, 2);
  });

  it('a report is made again for a restored tab, once for all readers', async () => {
    const texts = await Promise.all([reports.read(uriOf(QUERY)), reports.read(uriOf(QUERY))]);
    assert.equal(jobs.length, 1);
    assert.match(texts[1] ?? '', /Acme/);
  });

  it('twenty reports are kept', async () => {
    for (let day = 10; day <= 30; day += 1) {
      await reports.read(uriOf({ ...QUERY, from: `2026-10-${day}`, to: `2026-10-${day}` }));
    }
    await reports.read(uriOf({ ...QUERY, from: '2026-10-11', to: '2026-10-11' }));
    assert.equal(jobs.length, 21);
    await reports.read(uriOf({ ...QUERY, from: '2026-10-10', to: '2026-10-10' }));
    assert.equal(jobs.length, 22);
  });

  it('a report is asked for with the organization of its address', async () => {
    await reports.read(uriOf(QUERY));
    await reports.read(uriOf({ ...QUERY, organization: 'org_2' }));
    assert.deepEqual(jobs, [
      { kind: 'report', request: REQUEST, organization: 'org_1' },
      { kind: 'report', request: REQUEST, organization: 'org_2' },
    ]);
  });

  it('a report of another organization than the one in use says so in its tab and when it is saved', async () => {
    await open();
    reports.forget();
    outcome = async () => ({ kind: 'failed', message: 'This report is of another organization.' });
    assert.match(
      (await reports.read(uriOf(QUERY))) ?? '',
      /The report could not be created\. This report is of another org/,
    );
    await reports.save(uriOf(QUERY));
    assert.deepEqual(held.desk.told, ['Claude Usage: This report is of another organization.']);
  });

  it('a report at an address without an organization is of the one in use, says so, and is kept', async () => {
    const texts = [await reports.read(uriOf(REQUEST)), await reports.read(uriOf(REQUEST))];
    assert.deepEqual(jobs, [{ kind: 'report', request: REQUEST }]);
    assert.match(texts[1] ?? '', /from an older version and names no organization\. It shows the one in use, Acme\./);
    assert.doesNotMatch((await reports.read(uriOf(QUERY))) ?? '', /older version/);
  });

  it('a report is copied as Markdown, and made anew, as its tab asks', async () => {
    const { save, copy, update } = reports.actionsOf(uriOf(QUERY));
    await copy(undefined);
    assert.match(held.desk.copied, /^# Cost by API Key\n/);
    assert.deepEqual(held.desk.told, ['Claude Usage: Copied']);
    await save(undefined);
    assert.equal(held.desk.offered.length, 1);
    assert.equal(jobs.length, 1);
    await update(undefined);
    assert.equal(jobs.length, 2);
    assert.deepEqual(made, [uriOf(QUERY).toString()]);
    outcome = async () => ({ kind: 'failed', message: 'The API is down.' });
    await update(undefined);
    assert.deepEqual(held.desk.told.slice(1), ['Claude Usage: The API is down.']);
    assert.equal(made.length, 1);
  });

  it('an address of no report is read as null, without a job', async () => {
    assert.equal(await reports.read(uriOf({ ...QUERY, report: 'all' })), null);
    assert.deepEqual(jobs, []);
  });

  it('a report that fails shows its error, and opens nothing', async () => {
    outcome = async () => ({ kind: 'failed', message: 'The API is down.' });
    await open();
    assert.deepEqual(held.desk.told, ['Claude Usage: The API is down.']);
    assert.deepEqual(held.ran, []);
  });

  it('a report that fails in a restored tab says so there, as text, without a notification', async () => {
    outcome = async () => ({ kind: 'failed', message: '<b>The API</b> is ![down](https://trap.invalid).' });
    const text = await reports.read(uriOf(QUERY));
    assert.match(
      text ?? '',
      /^# Cost by API Key\n\nThe report could not be created\. \\<b>The API\\<\/b> is !\\\[down\\\]/,
    );
    assert.match(text ?? '', /To create a new one, run “Claude Usage\\?: Report: Cost by API Key”\./);
    assert.deepEqual(held.desk.told, []);
  });

  it('a report that failed is tried again when it is read again', async () => {
    outcome = async () => ({ kind: 'failed', message: 'The API is down.' });
    await reports.read(uriOf(QUERY));
    outcome = async () => ({ kind: 'report', report });
    assert.match((await reports.read(uriOf(QUERY))) ?? '', /Acme/);
  });

  it('a report that is cancelled opens nothing, without a notification', async () => {
    outcome = (signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'cancelled' })));
    const opening = open();
    while (jobs.length === 0) await Promise.resolve();
    held.desk.cancel();
    await opening;
    assert.deepEqual([held.desk.told, held.ran], [[], []]);
    const reading = reports.read(uriOf(QUERY));
    while (jobs.length === 1) await Promise.resolve();
    held.desk.cancel();
    assert.match((await reading) ?? '', /It was cancelled/);
  });

  it('a report asks nothing where there is no key', async () => {
    problem = NO_KEY;
    await open();
    assert.deepEqual(held.desk.told, [`Claude Usage: ${NO_KEY}`]);
    assert.deepEqual(held.desk.questions, []);
    assert.match((await reports.read(uriOf(QUERY))) ?? '', /No Admin API key is set/);
    assert.deepEqual(jobs, []);
  });

  it('a report is not made where the values for its filters cannot be read', async () => {
    outcome = async () => ({ kind: 'failed', message: 'The API is down.' });
    held.desk.picks = ['Filter by model…'];
    await reports.open(keyCost);
    assert.deepEqual(
      jobs.map(({ kind }) => kind),
      ['values'],
    );
    assert.deepEqual(held.desk.told, ['Claude Usage: The API is down.']);
  });

  it('the report of the tab in front is saved, and made first where it is not kept', async () => {
    await reports.save(undefined);
    assert.deepEqual(held.desk.told, ['Claude Usage: Open a report first.']);
    held.desk.tab = new TabInput(uriOf(QUERY));
    await reports.save(undefined);
    assert.equal(jobs.length, 1);
    assert.equal(held.desk.offered.length, 1);
  });
});
