import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WHAT_CHANGED } from '../../src/shared/changeWords.ts';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { createOrganization } from '../adminApi/organization.ts';
import { DAY, floorTo, HOUR, MINUTE } from '../adminApi/world/time.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { assertAccessible } from './axe.ts';
import { type Bed, format, ITEM, itemOf, refreshUntil, TODAY } from './bed.ts';
import { ExplorerPage } from './explorerPage.ts';
import { PanelPage } from './panelPage.ts';
import { lateWorld } from './stage.ts';

const MONTH = Date.UTC(2026, 11, 1);
/** A Wednesday in the middle of a month, later than all that the specifications before it have seen. */
const AT = TODAY + 17 * DAY + 15 * HOUR;
/** Some dollars of spend later. */
const WARNED = AT + 30 * MINUTE;
/** Some days of spend later. */
const PASSED = AT + 5 * DAY;
const NAME = 'Everyone';

/** Budgets from the first one to the alert of its whole amount, in the organization whose usage shows five minutes late. */
export function specifyBudgets(bed: () => Bed): void {
  describe('budgets', () => {
    const { truth } = createOrganization(lateWorld(TODAY));
    /** Millionths of a cent of the month so far: the bills of its closed days, and what today will be billed with. */
    const spentAt = (at: number) => {
      const midnight = floorTo(at, DAY);
      const closed = Array.from(
        { length: (midnight - MONTH) / DAY },
        (_, day) => truth.billOf(MONTH + day * DAY).total,
      );
      return closed.reduce((sum, total) => sum + total, 0n) + truth.trueCost({ from: midnight, to: at, shownAt: at });
    };
    /** Whole dollars, so that 80 % are some dollars off. */
    const amount = Math.floor(Number(spentAt(AT)) / 0.8 / 1e8) + 10;
    const dollars = format.wholeDollars(BigInt(amount) * 100_000_000n);
    const shown = (at: number) => `≈${format.wholeDollars(spentAt(at))} / ${dollars}`;
    const statusBarClass = async () => (await itemOf(bed()).locator.getAttribute('class')) ?? '';
    const toneIs = (tone: RegExp) =>
      until(`the color ${tone}`, AT_LAST, async () => (tone.test(await statusBarClass()) ? true : undefined));
    let second: Workbench;

    /** The one of both windows that shows an alert; fails where both do, or one does twice. */
    const alerted = async (pattern: RegExp, dataTo: string): Promise<Workbench> => {
      const windows = [bed().window, second];
      const counts = async () => {
        const messages = await Promise.all(windows.map((window) => window.notifications.messages()));
        return messages.map((each) => each.filter((message) => pattern.test(message)).length);
      };
      for (const window of windows) await window.notifications.openCentre();
      await until(`an alert ${pattern}`, AT_LAST, async () =>
        (await counts()).some((count) => count > 0) ? true : undefined,
      );
      for (const window of windows)
        await refreshUntil({ ...bed(), window }, 'the same figures', (label) => label.includes(dataTo));
      const found = await counts();
      assert.deepEqual(found.toSorted(), [0, 1], 'one alert in one window');
      return windows[found.indexOf(1)] as Workbench;
    };

    it('names an entry of the setting that does not count', async () => {
      await bed().stage.writeSettings({
        'claudeUsage.statusBar.show': 'todayAndMonth',
        'claudeUsage.budgets': [{ name: 'Odd', amountUsd: '$5', period: 'day' }],
      });
      bed().stage.api.setNow(AT);
      await bed().window.reload();
      const month = / · .* in December/;
      // The editor may come up with the settings that it has cached of its server's.
      const isTaken = await itemOf(bed())
        .text(month, 20_000)
        .then(
          () => true,
          () => false,
        );
      if (!isTaken) await bed().window.reload();
      await itemOf(bed()).text(month);
      const message = await bed().window.notifications.message(/Budget “Odd”/);
      assert.match(message, /amountUsd as a number/);
      await bed().stage.picture(bed().window, 'budget-bad');
      await refreshUntil(bed(), 'the day', (label) => label.includes('Data to 14:55 UTC.'));
      assert.deepEqual(await bed().window.notifications.messages(), [message]);
      await bed().window.notifications.clearAll();
    });

    it('are made, and written into the settings next to the others', async () => {
      const { quickInput } = bed().window;
      const step = (place: string) =>
        until(`step ${place}`, AT_LAST, async () =>
          (await quickInput.asked()).title.includes(place) ? true : undefined,
        );
      await bed().window.runCommand('Claude Usage: Edit Budgets');
      await quickInput.pick('New Budget…');
      await step('(1/5)');
      await quickInput.pick('Later & Sons');
      await step('(2/5)');
      await quickInput.pick('Month');
      await step('(3/5)');
      await quickInput.answer(`${amount}`);
      await step('(4/5)');
      await quickInput.answer(NAME);
      await step('(5/5)');
      await quickInput.pick('At 50%, 80% and 100%, and when the forecast passes the amount');
      const file = join(bed().stage.server.home, 'data', 'User', 'settings.json');
      const written = await until('the setting', AT_LAST, async () => {
        const text = await readFile(file, 'utf8');
        return text.includes(NAME) ? text : undefined;
      });
      assert.match(written, new RegExp(`"name": "Odd"[^]*"name": "${NAME}",[^}]*"amountUsd": ${amount}\\s`));
    });

    it('are in the status bar and its tooltip', async () => {
      await until('the budget', AT_LAST, async () =>
        (await itemOf(bed()).text()).endsWith(shown(AT)) ? true : undefined,
      );
      assert.doesNotMatch(await statusBarClass(), /warning-kind|error-kind/);
      assert.match(await itemOf(bed()).ariaLabel(), new RegExp(`Budget ${NAME}: 79% of \\${dollars} used, passes on `));
      const tooltip = await itemOf(bed()).tooltip();
      assert.match(
        tooltip,
        new RegExp(`▓{7}░{3} ${NAME} · ≈\\$[\\d,]+ of \\${dollars} · 79% · ≈\\$[\\d,]+ left · passes`),
      );
      assert.match(tooltip, /forecast ≈\$[\d,]+ – \$[\d,]+/);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'budget-status-bar');
    });

    it('alert of a threshold in one of two windows, and color the status bar', async () => {
      second = await bed().stage.openWindow();
      await second.statusBarItem(ITEM).text(/ \/ /);
      bed().stage.api.setNow(WARNED);
      await refreshUntil(bed(), 'the half hour', (label) => label.includes('Data to 15:25 UTC.'));
      await toneIs(/warning-kind/);
      const alert = /passed 80%/;
      const window = await alerted(alert, 'Data to 15:25 UTC.');
      const said = await window.notifications.message(alert);
      const spent = `≈${format.wholeDollars(spentAt(WARNED))} since Dec 1 (UTC)`;
      assert.ok(said.startsWith(`Claude Usage: ${NAME} passed 80% of ${dollars}: ${spent}, forecast ≈$`), said);
      assert.match(said, /by the end of Dec 31\. Expected to reach \$[\d,]+ on .*Dec/);
      assert.deepEqual(await window.notifications.buttons(alert), [
        'Open Panel',
        'Snooze Until Tomorrow',
        'Edit Budgets',
      ]);
      await bed().stage.picture(window, 'budget-warning');
      await window.notifications.press(alert, 'Snooze Until Tomorrow');
      await bed().window.notifications.clearAll();
      // A jump of days is of one window: the other one would learn of it later, and take what the first claims for old.
      await second.close();
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'budget-warning-tooltip');
    });

    it('alert of the whole amount, and lead to the days that it was spent on', async () => {
      bed().stage.api.setNow(PASSED);
      await refreshUntil(bed(), 'the days', (label) => label.includes('Data to 14:55 UTC.'));
      await toneIs(/error-kind/);
      const alert = /passed 100%/;
      const { window } = bed();
      await window.notifications.message(alert);
      await bed().stage.picture(window, 'budget-passed');
      await window.notifications.press(alert, 'Open Panel');
      const panel = await PanelPage.on(window);
      const sentence = await until('the month in the panel', AT_LAST, async () => {
        const said = await panel.chartSentence();
        return /bars per day, Tue, Dec 1, 2026 to Mon, Dec 21, 2026/.test(said) ? said : undefined;
      });
      assert.ok(sentence.includes(`Total ≈${format.money(spentAt(PASSED))},`), sentence);
      await bed().stage.picture(window, 'budget-alert-panel');
      await window.notifications.clearAll();
    });

    it('alert no second time after a reload', async () => {
      await bed().window.reload();
      await refreshUntil(bed(), 'the figures', (label) => label.includes('Data to 14:55 UTC.'));
      await toneIs(/error-kind/);
      await bed().window.notifications.openCentre();
      assert.deepEqual(await bed().window.notifications.messages(), []);
      await bed().window.notifications.clearAll();
    });

    it('are in the panel: as bars, in the running total and in its table, next to notes', async () => {
      await bed().window.runCommand('Claude Usage: Open Usage Panel');
      const panel = await PanelPage.on(bed().window);
      const { frame } = panel;
      const explorer = new ExplorerPage(panel);
      await frame.locator('.budget-list').getByRole('button', { name: NAME, exact: true }).click();
      await explorer.whole();
      assert.equal(await frame.locator('.budget-list > li').getAttribute('data-tone'), 'error');
      const used = Math.floor(Number((spentAt(PASSED) * 100n) / BigInt(amount)) / 1e8);
      assert.match(await panel.text(), new RegExp(`${used}%[\\s\\S]*≈\\$[\\d,]+ of \\${dollars} · ≈\\$[\\d,]+ over`));
      const sentence = () => panel.chartSentence();
      await until('the running total', AT_LAST, async () =>
        (await sentence()).includes('running total') ? true : undefined,
      );
      assert.ok((await sentence()).includes(`Budget ${NAME}, ${dollars}: ${used}% used. By Dec 31, forecast ≈$`));
      assert.match(await sentence(), /Marked: .*passed 80% of .*passed 100% of/);

      await frame.getByRole('button', { name: 'Add note' }).click();
      await frame.getByLabel('Day', { exact: true }).fill('2026-12-21');
      await frame.getByRole('textbox', { name: 'Note' }).fill('Migration');
      await bed().stage.picture(bed().window, 'budget-note');
      await frame.getByRole('textbox', { name: 'Note' }).press('Enter');
      await frame.locator('.notes-menu .menu-item').filter({ hasText: 'Migration' }).waitFor();
      await frame.locator(':focus').press('Escape');
      await until('the note', AT_LAST, async () =>
        (await sentence()).includes('Mon, Dec 21, 2026: Note: Migration') ? true : undefined,
      );
      await explorer.unfold();
      const rows = [...(await panel.table(/^Cost by day and/))];
      assert.match(rows[0]?.[0] ?? '', /\(forecast\)/);
      assert.equal(rows[1]?.[1].get('Running total'), `≈${format.money(spentAt(PASSED))}`);
      assert.equal(rows[1]?.[1].get('Of budget'), `${used}%`);
      const [noted = ''] = await frame.locator('tbody tr', { hasText: 'Note: Migration' }).allInnerTexts();
      assert.match(noted, /^Mon, Dec 21, 2026/);
      await assertAccessible(panel, 'budgets');
      await bed().stage.picture(bed().window, 'budget-panel');
    });

    it('come with what changed, as a list that adds up', async () => {
      const panel = await PanelPage.on(bed().window);
      await panel.frame.getByRole('button', { name: WHAT_CHANGED }).click();
      await panel.frame.locator('dialog.change[open][aria-busy="false"]').waitFor();
      const caption = /^What changed by API key/;
      const rows = await panel.table(caption);
      /** Cents, with their sign. */
      const change = (name: string) =>
        Number((rows.get(name)?.get('Change') ?? '').replace('−', '-').replace(/[^\d-]/g, ''));
      const names = [...rows.keys()].filter((name) => name !== 'Total');
      assert.ok(names.length > 2, names.join());
      assert.equal(
        names.reduce((sum, name) => sum + change(name), 0),
        change('Total'),
      );
      await assertAccessible(panel, 'what changed');
      await bed().stage.picture(bed().window, 'what-changed');
      await panel.frame.locator('dialog.change').press('Escape');
    });

    it('come with what is left of a prepaid balance', async () => {
      await bed().window.runCommand('Claude Usage: Set Prepaid Balance');
      await bed().window.quickInput.answer('$5,000');
      await bed().window.quickInput.pick('Now');
      const message = await bed().window.notifications.message(/The balance is set\./);
      assert.match(message, /\$5,000\.00 left, lasts until about Dec 2\d/);
      await bed().window.notifications.clearAll();
      await until('the balance', AT_LAST, async () =>
        /Prepaid balance: ≈?\$5,000\.00 left, lasts until about Dec 2\d/.test(await itemOf(bed()).tooltip())
          ? true
          : undefined,
      );
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'budget-balance');
      await bed().stage.writeSettings({});
      const explorer = new ExplorerPage(await PanelPage.on(bed().window));
      await explorer.shape('bars');
      await explorer.pick('Break down by', DIMENSION_WORDS.model);
      await explorer.pick('Range', RANGE_WORDS.last30);
    });
  });
}
