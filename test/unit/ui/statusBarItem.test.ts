import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Trouble } from '../../../src/shared/panelView.ts';
import { LAST_FIGURE } from '../../../src/ui/lastFigure.ts';
import { FakeMemento } from '../hostSide/fakeMemento.ts';
import { FakeItem, held } from '../hostSide/fakeVscode.ts';
import { figure, ready, summaryOf } from './summaryOf.ts';

const offline: Trouble = { kind: 'offline', message: 'The API cannot be reached.' };
const refused: Trouble = { kind: 'refused', message: 'Not this key.' };
const HOUR = 3_600_000;

let item: FakeItem;
let memento: FakeMemento;
const asMemento = () => memento as unknown as vscode.Memento;
const keep = (until: number) =>
  memento.update(LAST_FIGURE, { organizationId: 'org_1', text: '≈$12.40', label: 'About $12.40.', until });

async function create(): Promise<FakeItem> {
  const { createStatusBarItem } = await import('../../../src/ui/statusBar.ts');
  return createStatusBarItem(asMemento(), Date.now()) as unknown as FakeItem;
}

async function control() {
  const { StatusBarController } = await import('../../../src/ui/statusBarController.ts');
  return new StatusBarController(item as unknown as vscode.StatusBarItem, asMemento());
}

describe('the status bar item', () => {
  beforeEach(() => {
    held.settings = {};
    item = new FakeItem('claudeUsage.spend');
    memento = new FakeMemento();
  });

  describe('the item at activation', () => {
    it('has the names that other things hold on to, and opens the panel', async () => {
      const { id, name, command, isShown } = await create();
      assert.deepEqual([id, name, command], ['claudeUsage.spend', 'Claude Usage: Spend', 'claudeUsage.openPanel']);
      assert.equal(isShown, false);
    });

    it('shows the last figure of the same day, dimmed', async () => {
      await keep(Date.now() + HOUR);
      const { text, color, isShown, accessibilityInformation } = await create();
      assert.deepEqual([text, color?.id, isShown], ['≈$12.40', 'disabledForeground', true]);
      assert.deepEqual(accessibilityInformation, { label: 'About $12.40.' });
    });

    it('shows a dash once its day is over', async () => {
      await keep(Date.now() - HOUR);
      const { text, accessibilityInformation } = await create();
      assert.equal(text, '—');
      assert.doesNotMatch(accessibilityInformation?.label ?? '', /12\.40/);
    });

    it('stays away where the memento holds something else', async () => {
      await memento.update(LAST_FIGURE, { text: 7 });
      assert.equal((await create()).isShown, false);
    });
  });

  describe('the item at work', () => {
    it('is text, tooltip and a sentence, without a live role', async () => {
      (await control()).show(ready());
      assert.deepEqual([item.text, item.isShown, item.color], ['≈$162.34', true, undefined]);
      assert.deepEqual(Object.keys(item.accessibilityInformation ?? {}), ['label']);
      const { isTrusted } = item.tooltip as { isTrusted: { enabledCommands: readonly string[] } };
      assert.ok(isTrusted.enabledCommands.every((command) => command.startsWith('claudeUsage.')));
    });

    it('keeps its figure with its organization and the end of its day', async () => {
      (await control()).show(ready());
      const kept = memento.get<{ organizationId: string; text: string; until: number }>(LAST_FIGURE);
      assert.deepEqual([kept?.organizationId, kept?.text], ['org_1', '≈$162.34']);
      assert.equal(kept?.until, Date.UTC(2026, 10, 23));
    });

    it('keeps nothing of an account that is gone', async () => {
      const controller = await control();
      controller.show(ready());
      controller.show({ status: 'noKey' });
      assert.equal(memento.get(LAST_FIGURE), undefined);
    });

    it('shows the last figure of the same day while there is no other', async () => {
      await keep(Date.now() + HOUR);
      const controller = await control();
      const shown = () => [item.text, item.color?.id, item.backgroundColor?.id];
      controller.show({ status: 'starting', organization: null, sample: false });
      assert.deepEqual(shown(), ['≈$12.40', 'disabledForeground', undefined]);
      controller.show({ status: 'failed', trouble: offline, sample: false });
      assert.deepEqual(shown(), ['$(warning) ≈$12.40', 'disabledForeground', undefined]);
      assert.equal(item.accessibilityInformation?.label, 'About $12.40. Not up to date. The API cannot be reached.');
      controller.show({ status: 'failed', trouble: refused, sample: false });
      assert.deepEqual(shown(), ['$(error) ≈$12.40', undefined, 'statusBarItem.errorBackground']);
    });

    it('does not show the figure of a day that is over', async () => {
      await keep(Date.now() - HOUR);
      (await control()).show({ status: 'starting', organization: null, sample: false });
      assert.equal(item.text, '$(loading~spin) Claude');
    });

    it('follows its setting at once', async () => {
      const controller = await control();
      controller.redraw();
      assert.equal(item.isShown, false);
      controller.show(ready({ lastHour: figure(4120, 'estimated') }));
      held.settings = { 'claudeUsage.statusBar.show': 'burnRate' };
      controller.redraw();
      assert.equal(item.text, '≈$41.20/h');
    });

    it('is as it was after trouble has passed', async () => {
      const controller = await control();
      controller.show({ status: 'ready', summary: summaryOf({ trouble: refused }) });
      controller.show(ready());
      assert.deepEqual([item.text, item.color, item.backgroundColor], ['≈$162.34', undefined, undefined]);
    });
  });
});
