import assert from 'node:assert/strict';
import { AT_LAST, until } from '../workbench/until.ts';
import { type Bed, ITEM, itemOf } from './bed.ts';
import { ExplorerPage } from './explorerPage.ts';
import { PanelPage } from './panelPage.ts';

/** Without the key, and without any data of ours. */
export function specifyLeaving(bed: () => Bed): void {
  describe('at the end', () => {
    it('forgets the key in every window, and deletes the ledger when asked', async () => {
      const second = await bed().stage.openWindow();
      await second.statusBarItem(ITEM).text(/\$/);
      await bed().window.runCommand('Claude Usage: Remove Admin API Key');
      await bed().window.notifications.press(/removed from all windows/, 'Delete History');
      await itemOf(bed()).text(/Claude Usage$/);
      await second.statusBarItem(ITEM).text(/Claude Usage$/);
      await until('the ledger to go', AT_LAST, async () =>
        (await bed().stage.ledgers()).length === 0 ? true : undefined,
      );
      await second.close();
      await bed().window.reload();
      assert.match(await itemOf(bed()).text(), /^Claude Usage$/);
    });

    it('shows a made-up organization, and says so everywhere', async () => {
      const before = bed().stage.api.requests.all.length;
      await bed().window.runCommand('Claude Usage: Explore with Sample Data');
      await itemOf(bed()).text(/\$/);
      assert.match(await itemOf(bed()).ariaLabel(), /sample organization/);
      assert.match(await itemOf(bed()).tooltip(), /Sample data/);
      await bed().window.runCommand('Claude Usage: Open Usage Panel');
      const panel = await PanelPage.on(bed().window);
      assert.match(await panel.text(), /Sample data/);
      await until('the whole history', AT_LAST, async () =>
        (await panel.text()).includes('history') ? undefined : true,
      );
      assert.match(await panel.text(), /Budgets[\s\S]*Research[\s\S]*Prepaid balance: ≈\$[\d,.]+ left/);
      const explorer = new ExplorerPage(panel);
      await explorer.pick('Range', 'the last 30 days');
      await explorer.pick('Per', 'day');
      await bed().window.notifications.openCentre();
      assert.deepEqual(await bed().window.notifications.messages(), [], 'budgets that are passed alert nobody');
      await bed().window.notifications.clearAll();
      await bed().window.page.setViewportSize({ width: 1280, height: 940 });
      await bed().stage.picture(bed().window, 'sample');
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'sample-status-bar', { x: 760, y: 520, width: 520, height: 420 });
      await bed().window.page.setViewportSize({ width: 1280, height: 800 });
      await bed().window.runCommand('Claude Usage: Leave Sample Data');
      await itemOf(bed()).text(/Claude Usage$/);
      assert.equal(bed().stage.api.requests.all.length, before);
    });
  });
}
