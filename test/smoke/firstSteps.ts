import assert from 'node:assert/strict';
import { modelName } from '../../src/shared/modelName.ts';
import { toCents } from '../../src/shared/money.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { DAY, HOUR, MINUTE } from '../adminApi/world/time.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import { assertAccessible } from './axe.ts';
import { type Bed, format, itemOf, NOW, panelSays, setKey, TODAY, todayOf } from './bed.ts';
import { centsOf } from './explorerAsserts.ts';
import { PanelPage } from './panelPage.ts';

/** From no key to figures that are right. */
export function specifyFirstSteps(bed: () => Bed): void {
  describe('the first steps', () => {
    it('says that there is no key, and what to do, before there is one', async () => {
      assert.match(await itemOf(bed()).text(), /^Claude Usage$/);
      assert.equal(await itemOf(bed()).ariaLabel(), 'Claude Usage: no Admin API key is set.');
      await itemOf(bed()).click();
      const panel = await PanelPage.on(bed().window, '#app .welcome, #app h1, #app h2');
      await panelSays(panel, 'Set Admin API Key');
      assert.match(await panel.text(), /Explore with Sample Data/);
      await bed().stage.picture(bed().window, 'no-key');
      await assertAccessible(panel, 'no key');
    });

    it('does not keep a key that the API refuses, and says why', async () => {
      await setKey(bed(), KEYS.ordinary);
      const message = await bed().window.notifications.message(/key was not saved/);
      assert.match(message, /permission to use the Admin API.*\(request req_/s);
      assert.match(await itemOf(bed()).text(), /^Claude Usage$/);
      await bed().window.notifications.clearAll();
    });

    it('greets with the organization, and shows what today will be billed with', async () => {
      await setKey(bed(), `  ${KEYS.admin}\n`);
      await bed().window.notifications.message(/Connected to Acme Robotics/);
      const shown = await itemOf(bed()).text(/\$/);
      assert.equal(shown, `≈${format.money(todayOf(bed()))}`);
      assert.match(
        await itemOf(bed()).ariaLabel(),
        /^Claude Usage of Acme Robotics today: about \$[\d,.]+, estimated\. Data to 14:0\d UTC\.$/,
      );
      await bed().window.notifications.clearAll();
    });

    it('tells the rest in its tooltip', async () => {
      const tooltip = await itemOf(bed()).tooltip();
      const burn = bed().stage.api.truth.trueCost({ from: NOW - HOUR, to: NOW, shownAt: bed().stage.api.now() });
      assert.ok(tooltip.includes(`≈${format.money(todayOf(bed()))}`), tooltip);
      assert.ok(tooltip.includes(`≈${format.money(burn)}`), `${format.money(burn)} an hour in ${tooltip}`);
      assert.match(tooltip, /Models: Opus\s5\.5 ≈\$/);
      assert.match(tooltip, /Workspaces: Production ≈\$/);
      assert.match(tooltip, /Data to 14:07 UTC · checked 14:\d\d/);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'status-bar');
    });

    it('draws the bill in its panel, to the cent', async () => {
      await bed().window.runCommand('Claude Usage: Open Usage Panel');
      const panel = await PanelPage.on(bed().window);
      await until('the whole history', AT_LAST, async () =>
        (await panel.text()).includes('history') ? undefined : true,
      );
      for (const page of [bed().window.page, panel.frame]) {
        const shown = await page.evaluate(() => Date.now());
        assert.ok(
          Math.abs(shown - Date.now()) < 2 * MINUTE,
          `the window lives at the date of the run: ${new Date(shown)}`,
        );
      }
      const table = await panel.table(/^Cost by model, the last 30 days/);
      const bills = Array.from({ length: 28 }, (_, index) => bed().stage.api.truth.billOf(TODAY - (index + 2) * DAY));
      const billed = bills.reduce((sum, bill) => sum + bill.total, 0n);
      // The total, yesterday's and today's figure stand elsewhere too: what is billed is the difference of their cents.
      const today = todayOf(bed());
      const total = (column: string) => table.get('Total')?.get(column) ?? '';
      const split = await panel.tooltip(/^Cost by model, the last 30 days/, 'Total');
      const part = (words: string) =>
        new RegExp(`(≈?\\$\\S+) ${words}(,|$)`).exec(split.split(': ')[1] ?? '')?.[1] ?? '';
      const parts = ['billed', 'partly estimated', 'estimated'].map((words) => centsOf(part(words)));
      assert.equal(
        parts.reduce((sum, cents) => sum + cents, 0),
        centsOf(total('Cost')),
      );
      assert.ok(Math.abs(centsOf(part('billed')) - Number(toCents(billed))) <= 1, split);
      assert.equal(part('estimated'), `≈${format.money(today)}`);
      const lines = bills.flatMap((bill) => bill.lines).filter(({ model }) => model === 'claude-opus-5-5');
      const opus = lines.reduce((sum, { amount }) => sum + amount, 0n);
      const ofOpus = await panel.tooltip(/^Cost by model, the last 30 days/, modelName('claude-opus-5-5'));
      const opusShown = centsOf(/(\S+) billed/.exec(ofOpus)?.[1] ?? '');
      assert.ok(Math.abs(opusShown - Number(toCents(opus))) <= 1, `${opusShown} cents, billed ${opus}`);
      const sentence = await panel.chartSentence(0);
      assert.ok(sentence.includes(`${part('billed')} billed, ≈${format.money(today)} estimated`), sentence);
      await panel.frame.getByText('Day by day').click();
      const days = await panel.table(/^Cost by day and model, the last 30 days/);
      assert.equal(days.get('Total')?.get('Cost'), table.get('Total')?.get('Cost'));
      const [newest] = [...days.values()];
      assert.equal(newest?.get('Cost'), `≈${format.money(todayOf(bed()))}`);
    });
  });
}
