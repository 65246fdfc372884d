import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import type { Problem } from '../../../../src/shared/panelView.ts';
import { LAST_FIGURE } from '../../../../src/ui/statusBar/lastFigure.ts';
import { FakeMemento } from '../../hostSide/fakeMemento.ts';
import { FakeItem, held } from '../../hostSide/fakeVscode.ts';
import { budgetState } from '../../shared/budgetState.ts';
import { figure, NOW, ready, summaryOf } from '../summaryOf.ts';

const offline: Problem = { kind: 'offline', message: 'The API cannot be reached.' };
const refused: Problem = { kind: 'refused', message: 'Not this key.' };
const HOUR = 3_600_000;

let item: FakeItem;
let memento: FakeMemento;
const keep = (until: number) =>
  memento.update(LAST_FIGURE, { organizationId: 'org_1', text: '≈$12.40', label: 'About $12.40.', until });

async function create(): Promise<FakeItem> {
  const { createStatusBarItem } = await import('../../../../src/ui/statusBar/statusBar.ts');
  return createStatusBarItem(memento, Date.now()) as unknown as FakeItem;
}

async function control() {
  const { StatusBarController } = await import('../../../../src/ui/statusBar/statusBarController.ts');
  return new StatusBarController(item as unknown as vscode.StatusBarItem, memento);
}

