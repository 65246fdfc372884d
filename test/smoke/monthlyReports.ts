import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY } from '../adminApi/world/time.ts';
import { type Bed, connect, format, itemOf } from './bed.ts';
import { choose, ReportPage, run } from './reportPage.ts';

const OCTOBER = Date.UTC(2026, 9, 1);
const NAME = 'claude-chargeback-2026-10-01-to-2026-10-31';
const COST_CENTRES = [
  { name: 'Product', workspaces: ['Production', 'default'] },
  { name: 'Research', workspaces: ['Research'] },
  { name: 'Idle', workspaces: ['Nowhere'] },
];

/** The month's charges: as a report, and as files that are written by themselves. */
export function specifyMonthlyReports(bed: () => Bed): void {
  describe('chargeback and monthly reports', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'claude-usage-finance-'));
      await connect(bed());
    });
    after(() => rm(folder, { recursive: true, force: true }));

    const bill = () => {
      const { truth } = bed().stage.api;
      const days = Array.from({ length: 31 }, (_, day) => truth.billOf(OCTOBER + day * DAY).total);
      return format.money(days.reduce((sum, total) => sum + total, 0n));
    };
    const openChargeback = async (words: string) => {
      await run(bed().window, 'Report: Chargeback', () => choose(bed().window, 'Which month?', 'October 2026'));
      return ReportPage.on(bed().window, 'Chargeback', words);
    };
    const set = async (formats: readonly string[], into: string) => {
      await bed().stage.writeSettings({
        'claudeUsage.costCentres': COST_CENTRES,
        'claudeUsage.monthlyReports': { reports: ['chargeback'], folder: into, formats },
      });
      await bed().window.reload();
      await itemOf(bed()).text(/\$/);
    };

    it('charge all to nobody without cost centers, and say where these are set', async () => {
      const page = await openChargeback('Add them to the setting claudeUsage.costCentres.');
      assert.match(await page.text(), /No cost centers are set\./);
      assert.equal(await page.total('Cost'), bill());
      await bed().window.runCommand('View: Close All Editors');
    });

    it('are saved once the month is final, and the first of them is opened from the message', async () => {
      await set(['html', 'csv'], folder);
      const { notifications, page } = bed().window;
      const saved = /Monthly reports for October 2026 saved/;
      assert.equal(
        await notifications.message(saved),
        `Claude Usage: Monthly reports for October 2026 saved: 2 files in ${folder}.`,
      );
      assert.deepEqual((await readdir(folder)).sort(), [`${NAME}.csv`, `${NAME}.html`]);
      assert.ok((await readFile(join(folder, `${NAME}.html`), 'utf8')).includes(`Sums to ${bill()}`));
      await bed().stage.picture(bed().window, 'monthly-reports');
      await notifications.press(saved, 'Open');
      await page.locator('.tab.active', { hasText: `${NAME}.html` }).waitFor();
      await bed().window.runCommand('View: Close All Editors');
      await notifications.clearAll();
    });

    it('charge each cost center, and an idle one nothing', async () => {
      const page = await openChargeback('Idle');
      const rows = await page.table();
      assert.deepEqual(
        rows.map((row) => row.get('Cost center')),
        ['Product', 'Research', 'Idle', 'Unassigned', 'Total'],
      );
      assert.equal(rows[2]?.get('Cost'), '$0.00');
      assert.equal(rows.at(-1)?.get('Cost'), bill());
      await bed().stage.picture(bed().window, 'chargeback');
      await bed().window.runCommand('View: Close All Editors');
    });

    it('name a folder that is gone', async () => {
      const gone = join(folder, 'gone');
      await set(['html', 'csv', 'md'], gone);
      const { notifications } = bed().window;
      assert.equal(
        await notifications.message(/could not be saved/),
        `Claude Usage: Monthly reports could not be saved in ${gone}: the folder is missing. The next start of VS Code tries again.`,
      );
      await bed().stage.picture(bed().window, 'monthly-reports-gone');
      await notifications.clearAll();
      await bed().stage.writeSettings({});
    });
  });
}
