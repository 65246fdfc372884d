import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFormat } from '../../src/shared/format.ts';
import { modelName } from '../../src/shared/modelName.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { DAY, HOUR, MINUTE } from '../adminApi/world/time.ts';
import { smallWorld } from '../adminApi/worlds/small.ts';
import { until } from '../workbench/until.ts';
import type { Theme, Workbench } from '../workbench/workbench.ts';
import { PanelPage } from './panelPage.ts';
import { oldestHour, startOf } from './spans.ts';
import { HOSTILE_KEY, NEW_KEY, NEW_NAME, type Stage, setStage } from './stage.ts';

const TODAY = Math.floor(Date.now() / DAY) * DAY;
/** What the API's clock shows; the extension follows it. */
const NOW = TODAY + 14 * HOUR + 7 * MINUTE;
const ITEM = 'claude-usage.claude-usage.claudeUsage.spend';
const format = createFormat('en', 'UTC');

describe('the installed extension in a real window', () => {
  let stage: Stage;
  let window: Workbench;
  const item = () => window.statusBarItem(ITEM);

  before(async () => {
    stage = await setStage(smallWorld(TODAY), NOW);
    window = await stage.openWindow();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await stage.picture(window, 'failed');
  });
  after(() => stage?.close());

  const today = () => stage.api.truth.trueCost({ from: TODAY, to: NOW + MINUTE, shownAt: stage.api.now() });
  const setKey = async (key: string) => {
    await window.runCommand('Claude Usage: Set Admin API Key');
    const asked = await window.quickInput.asked();
    assert.equal(asked.password, true);
    await window.quickInput.answer(key);
  };

  it('says that there is no key, and what to do, before there is one', async () => {
    assert.match(await item().text(), /^Claude spend$/);
    assert.equal(await item().ariaLabel(), 'Claude spend: no Admin API key is set.');
    await item().click();
    const panel = await PanelPage.on(window, '#app .welcome, #app h1, #app h2');
    assert.match(await panel.text(), /Set Admin API Key/);
    assert.match(await panel.text(), /Explore with Sample Data/);
    await stage.picture(window, 'no-key');
  });

  it('does not keep a key that the API refuses, and says why', async () => {
    await setKey(KEYS.ordinary);
    const message = await window.notifications.message(/key is not kept/);
    assert.match(message, /permission to use the Admin API.*\(request req_/s);
    assert.match(await item().text(), /^Claude spend$/);
    await window.notifications.clearAll();
  });

  it('greets with the organization, and shows what today will be billed with', async () => {
    await setKey(`  ${KEYS.admin}\n`);
    await window.notifications.message(/connected to Acme Robotics/);
    const shown = await item().text(/\$/);
    assert.equal(shown, `≈${format.money(today())}`);
    assert.match(
      await item().ariaLabel(),
      /^Claude spend of Acme Robotics today: about \$[\d,.]+, estimated\. Data to 14:0\d UTC\.$/,
    );
    await window.notifications.clearAll();
  });

  it('tells the rest in its tooltip', async () => {
    const tooltip = await item().tooltip();
    const burn = stage.api.truth.trueCost({ from: NOW - HOUR, to: NOW, shownAt: stage.api.now() });
    assert.ok(tooltip.includes(`≈${format.money(today())}`), tooltip);
    assert.ok(tooltip.includes(`≈${format.money(burn)}`), `${format.money(burn)} an hour in ${tooltip}`);
    assert.match(tooltip, /Models: Opus\s5\.5 ≈\$/);
    assert.match(tooltip, /Workspaces: Production ≈\$/);
    assert.match(tooltip, /Data to 14:07 UTC · checked 14:07/);
    await item().hover();
    await stage.picture(window, 'status-bar');
  });

  it('draws the bill in its panel, to the cent', async () => {
    await window.runCommand('Claude Usage: Open Usage Panel');
    const panel = await PanelPage.on(window);
    await until('the whole history', 60_000, async () => ((await panel.text()).includes('history') ? undefined : true));
    const table = await panel.table(/last 30 days, by model/);
    const bills = Array.from({ length: 28 }, (_, index) => stage.api.truth.billOf(TODAY - (index + 2) * DAY));
    const billed = bills.reduce((sum, bill) => sum + bill.total, 0n);
    assert.equal(table.get('Total')?.get('billed'), format.money(billed));
    assert.equal(table.get('Total')?.get('estimated'), `≈${format.money(today())}`);
    const lines = bills.flatMap((bill) => bill.lines).filter(({ model }) => model === 'claude-opus-5-5');
    const opus = lines.reduce((sum, { amount }) => sum + amount, 0n);
    assert.equal(table.get(modelName('claude-opus-5-5'))?.get('billed'), format.money(opus));
    const sentence = await panel.chartSentence(0);
    assert.ok(sentence.includes(`${format.money(billed)} billed`), sentence);
    const hours = await panel.table(/Cost of today, by model/);
    assert.equal(hours.get('Total')?.get('Cost'), `≈${format.money(today())}`);
  });

  it('is readable in four themes, and from 320 to 2,000 pixels', async () => {
    const panel = await PanelPage.on(window);
    for (const theme of [
      'Dark Modern',
      'Light Modern',
      'Dark High Contrast',
      'Light High Contrast',
    ] satisfies Theme[]) {
      await window.changeTheme(theme);
      await stage.picture(window, `panel-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await window.changeTheme('Dark Modern');
    for (const width of [390, 2070]) {
      await window.page.setViewportSize({ width, height: 900 });
      await until('a page that fits', 10_000, async () => ((await panel.overflow()) === 0 ? true : undefined));
      await stage.picture(window, `panel-${width}`);
    }
    await window.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('keeps its panel and its figures over a reload', async () => {
    await window.reload();
    assert.equal(await item().text(/\$/), `≈${format.money(today())}`);
    const panel = await PanelPage.on(window);
    assert.match(await panel.chartSentence(0), /Total ≈\$/);
  });

  it('reads in a second window what the first has fetched', async () => {
    const before = stage.api.requests.all.length;
    const second = await stage.openWindow();
    assert.equal(await second.statusBarItem(ITEM).text(/\$/), `≈${format.money(today())}`);
    const asked = stage.api.requests.all.slice(before);
    assert.ok(asked.length <= 3, `${asked.length} requests: ${asked.map(({ route }) => route).join(', ')}`);
    await second.close();
  });

  it('never gives the key away', async () => {
    const page = await (await PanelPage.on(window)).frame.content();
    assert.ok(!page.includes(KEYS.admin) && !(await window.page.content()).includes(KEYS.admin));
    for (const file of await readdir(stage.server.home, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const content = await readFile(join(file.parentPath, file.name));
      assert.ok(!content.includes(KEYS.admin), `the key is in ${file.name}`);
    }
    assert.ok(!stage.server.output.includes(KEYS.admin));
  });

  it('keeps the last good figure, marked, while the API fails, and recovers', async () => {
    stage.api.faults.add({ fault: { kind: 'status', status: 400 }, times: 'always' });
    await refreshUntil('the mark', (label) => label.includes('Not up to date.'));
    assert.equal(await item().text(/\$/), `≈${format.money(today())}`);
    await stage.picture(window, 'stale');
    stage.api.faults.clear();
    stage.api.faults.add({ fault: { kind: 'status', status: 401 }, times: 'always' });
    await refreshUntil('the refusal', (label) => /does not accept this key/.test(label));
    assert.equal(await item().text(/\$/), `≈${format.money(today())}`);
    await stage.picture(window, 'refused');
    stage.api.faults.clear();
    await refreshUntil('the recovery', (label) => !label.includes('Not up'));
  });

  it('stops fetching a history that is cancelled, until a refresh', async () => {
    const { requests, faults } = stage.api;
    const before = requests.all.length;
    const oldest = () => oldestHour(requests.all.slice(before));
    await setKey(NEW_KEY);
    await requests.waitFor(() => oldest() < TODAY - 10 * DAY);
    // Today has been answered by now; what else is asked for never is, so the history is under way until it is cancelled.
    faults.add({ fault: { kind: 'hang' }, route: 'usage', times: 'always' });
    await until('the figure', 10_000, async () => ((await item().ariaLabel()).includes(NEW_NAME) ? true : undefined));
    assert.match(await item().text(/\$/), /≈\$/);
    await window.runCommand('Claude Usage: Open Usage Panel');
    const panel = await PanelPage.on(window);
    await until('the progress', 10_000, async () => ((await panel.text()).includes('history') ? true : undefined));

    await window.runCommand('Claude Usage: Cancel Fetching History');
    await until('its end', 10_000, async () => ((await panel.text()).includes('history') ? undefined : true));
    await requests.waitFor(({ underWay }) => underWay === 0);
    faults.clear();
    const cancelledAt = requests.all.length;
    // What the engine had still been about to ask has come once a later question is answered.
    await setKey(KEYS.ordinary);
    await window.notifications.message(/key is not kept/);
    const asked = requests.all.slice(cancelledAt).filter(({ route }) => route !== 'me');
    assert.ok(asked.length <= 3 && !asked.some((request) => startOf(request) < TODAY - 9 * DAY), 'no more than a poll');
    assert.ok(oldest() > TODAY - 80 * DAY, 'it was cancelled in time');
    assert.doesNotMatch(await item().ariaLabel(), /Not up/);

    await window.runCommand('Claude Usage: Refresh Now');
    await requests.waitFor(() => oldest() === TODAY - 89 * DAY);
    await window.notifications.clearAll();
  });

  it('takes names as text, whatever they are', async () => {
    await setKey(HOSTILE_KEY);
    await window.notifications.message(/connected to/);
    await item().text(/\$/);
    await item().hover();
    await stage.picture(window, 'hostile');
    await window.runCommand('Claude Usage: Open Usage Panel');
    await PanelPage.on(window);
    assert.equal(stage.trapped(), 0);
    assert.doesNotMatch(await window.page.title(), /pwned/);
  });

  it('forgets the key in every window, and deletes the ledger when asked', async () => {
    const second = await stage.openWindow();
    await second.statusBarItem(ITEM).text(/\$/);
    await window.runCommand('Claude Usage: Remove Admin API Key');
    await window.notifications.press(/removed from all windows/, 'Delete Ledger');
    await item().text(/Claude spend$/);
    await second.statusBarItem(ITEM).text(/Claude spend$/);
    await until('the ledger to go', 10_000, async () => ((await stage.ledgers()).length === 0 ? true : undefined));
    await second.close();
    await window.reload();
    assert.match(await item().text(), /^Claude spend$/);
  });

  it('shows a made-up organization, and says so everywhere', async () => {
    const before = stage.api.requests.all.length;
    await window.runCommand('Claude Usage: Explore with Sample Data');
    await item().text(/\$/);
    assert.match(await item().ariaLabel(), /sample organization/);
    assert.match(await item().tooltip(), /Sample data/);
    await window.runCommand('Claude Usage: Open Usage Panel');
    const panel = await PanelPage.on(window);
    assert.match(await panel.text(), /Sample data/);
    await until('the whole history', 60_000, async () => ((await panel.text()).includes('history') ? undefined : true));
    await window.notifications.clearAll();
    await window.page.setViewportSize({ width: 1280, height: 940 });
    await stage.picture(window, 'sample');
    await item().hover();
    await stage.picture(window, 'sample-status-bar', { x: 760, y: 650, width: 520, height: 290 });
    await window.page.setViewportSize({ width: 1280, height: 800 });
    await window.runCommand('Claude Usage: Leave Sample Data');
    await item().text(/Claude spend$/);
    assert.equal(stage.api.requests.all.length, before);
  });

  /** It asks at most once in ten seconds, and not each time for what matters here: a poll may be about names alone. */
  async function refreshUntil(wish: string, fits: (label: string) => boolean): Promise<void> {
    await until(wish, 60_000, async () => {
      await window.runCommand('Claude Usage: Refresh Now');
      return fits(await item().ariaLabel()) ? true : undefined;
    });
  }
});
