import assert from 'node:assert/strict';
import { KEYS } from '../adminApi/http/credentials.ts';
import { DAY } from '../adminApi/world/time.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import { assertAccessible } from './axe.ts';
import { type Bed, format, itemOf, panelSays, refreshUntil, setKey, TODAY, todayOf } from './bed.ts';
import { PanelPage } from './panelPage.ts';
import { oldestHour, startOf } from './spans.ts';
import { HOSTILE_KEY, NEW_KEY, NEW_NAME, UNLUCKY_KEY } from './stage.ts';

/** An API that fails, a history that is cancelled, names that mean harm. */
export function specifyTrouble(bed: () => Bed): void {
  describe('in trouble', () => {
    it('keeps the last good figure, marked, while the API fails, and recovers', async () => {
      bed().stage.api.faults.add({ fault: { kind: 'status', status: 400 }, times: 'always' });
      await refreshUntil(bed(), 'the mark', (label) => label.includes('Not up to date.'));
      assert.equal(await itemOf(bed()).text(/\$/), `≈${format.money(todayOf(bed()))}`);
      await panelSays(await PanelPage.on(bed().window), 'The figures below are the last known ones.');
      await bed().stage.picture(bed().window, 'stale');
      bed().stage.api.faults.clear();
      bed().stage.api.faults.add({ fault: { kind: 'status', status: 401 }, times: 'always' });
      await refreshUntil(bed(), 'the refusal', (label) => /rejected this key/.test(label));
      assert.equal(await itemOf(bed()).text(/\$/), `≈${format.money(todayOf(bed()))}`);
      await panelSays(await PanelPage.on(bed().window), 'The API rejected this key');
      await bed().stage.picture(bed().window, 'refused');
      bed().stage.api.faults.clear();
      await refreshUntil(bed(), 'the recovery', (label) => !label.includes('Not up'));
    });

    it('stops fetching a history that is cancelled, until a refresh', async () => {
      const { requests, faults } = bed().stage.api;
      const before = requests.all.length;
      const oldest = () => oldestHour(requests.all.slice(before));
      await setKey(bed(), NEW_KEY);
      await requests.waitFor(() => oldest() < TODAY - 10 * DAY);
      // Today has been answered by now; what else is asked for never is, so the history is under way until it is cancelled.
      faults.add({ fault: { kind: 'hang' }, route: 'usage', times: 'always' });
      await until('the figure', AT_LAST, async () =>
        (await itemOf(bed()).ariaLabel()).includes(NEW_NAME) ? true : undefined,
      );
      assert.match(await itemOf(bed()).text(/\$/), /≈\$/);
      await bed().window.runCommand('Claude Usage: Open Usage Panel');
      const panel = await PanelPage.on(bed().window);
      await until('the progress', AT_LAST, async () => ((await panel.text()).includes('history') ? true : undefined));

      await bed().window.runCommand('Claude Usage: Cancel Fetching History');
      await until('its end', AT_LAST, async () => ((await panel.text()).includes('history') ? undefined : true));
      await requests.waitFor(({ underWay }) => underWay === 0);
      faults.clear();
      const cancelledAt = requests.all.length;
      // What the engine had still been about to ask has come once a later question is answered.
      await setKey(bed(), KEYS.ordinary);
      await bed().window.notifications.message(/key was not saved/);
      const asked = requests.all.slice(cancelledAt).filter(({ route }) => route !== 'me');
      assert.ok(
        asked.length <= 3 && !asked.some((request) => startOf(request) < TODAY - 9 * DAY),
        'no more than a poll',
      );
      assert.ok(oldest() > TODAY - 80 * DAY, 'it was cancelled in time');
      assert.doesNotMatch(await itemOf(bed()).ariaLabel(), /Not up/);

      await bed().window.runCommand('Claude Usage: Refresh Now');
      await requests.waitFor(() => oldest() === TODAY - 89 * DAY);
      await bed().window.notifications.clearAll();
    });

    it('says that it reads, and why there is nothing to show', async () => {
      const { api } = bed().stage;
      api.setLatency(2000);
      api.faults.add({ fault: { kind: 'status', status: 400 }, route: 'usage', times: 'always' });
      await bed().window.runCommand('Claude Usage: Open Usage Panel');
      await setKey(bed(), UNLUCKY_KEY);
      const loading = await PanelPage.on(bed().window, '#app main[aria-busy="true"]');
      await assertAccessible(loading, 'loading');
      await bed().stage.picture(bed().window, 'loading');
      api.setLatency(0);
      const failed = await PanelPage.on(bed().window, '#app .welcome');
      assert.match(await failed.text(), /No figures yet/);
      await assertAccessible(failed, 'failed');
      await bed().stage.picture(bed().window, 'no-figures');
      api.faults.clear();
      await bed().window.notifications.clearAll();
    });

    it('takes names as text, whatever they are', async () => {
      await setKey(bed(), HOSTILE_KEY);
      await bed().window.notifications.message(/Connected to/);
      await itemOf(bed()).text(/\$/);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'hostile');
      await bed().window.runCommand('Claude Usage: Open Usage Panel');
      await assertAccessible(await PanelPage.on(bed().window), 'names that mean harm');
      assert.equal(bed().stage.trapped(), 0);
      assert.doesNotMatch(await bed().window.page.title(), /pwned/);
    });
  });
}
