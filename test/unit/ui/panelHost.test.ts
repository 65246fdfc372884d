import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import type { PageRequest, PanelHost } from '../../../src/ui/panelHost.ts';
import { FakeUri } from '../hostSide/fakeUri.ts';
import { FakePanel, held } from '../hostSide/fakeVscode.ts';

/** Where the extension is installed. */
let folder: string;

let host: PanelHost;
let choices: (Choice | null)[];
let requests: PageRequest[];
/** What comes of the next request. */
let outcome: string | null;
/** What requests reject with. */
let broken: Error | null;
let log: string[];
const WEEK: Choice = { ...FIRST_CHOICE, range: { type: 'last7' } };
const QUARTER: Choice = { ...FIRST_CHOICE, range: { type: 'last90' } };
const noKey = { type: 'view', view: { status: 'noKey' } };

/** The first panel that was opened. */
function opened(): FakePanel {
  const [panel] = held.panels;
  if (!panel) throw new Error('no panel is open');
  return panel;
}

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
    choices = [];
    requests = [];
    outcome = null;
    broken = null;
    log = [];
    const { PanelHost: Made } = await import('../../../src/ui/panelHost.ts');
    host = new Made(FakeUri.file(folder) as unknown as vscode.Uri, {
      onChoice: (choice) => choices.push(choice),
      onRequest: async (request) => {
        requests.push(request);
        if (broken) throw broken;
        return outcome;
      },
      onLog: (line) => log.push(line),
    });
  });

  describe('the panel', () => {
    it('is one: opened again it is revealed', () => {
      host.open();
      host.open();
      assert.equal(held.panels.length, 1);
      assert.equal(opened().reveals, 1);
    });

    it('is another one after it was closed', () => {
      host.open();
      opened().dispose();
      host.open();
      assert.equal(held.panels.length, 2);
    });

    it('begins with what the one before it showed', () => {
      host.open();
      opened().say({ type: 'choose', choice: QUARTER });
      opened().dispose();
      host.open();
      const html = held.panels.at(-1)?.webview.html.replaceAll('&quot;', '"') ?? '';
      assert.ok(html.includes(JSON.stringify(QUARTER)), html);
    });

    it('is restored after a reload, unless one is open already', () => {
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

    it('loads scripts from its own folder alone, each page with its own nonce', () => {
      host.open();
      opened().dispose();
      host.open();
      const [first, second] = held.panels.map(({ webview }) => /nonce-([\w-]+)'/.exec(webview.html)?.[1]);
      assert.notEqual(first, second);
      const dist = FakeUri.file(join(folder, 'dist'));
      assert.deepEqual(opened().webview.options, { enableScripts: true, localResourceRoots: [dist] });
    });

    it('has its style sheet in it', () => {
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

    it('is sent what there was before it when it is ready, and its choice is looked after', () => {
      assert.deepEqual(opened().sent, []);
      opened().say({ type: 'ready', choice: WEEK, hasView: false });
      assert.deepEqual(opened().sent, [noKey]);
      assert.deepEqual(choices, [WEEK]);
    });

    it('is sent a view as soon as it is made, and not again when it is ready, unless that was lost', () => {
      host.show({ status: 'noKey' });
      assert.deepEqual(opened().sent, [noKey]);
      opened().say({ type: 'ready', choice: WEEK, hasView: true });
      assert.deepEqual(opened().sent, [noKey]);
      opened().say({ type: 'ready', choice: WEEK, hasView: false });
      assert.deepEqual(opened().sent, [noKey, noKey]);
    });

    it('need not be waited for: its view is made while it loads', () => {
      opened().dispose();
      choices.length = 0;
      host.open();
      assert.deepEqual(choices, [FIRST_CHOICE]);
    });

    it('asks once for what it shows', () => {
      opened().say({ type: 'ready', choice: WEEK, hasView: false });
      opened().turn(true);
      opened().say({ type: 'ready', choice: WEEK, hasView: false });
      assert.deepEqual(choices, [WEEK]);
    });

    it('chooses what it shows', () => {
      opened().say({ type: 'choose', choice: QUARTER });
      assert.deepEqual(choices, [QUARTER]);
    });

    it('is sent nothing while it is out of sight, and costs nothing', () => {
      opened().say({ type: 'ready', choice: WEEK, hasView: false });
      opened().sent.length = 0;
      opened().turn(false);
      host.show({ status: 'noKey' });
      assert.deepEqual(opened().sent, []);
      opened().turn(true);
      opened().dispose();
      assert.deepEqual(choices, [WEEK, null, WEEK, null]);
    });

    it('runs commands that it may run', () => {
      opened().say({ type: 'run', command: 'claudeUsage.refresh' });
      assert.deepEqual(held.ran, ['claudeUsage.refresh']);
    });

    it('asks for the rest by requests, and is told what became of one that failed', async () => {
      opened().say({ type: 'ready', choice: WEEK, hasView: false });
      opened().sent.length = 0;
      opened().say({ type: 'copy', text: 'a\tb' });
      outcome = 'The clipboard did not take the text: try again.';
      opened().say({ type: 'savePicture', png: new Uint8Array([1]) });
      await new Promise(setImmediate);
      assert.deepEqual(
        requests.map(({ type }) => type),
        ['copy', 'savePicture'],
      );
      assert.deepEqual(opened().sent, [{ type: 'failed', message: outcome }]);
    });

    it('is told when a command failed', async () => {
      opened().say({ type: 'ready', choice: FIRST_CHOICE, hasView: false });
      opened().sent.length = 0;
      held.failure = new Error('no such command');
      opened().say({ type: 'run', command: 'claudeUsage.refresh' });
      await new Promise(setImmediate);
      assert.deepEqual(opened().sent, [{ type: 'failed', message: 'That did not work: look into the log.' }]);
      assert.deepEqual(log, ['claudeUsage.refresh failed: no such command']);
    });

    it('is told when a request came to nothing', async () => {
      broken = new Error('no such words');
      opened().say({ type: 'openReport' });
      await new Promise(setImmediate);
      assert.deepEqual(opened().sent, [{ type: 'failed', message: 'That did not work: look into the log.' }]);
      assert.deepEqual(log, ['openReport failed: no such words']);
    });

    for (const message of [
      null,
      'ready',
      { type: 'ready' },
      { type: 'ready', choice: FIRST_CHOICE },
      { type: 'ready', choice: { ...FIRST_CHOICE, measure: 'happiness' }, hasView: false },
      { type: 'run', command: 'workbench.action.quit' },
      { type: 'run', command: 'claudeUsage.deleteAllData' },
    ]) {
      it(`may not say ${JSON.stringify(message)}`, () => {
        opened().say(message);
        assert.deepEqual([held.ran, choices, opened().sent], [[], [], []]);
        assert.equal(log.length, 1);
      });
    }
  });
});
