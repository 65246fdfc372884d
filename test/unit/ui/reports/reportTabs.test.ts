import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { REPORT_SCHEME } from '../../../../src/ui/reports/reportScheme.ts';
import type { ReportContent } from '../../../../src/ui/reports/reports.ts';
import type { ReportTabs } from '../../../../src/ui/reports/reportTabs.ts';
import { until } from '../../../workbench/until.ts';
import { FakeUri } from '../../hostSide/fakeUri.ts';
import { FakePanel } from '../../hostSide/fakeVscode.ts';
import { reportOf } from '../../reports/write/reportOf.ts';

const uriOf = (path: string) => FakeUri.from({ scheme: REPORT_SCHEME, path }) as unknown as vscode.Uri;
const URI = uriOf('/Cost by Workspace');

describe('ReportTabs', () => {
  let folder: string;
  let tabs: ReportTabs;
  let content: (uri: vscode.Uri) => Promise<ReportContent | null>;
  let asked: string[];
  let logged: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-tabs-'));
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'report.css'), '.tools { color: red; }');
    content = async () => ({ kind: 'report', report: reportOf(), isOfMoment: false });
    [asked, logged] = [[], []];
    const note = (what: string) => () => {
      asked.push(what);
      return null;
    };
    const { ReportTabs: Class } = await import('../../../../src/ui/reports/reportTabs.ts');
    tabs = new Class({
      extensionUri: FakeUri.file(folder) as unknown as vscode.Uri,
      contentAt: (uri) => content(uri),
      actionsOf: ({ path }) => ({ save: note(`save ${path}`), copy: note('copy'), update: note('update') }),
      onLog: (line) => logged.push(line),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (uri = URI) => {
    const panel = new FakePanel();
    await tabs.show(uri, panel as unknown as vscode.WebviewPanel);
    return panel;
  };
  const buttons = ({ webview }: FakePanel) =>
    Array.from(webview.html.matchAll(/data-call="\w+">([^<]+)</g), ([, words]) => words);

  it('a tab is a page with one script of ours, whose policy has a nonce that is new each time', async () => {
    const [one, other] = [await open(), await open()];
    const { html } = one.webview;
    const [, nonce = ''] =
      html.match(/default-src &#39;none&#39;; script-src &#39;nonce-([\w-]+)&#39;; style-src/) ?? [];
    assert.ok(nonce.length >= 16);
    assert.ok(!other.webview.html.includes(nonce));
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.ok(html.includes(`/dist/report.js" nonce="${nonce}"></script>`));
    assert.ok(html.includes(`<style nonce="${nonce}">.tools { color: red; }`));
    assert.deepEqual(one.webview.options, {
      enableScripts: true,
      localResourceRoots: [FakeUri.file(join(folder, 'dist'))],
    });
  });

  it('a tab has the buttons that its report can do with', async () => {
    assert.deepEqual(buttons(await open()), ['Save As…', 'Copy as Markdown', 'Update']);
    content = async () => ({ kind: 'report', report: reportOf(), isOfMoment: true });
    assert.deepEqual(buttons(await open()), ['Save As…', 'Copy as Markdown']);
  });

  it('a tab says as text why there is no report, and offers to try again where that may help', async () => {
    content = async () => ({ kind: 'words', title: 'Savings', words: ['<b>Not</b> now.'], mayRetry: true });
    const failed = await open();
    assert.match(failed.webview.html, /<h1>Savings<\/h1><\/header>\n<p>&lt;b&gt;Not&lt;\/b&gt; now\.<\/p>/);
    assert.deepEqual(buttons(failed), ['Try Again']);
    content = async () => null;
    const none = await open();
    assert.match(none.webview.html, /There is no report at this address\./);
    assert.deepEqual(buttons(none), []);
  });

  it('a tab is drawn again when the report at its address was made anew, and no other tab is', async () => {
    const [tab, other] = [await open(), await open(uriOf('/Savings'))];
    const before = other.webview.html;
    content = async () => ({ kind: 'report', report: reportOf({ title: 'Made anew' }), isOfMoment: false });
    tabs.change(URI);
    await until('the tab', 1000, async () => (tab.webview.html.includes('Made anew') ? true : undefined));
    assert.equal(other.webview.html, before);
  });

  it('a tab is not drawn again with the report that it shows', async () => {
    const report = reportOf();
    content = async () => ({ kind: 'report', report, isOfMoment: false });
    const tab = await open();
    const { html } = tab.webview;
    tabs.change(URI);
    await new Promise(setImmediate);
    assert.equal(tab.webview.html, html);
  });

  it('a tab that was closed while its report was made is left alone', async () => {
    const { promise, resolve } = Promise.withResolvers<ReportContent>();
    content = () => promise;
    const panel = new FakePanel();
    const showing = tabs.show(URI, panel as unknown as vscode.WebviewPanel);
    panel.dispose();
    resolve({ kind: 'report', report: reportOf(), isOfMoment: false });
    await showing;
    assert.equal(panel.webview.html, '');
  });

  it('a tab may ask for what it is to ask for alone, of its own report', async () => {
    const panel = await open();
    panel.say({ call: 'save' });
    panel.say({ call: 'update' });
    for (const message of [null, { call: 'toString' }, { call: 'save', params: '/etc/passwd' }, { call: 'delete' }]) {
      panel.say(message);
    }
    assert.deepEqual(asked, ['save /Cost by Workspace', 'update']);
    assert.equal(logged.length, 4);
  });
});
