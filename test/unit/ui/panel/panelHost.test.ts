import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { fromPage, type PageActions } from '../../../../src/shared/fromPage.ts';
import type { Handlers } from '../../../../src/shared/rpc.ts';
import type { PanelHost } from '../../../../src/ui/panel/panelHost.ts';
import { FakeUri } from '../../hostSide/fakeUri.ts';
import { FakePanel, held } from '../../hostSide/fakeVscode.ts';

/** Folder that the extension is installed in. */
let folder: string;

let host: PanelHost;
let choices: (Choice | null)[];
let requests: string[];
/** Outcome of the next request. */
let outcome: string | null;
/** Error that requests reject with. */
let broken: Error | null;
let log: string[];
const WEEK: Choice = { ...FIRST_CHOICE, range: { type: 'last7' } };
const QUARTER: Choice = { ...FIRST_CHOICE, range: { type: 'last90' } };
const noKey = { call: 'view', params: { status: 'noKey' } };

/** The first panel that was opened. */
function opened(): FakePanel {
  const [panel] = held.panels;
  if (!panel) throw new Error('no panel is open');
  return panel;
}

const did = (name: string) => async () => {
  requests.push(name);
  if (broken) throw broken;
  return outcome;
};

describe('PanelHost', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claude-usage-installed-'));
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist', 'panel.css'), '.plot { height: 260px }');
  });

  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    held.panels = [];
    held.ran = [];
    held.failure = null;
    held.returned = undefined;
    choices = [];
    requests = [];
    outcome = null;
    broken = null;
    log = [];
    const { PanelHost: Made } = await import('../../../../src/ui/panel/panelHost.ts');
    host = new Made(FakeUri.file(folder) as unknown as vscode.Uri, {
      onChoice: (choice) => choices.push(choice),
      commands: Object.fromEntries(
        Object.keys(fromPage).map((name) => [name, did(name)]),
      ) as unknown as Handlers<PageActions>,
      onLog: (line) => log.push(line),
    });
  });

  describe('the panel', () => {
    it('the panel is revealed when it is opened again', () => {
      host.open();
      host.open();
      assert.equal(held.panels.length, 1);
      assert.equal(opened().reveals, 1);
    });

    it('the panel is a new one after it was closed', () => {
      host.open();
      opened().dispose();
      host.open();
      assert.equal(held.panels.length, 2);
    });

    it('the panel begins with the choice that the one before it showed, and leads back as that did', () => {
      host.open();
      opened().say({ call: 'choose', params: QUARTER });
      opened().say({ call: 'path', params: [WEEK] });
      opened().dispose();
      host.open();
      const html = () => held.panels.at(-1)?.webview.html.replaceAll('&quot;', '"') ?? '';
      assert.ok(
        html().includes(`data-choice="${JSON.stringify(QUARTER)}" data-path="${JSON.stringify([WEEK])}"`),
        html(),
      );
      opened().dispose();
      host.open(WEEK);
      assert.ok(html().includes(`data-choice="${JSON.stringify(WEEK)}" data-path="[]"`), html());
    });

    it('the panel opens with a choice that it is given', () => {
      host.open(QUARTER);
      assert.ok(opened().webview.html.replaceAll('&quot;', '"').includes(JSON.stringify(QUARTER)));
      assert.deepEqual(choices, [QUARTER]);
    });

    it('the panel tells its page a choice that it is given, at once or when the page has loaded again', () => {
      const told = () => opened().sent.filter((message) => (message as { call: string }).call === 'choose');
      host.open();
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      host.open(QUARTER);
      assert.deepEqual(told(), [{ call: 'choose', params: QUARTER }]);
      opened().turn(false);
      host.open(WEEK);
      assert.equal(told().length, 1);
      opened().turn(true);
      opened().say({ call: 'ready', params: { choice: QUARTER, hasView: false } });
      assert.deepEqual(told()[1], { call: 'choose', params: WEEK });
      assert.deepEqual(choices.at(-1), WEEK);
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: true } });
      assert.equal(told().length, 2);
    });

    it('the panel is restored after a reload, unless one is open already', () => {
      const [restored, second] = [new FakePanel(), new FakePanel()];
      let closed = false;
      second.onDidDispose(() => {
        closed = true;
      });
      const restore = (panel: FakePanel) => host.restore(panel as unknown as vscode.WebviewPanel);
      restore(restored);
      assert.match(restored.webview.html, /<div id="app" /);
      restore(second);
      assert.equal(closed, true);
      host.open();
      assert.equal(restored.reveals, 1);
    });

    it('the panel loads scripts from its own folder alone, each page with its own nonce', () => {
      host.open();
      opened().dispose();
      host.open();
      const [first, second] = held.panels.map(({ webview }) => /nonce-([\w-]+)'/.exec(webview.html)?.[1]);
      assert.notEqual(first, second);
      const dist = FakeUri.file(join(folder, 'dist'));
      assert.deepEqual(opened().webview.options, { enableScripts: true, localResourceRoots: [dist] });
    });

    it('the panel has its style sheet inline', () => {
      host.open();
      assert.match(opened().webview.html, /<style nonce="[\w-]+">\.plot { height: 260px }<\/style>/);
    });
  });

  describe('the page', () => {
    beforeEach(() => {
      host.show({ status: 'noKey' });
      host.open();
      choices.length = 0;
    });

    it('the page is sent the current view when it is ready without one, and its choice is passed on', () => {
      assert.deepEqual(opened().sent, []);
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      assert.deepEqual(opened().sent, [noKey]);
      assert.deepEqual(choices, [WEEK]);
    });

    it('the page is sent a view as soon as it is made, and again when it is ready without one', () => {
      host.show({ status: 'noKey' });
      assert.deepEqual(opened().sent, [noKey]);
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: true } });
      assert.deepEqual(opened().sent, [noKey]);
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      assert.deepEqual(opened().sent, [noKey, noKey]);
    });

    it('the page has its view made while it loads', () => {
      opened().dispose();
      choices.length = 0;
      host.open();
      assert.deepEqual(choices, [FIRST_CHOICE]);
    });

    it('the page asks once for the same choice', () => {
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      opened().turn(true);
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      assert.deepEqual(choices, [WEEK]);
    });

    it('the page passes on a new choice', () => {
      opened().say({ call: 'choose', params: QUARTER });
      assert.deepEqual(choices, [QUARTER]);
    });

    it('the page is sent nothing while it is hidden, and nothing is made for it', () => {
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      opened().sent.length = 0;
      opened().turn(false);
      host.show({ status: 'noKey' });
      assert.deepEqual(opened().sent, []);
      opened().turn(true);
      opened().dispose();
      assert.deepEqual(choices, [WEEK, null, WEEK, null]);
    });

    it('the page runs commands of its list', () => {
      opened().say({ call: 'run', params: 'claudeUsage.refresh' });
      assert.deepEqual(held.ran, ['claudeUsage.refresh']);
    });

    it('the page is not sent the result of a command', async () => {
      held.returned = 'a result';
      opened().say({ call: 'run', params: 'claudeUsage.refresh' });
      await new Promise(setImmediate);
      assert.deepEqual(opened().sent, []);
    });

    it('the page is sent the failure of an action, and nothing for one that succeeded', async () => {
      opened().say({ call: 'ready', params: { choice: WEEK, hasView: false } });
      opened().sent.length = 0;
      opened().say({ call: 'copy', params: 'a\tb' });
      outcome = 'The clipboard did not take the text: try again.';
      opened().say({ call: 'saveImage', params: new Uint8Array([1]) });
      await new Promise(setImmediate);
      assert.deepEqual(requests, ['copy', 'saveImage']);
      assert.deepEqual(opened().sent, [{ call: 'failed', params: outcome }]);
    });

    it('the page is sent a failure when a command fails', async () => {
      opened().say({ call: 'ready', params: { choice: FIRST_CHOICE, hasView: false } });
      opened().sent.length = 0;
      held.failure = new Error('no such command');
      opened().say({ call: 'run', params: 'claudeUsage.refresh' });
      await new Promise(setImmediate);
      assert.deepEqual(opened().sent, [{ call: 'failed', params: 'Something went wrong. See the log.' }]);
      assert.deepEqual(log, ['claudeUsage.refresh failed: no such command']);
    });

    it('the page is sent a failure when an action rejects', async () => {
      broken = new Error('no such words');
      opened().say({ call: 'openReport', params: 'keyCost' });
      await new Promise(setImmediate);
      assert.deepEqual(opened().sent, [{ call: 'failed', params: 'Something went wrong. See the log.' }]);
      assert.deepEqual(log, ['openReport failed: no such words']);
    });

    for (const message of [
      null,
      'ready',
      { call: 'ready' },
      { call: 'toString' },
      { call: 'ready', params: { choice: FIRST_CHOICE } },
      { call: 'ready', params: { choice: { ...FIRST_CHOICE, measure: 'happiness' }, hasView: false } },
      { call: 'run', params: 'workbench.action.quit' },
      { call: 'run', params: 'claudeUsage.deleteAllData' },
    ]) {
      it(`the page is ignored when it sends ${JSON.stringify(message)}`, () => {
        opened().say(message);
        assert.deepEqual([held.ran, choices, opened().sent], [[], [], []]);
        assert.equal(log.length, 1);
      });
    }
  });
});