describe('the status bar item', () => {
  beforeEach(() => {
    held.settings = {};
    item = new FakeItem('claudeUsage.spend');
    memento = new FakeMemento();
  });

  describe('the status bar item at activation', () => {
    it('the status bar item has its fixed id and name, and opens the panel', async () => {
      const { id, name, command, isShown } = await create();
      assert.deepEqual([id, name, command], ['claudeUsage.spend', 'Claude Usage: Spend', 'claudeUsage.openPanel']);
      assert.equal(isShown, false);
    });

    it('the status bar item shows the last figure of the same day at activation, marked as one from before', async () => {
      await keep(Date.now() + HOUR);
      const { text, color, isShown, accessibilityInformation } = await create();
      assert.deepEqual([text, color, isShown], ['$(history) ≈$12.40', undefined, true]);
      assert.deepEqual(accessibilityInformation, { label: 'About $12.40.' });
    });

    it('the status bar item shows a dash at activation once the day of the last figure is over', async () => {
      await keep(Date.now() - HOUR);
      const { text, accessibilityInformation } = await create();
      assert.equal(text, '$(history) —');
      assert.doesNotMatch(accessibilityInformation?.label ?? '', /12\.40/);
    });

    it('the status bar item stays hidden at activation where the memento holds something else', async () => {
      await memento.update(LAST_FIGURE, { text: 7 });
      assert.equal((await create()).isShown, false);
    });
  });

  describe('the status bar item with a state', () => {
    it('the status bar item has a text, a tooltip and a label, without a live role', async () => {
      (await control()).show(ready());
      assert.deepEqual([item.text, item.isShown, item.color], ['$(graph) ≈$162.34', true, undefined]);
      assert.deepEqual(Object.keys(item.accessibilityInformation ?? {}), ['label']);
      const { isTrusted } = item.tooltip as { isTrusted: { enabledCommands: readonly string[] } };
      assert.ok(isTrusted.enabledCommands.every((command) => command.startsWith('claudeUsage.')));
    });

    it('the status bar item keeps its figure with its organization and the end of its day', async () => {
      (await control()).show(ready());
      const kept = memento.get<{ organizationId: string; text: string; until: number }>(LAST_FIGURE);
      assert.deepEqual([kept?.organizationId, kept?.text], ['org_1', '≈$162.34']);
      // The machine's clock is another one than the API's.
      const left = Date.UTC(2026, 10, 23) - NOW;
      assert.ok(Math.abs((kept?.until ?? 0) - Date.now() - left) < 1000);
    });

    it('the status bar item keeps no figure of an account that is gone', async () => {
      const controller = await control();
      controller.show(ready());
      controller.show({ status: 'noKey' });
      assert.equal(memento.get(LAST_FIGURE), undefined);
    });

    it('the status bar item shows the last figure of the same day while there is no other', async () => {
      await keep(Date.now() + HOUR);
      const controller = await control();
      const shown = () => [item.text, item.color?.id, item.backgroundColor?.id];
      controller.show({ status: 'starting', organization: null, sample: false });
      assert.deepEqual(shown(), ['$(history) ≈$12.40', undefined, undefined]);
      controller.show({ status: 'failed', problem: offline, sample: false });
      assert.deepEqual(shown(), ['$(warning) ≈$12.40', undefined, undefined]);
      assert.equal(item.accessibilityInformation?.label, 'About $12.40. Not up to date. The API cannot be reached.');
      controller.show({ status: 'failed', problem: refused, sample: false });
      assert.deepEqual(shown(), ['$(error) ≈$12.40', undefined, 'statusBarItem.errorBackground']);
    });

    it('the status bar item does not show the last figure once its day is over', async () => {
      await keep(Date.now() - HOUR);
      (await control()).show({ status: 'starting', organization: null, sample: false });
      assert.equal(item.text, '$(loading~spin) Claude Usage');
    });

    it('the status bar item follows its setting at once', async () => {
      const controller = await control();
      controller.redraw();
      assert.equal(item.isShown, false);
      controller.show(ready({ lastHour: figure(4120, 'estimated') }));
      held.settings = { 'claudeUsage.statusBar.show': 'burnRate' };
      controller.redraw();
      assert.equal(item.text, '$(graph) ≈$41.20/h');
    });

    it('the status bar item has its ordinary colours again once a problem has passed', async () => {
      const controller = await control();
      controller.show({ status: 'ready', summary: summaryOf({ problem: refused }) });
      controller.show(ready());
      assert.deepEqual([item.text, item.color, item.backgroundColor], ['$(graph) ≈$162.34', undefined, undefined]);
    });
  });

  describe('the status bar item with budgets', () => {
    const over = budgetState({ cents: 300_000 });
    const warned = budgetState({ cents: 180_000 });

    it('the status bar item has the theme’s colours of the worst budget, and a rejected key before it', async () => {
      const controller = await control();
      const background = (changes: Parameters<typeof ready>[0]) => {
        controller.show(ready(changes));
        return item.backgroundColor?.id;
      };
      assert.equal(background({ budgets: [warned] }), 'statusBarItem.warningBackground');
      assert.equal(background({ budgets: [warned, over] }), 'statusBarItem.errorBackground');
      assert.equal(background({ budgets: [warned], problem: refused }), 'statusBarItem.errorBackground');
      assert.equal(background({ budgets: [over], problem: offline }), undefined);
      assert.equal(background({ budgets: [budgetState()] }), undefined);
      assert.equal(item.color, undefined);
    });

    it('the status bar item keeps the colour of its budget for the next start, and none of an ended period', async () => {
      (await control()).show(ready({ budgets: [over] }));
      const kept = memento.get<{ background: { tone: string; until: number } }>(LAST_FIGURE);
      assert.equal(kept?.background.tone, 'error');
      const left = Date.UTC(2026, 11, 1) - NOW;
      assert.ok(Math.abs((kept?.background.until ?? 0) - Date.now() - left) < 1000);
      assert.equal((await create()).backgroundColor?.id, 'statusBarItem.errorBackground');
      const background = { tone: 'error', until: Date.now() - 1 };
      await memento.update(LAST_FIGURE, {
        organizationId: 'org_1',
        text: '≈$1',
        label: 'x',
        until: Date.now() + HOUR,
        background,
      });
      const created = await create();
      assert.deepEqual([created.text, created.backgroundColor], ['$(history) ≈$1', undefined]);
    });

    it('the status bar item keeps the colour of the same organization until its budgets are known', async () => {
      const controller = await control();
      const background = (changes: Parameters<typeof ready>[0]) => {
        controller.show(ready(changes));
        return item.backgroundColor?.id;
      };
      background({ budgets: [over] });
      assert.equal(background({}), 'statusBarItem.errorBackground');
      assert.equal(background({ today: figure(100, 'estimated') }), 'statusBarItem.errorBackground');
      assert.equal((await create()).backgroundColor?.id, 'statusBarItem.errorBackground');
      assert.equal(background({ organizationId: 'org_2' }), undefined);
      background({ budgets: [over] });
      assert.equal(background({ budgets: [] }), undefined);
      assert.equal(background({}), undefined);
    });

    it('the status bar item keeps no colour of an account without a passed budget', async () => {
      const controller = await control();
      controller.show(ready({ budgets: [over] }));
      controller.show(ready({ budgets: [budgetState()] }));
      assert.equal(memento.get<{ background?: object }>(LAST_FIGURE)?.background, undefined);
    });
  });

  describe('the status bar item as time passes', () => {
    const MINUTE = 60_000;
    /** Of the machine, which is a year behind the API's. */
    const MACHINE = Date.UTC(2025, 0, 1);
    let controller: Awaited<ReturnType<typeof control>>;
    const shown = () => [item.text, item.color?.id];
    const tooltip = () => (item.tooltip as { value: string }).value;
    /** The process was stopped, and no timer ran: the first one fires late. */
    const sleep = (ms: number) => {
      mock.timers.setTime(Date.now() + ms);
    };

    beforeEach(async () => {
      mock.timers.enable({ apis: ['setTimeout', 'Date'], now: MACHINE });
      controller = await control();
    });
    afterEach(() => {
      controller.dispose();
      mock.timers.reset();
    });

    it('the status bar item drops yesterday’s figure at midnight, whether or not the engine answers', () => {
      const toldAt = Date.UTC(2026, 10, 22, 23, 59, 30);
      controller.show(ready({ toldAt, checkedAt: toldAt }));
      mock.timers.tick(29_000);
      assert.equal(item.text, '$(graph) ≈$162.34');
      mock.timers.tick(16_000);
      assert.equal(item.text, '$(graph) —');
      assert.match(tooltip(), /\| Today, UTC \| \*\*—\*\* \|/);
      assert.match(item.accessibilityInformation?.label ?? '', /today: not known yet/);
    });

    it('the status bar item drops the colour of a budget when its period ends, whether or not the engine answers', () => {
      held.settings = { 'claudeUsage.statusBar.show': 'month' };
      const toldAt = Date.UTC(2026, 10, 30, 23, 59, 30);
      const todayEnd = Date.UTC(2026, 11, 1);
      controller.show(ready({ toldAt, checkedAt: toldAt, todayEnd, budgets: [budgetState({ cents: 300_000 })] }));
      assert.equal(item.backgroundColor?.id, 'statusBarItem.errorBackground');
      mock.timers.tick(45_000);
      assert.deepEqual([item.text, item.backgroundColor], ['$(graph) — / $2,000', undefined]);
    });

    it('the status bar item begins a new day at the midnight of the zone', () => {
      held.settings = { 'claudeUsage.day': 'local', 'claudeUsage.timeZone': 'Asia/Kolkata' };
      const toldAt = Date.UTC(2026, 10, 22, 18, 29, 50);
      const todayStart = Date.UTC(2026, 10, 21, 18, 30);
      const todayEnd = Date.UTC(2026, 10, 22, 18, 30);
      controller.show(ready({ toldAt, checkedAt: toldAt, todayStart, todayEnd, zone: 'Asia/Kolkata' }));
      mock.timers.tick(20_000);
      assert.equal(item.text, '$(graph) —');
    });

    it('the status bar item keeps its figure until the day ends, by the machine’s clock', () => {
      controller.show(ready());
      const { until } = memento.get<{ until: number }>(LAST_FIGURE) ?? { until: 0 };
      assert.equal(until, MACHINE + Date.UTC(2026, 10, 23) - NOW);
    });

    it('the status bar item drops the last figure when its day ends during a start', async () => {
      await keep(Date.now() + 30_000);
      controller.show({ status: 'starting', organization: null, sample: false });
      assert.equal(item.text, '$(history) ≈$12.40');
      mock.timers.tick(45_000);
      assert.equal(item.text, '$(loading~spin) Claude Usage');
    });

    it('the status bar item shows the age of an overdue figure, in the ordinary colour', () => {
      controller.show(ready());
      mock.timers.tick(3 * MINUTE);
      assert.deepEqual(shown(), ['$(graph) ≈$162.34', undefined]);
      mock.timers.tick(MINUTE);
      assert.deepEqual(shown(), ['$(graph) ≈$162.34 · 4 min ago', undefined]);
      assert.match(tooltip(), /checked 14:07, 4 min ago/);
      assert.match(item.accessibilityInformation?.label ?? '', /Not up to date: checked 4 min ago\.$/);
      mock.timers.tick(2 * 60 * MINUTE);
      assert.equal(item.text, '$(graph) ≈$162.34 · 2 h ago');
      controller.show(ready({ toldAt: NOW + 125 * MINUTE, checkedAt: NOW + 125 * MINUTE }));
      assert.deepEqual(shown(), ['$(graph) ≈$162.34', undefined]);
    });

    it('the status bar item keeps its figure for the next start without the age', () => {
      controller.show(ready({ checkedAt: NOW - 60 * MINUTE }));
      assert.equal(item.text, '$(graph) ≈$162.34 · 1 h ago');
      assert.equal(memento.get<{ text: string }>(LAST_FIGURE)?.text, '≈$162.34');
    });

    it('the status bar item shows the age within seconds after minutes of sleep', () => {
      controller.show(ready());
      sleep(4 * MINUTE);
      mock.timers.tick(15_000);
      assert.equal(item.text, '$(graph) ≈$162.34 · 4 min ago');
    });

    it('the status bar item is redrawn at once when the window comes back', () => {
      controller.show(ready());
      controller.setFocused(false);
      sleep(9 * 60 * MINUTE);
      controller.setFocused(true);
      assert.equal(item.text, '$(graph) ≈$162.34 · 9 h ago');
    });

    it('the status bar item allows a window in the background five times the age, also just after its return', () => {
      controller.setFocused(false);
      controller.show(ready());
      mock.timers.tick(14 * MINUTE);
      assert.equal(item.text, '$(graph) ≈$162.34');
      controller.setFocused(true);
      assert.equal(item.text, '$(graph) ≈$162.34');
      mock.timers.tick(MINUTE);
      assert.equal(item.text, '$(graph) ≈$162.34 · 15 min ago');
    });

    it('the status bar item shows the icon of a problem instead of the age', () => {
      controller.show(ready({ problem: offline }));
      mock.timers.tick(9 * MINUTE);
      assert.equal(item.text, '$(warning) ≈$162.34');
      assert.match(tooltip(), /checked 14:07, 9 min ago/);
    });

    it('the status bar item is not redrawn while nothing has changed', () => {
      controller.show(ready());
      const drawn = item.tooltip;
      mock.timers.tick(2 * MINUTE);
      assert.equal(item.tooltip, drawn);
    });

    it('the status bar item is not redrawn once its controller is disposed of', () => {
      controller.show(ready());
      controller.dispose();
      mock.timers.tick(60 * MINUTE);
      assert.equal(item.text, '$(graph) ≈$162.34');
    });
  });
});
