import assert from 'node:assert/strict';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { createOrganization } from '../adminApi/organization.ts';
import { DAY, HOUR, MINUTE } from '../adminApi/world/time.ts';
import { AT_LAST, SOON, until } from '../workbench/until.ts';
import { type Bed, format, ITEM, itemOf, refreshUntil, setKey, TODAY } from './bed.ts';
import { ExplorerPage } from './explorerPage.ts';
import { PanelPage } from './panelPage.ts';
import { LATE_KEY, lateWorld } from './stage.ts';

const DAY_OF_RUN = TODAY + 2 * DAY;
/** Later than all that the specifications before it have seen. */
const AT = DAY_OF_RUN + 15 * HOUR + 7 * MINUTE;

/** The stopwatch, in an organization whose usage shows five minutes late, with a second window beside it. */
export function specifyMeasuring(bed: () => Bed): void {
  describe('the stopwatch', () => {
    const { truth } = createOrganization(lateWorld(TODAY));
    const measured = async (window = bed().window) => await window.statusBarItem(ITEM).text(/ · .*(since|final at)/);
    let [start, end, amount] = [0, 0, ''];

    it('shows what has been spent since its start, of what it was asked for', async () => {
      await setKey(bed(), LATE_KEY);
      await itemOf(bed()).text(/\$/);
      bed().stage.api.setNow(AT);
      await refreshUntil(bed(), 'the day', (label) => label.includes('Data to 15:02 UTC.'));
      const entries = await openPick(bed());
      assert.deepEqual(entries.slice(0, 2), ['Everything', 'web-app']);
      await bed().stage.picture(bed().window, 'start-measuring');
      await bed().window.quickInput.pick('Everything');
      assert.match(await measured(), /^≈\$[\d,.]+ · — since 15:\d\d$/);
      start = instantOf(await measured());
      bed().stage.api.setNow(start + 20 * MINUTE);
      const soFar = { from: start, to: start + 20 * MINUTE, shownAt: start + 20 * MINUTE };
      amount = format.money(truth.trueCost(soFar));
      const words = `${amount}, estimated.`;
      await refreshUntil(bed(), `about ${words}`, (label) => label.includes(words));
      assert.ok((await measured()).endsWith(` · ≈${amount} since ${format.time(start)}`));
      assert.match(await itemOf(bed()).tooltip(), /all API keys · estimated\s+By API key: lab ≈\$/);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'measuring');
    });

    it('does not show in the sample, which has a measurement of its own', async () => {
      await bed().window.runCommand('Claude Usage: Explore with Sample Data');
      await itemOf(bed()).text(/\$/);
      await until('the sample', AT_LAST, async () =>
        (await itemOf(bed()).ariaLabel()).includes('sample') ? true : undefined,
      );
      assert.doesNotMatch(await itemOf(bed()).text(), /since/);
      await bed().window.runCommand('Claude Usage: Start Measuring');
      await bed().window.quickInput.pick('Everything');
      const own = await measured();
      assert.ok(!own.includes(amount), own);
      await bed().window.runCommand('Claude Usage: Leave Sample Data');
      await until('the measurement', AT_LAST, async () =>
        (await itemOf(bed()).text()).endsWith(`≈${amount} since ${format.time(start)}`) ? true : undefined,
      );
    });

    it('waits for late usage once it is stopped, in every window, and shows its result in one', async () => {
      const second = await bed().stage.openWindow();
      assert.match(await measured(second), new RegExp(` since ${format.time(start)}$`));
      await bed().window.runCommand('Claude Usage: Stop Measuring');
      await until('the wait', AT_LAST, async () => (/final at/.test(await measured()) ? true : undefined));
      const finalAt = instantOf(await measured());
      end = finalAt - 10 * MINUTE;
      assert.ok(end > start + 20 * MINUTE && end <= start + 23 * MINUTE, `${end}`);
      await until('the wait in the second window', AT_LAST, async () =>
        (await measured(second)).endsWith(`final at ${format.time(finalAt)}`) ? true : undefined,
      );
      await bed().stage.picture(bed().window, 'measured');
      await bed().window.notifications.clearAll();
      bed().stage.api.setNow(finalAt);
      await bed().window.runCommand('Claude Usage: Refresh Now');
      const result = await bed().window.notifications.message(/all API keys/);
      const cost = format.money(truth.trueCost({ from: start, to: end, shownAt: finalAt }));
      const span = `${format.time(start)} to ${format.time(end)} UTC`;
      assert.equal(result, `Claude Usage: ≈${cost} for all API keys, ${span}.`);
      await bed().stage.picture(bed().window, 'measured-result');
      await until('the end in the second window', AT_LAST, async () =>
        /final at/.test(await second.statusBarItem(ITEM).text()) ? undefined : true,
      );
      assert.deepEqual(await second.notifications.messages(), []);
      await second.close();
    });

    it('opens the panel with what it has measured, and keeps the result for later', async () => {
      await bed().window.notifications.press(/all API keys/, 'Open Panel');
      const panel = await PanelPage.on(bed().window);
      const cost = format.money(truth.trueCost({ from: start, to: end, shownAt: end + 10 * MINUTE }));
      await until('the span in the panel', AT_LAST, async () =>
        /^Cost by API key, bars per minute/.test(await panel.chartSentence()) ? true : undefined,
      );
      assert.match(await panel.chartSentence(), new RegExp(`Total ≈\\${cost}`));
      await bed().stage.picture(bed().window, 'measured-panel');
      const entries = await openPick(bed());
      assert.ok(entries.includes(`≈${cost}`), entries.join());
      await bed().window.quickInput.close();
      const explorer = new ExplorerPage(panel);
      await explorer.removeFilter(DIMENSION_WORDS.costType);
      await explorer.pick('Break down by', DIMENSION_WORDS.model);
      await explorer.pick('Range', RANGE_WORDS.last30);
    });
  });
}

/** Lists what there is to measure; asks again where a panel that was shown late has taken the focus from the list. */
async function openPick({ window }: Bed): Promise<string[]> {
  const { quickInput } = window;
  return until('what there is to measure', AT_LAST, async () => {
    await window.runCommand('Claude Usage: Start Measuring');
    return until('its entries', SOON, async () => {
      const shown = await quickInput.entries();
      return shown.includes('Everything') && (await quickInput.isOpen()) ? shown : undefined;
    }).catch(() => undefined);
  });
}

/** The last time of day in a text of the status bar, on the day of the run. */
function instantOf(text: string): number {
  const [, hours = '', minutes = ''] = /(\d\d):(\d\d)$/.exec(text) ?? assert.fail(text);
  return DAY_OF_RUN + Number(hours) * HOUR + Number(minutes) * MINUTE;
}
