import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPORTS } from '../../src/reports/reports.ts';
import { modelName } from '../../src/shared/modelName.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import { type Bed, format, openPanel, SPAN } from './bed.ts';
import { openBilledWeek } from './billedWeek.ts';
import type { ExplorerPage } from './explorerPage.ts';
import { explorerTruth } from './explorerTruth.ts';
import { ReportPage } from './reportPage.ts';

/** What is shown, taken elsewhere: to the last digit. */
export function specifyOut(bed: () => Bed): void {
  describe('the explorer, taken elsewhere', () => {
    let explorer: ExplorerPage;
    const press = (name: string) => explorer.panel.frame.getByRole('button', { name }).click();
    const truth = () => explorerTruth(bed().stage.api.world, bed().stage.api.truth);

    before(async () => {
      explorer = await openBilledWeek(bed());
    });

    it('copies its table', async () => {
      await bed().stage.profile.grantPermissions(['clipboard-read', 'clipboard-write']);
      await press('Copy the table: Cost by model');
      const text = await until('the copy', AT_LAST, async () => {
        const read = String(await bed().window.page.evaluate('navigator.clipboard.readText()'));
        return read.startsWith('Model\t') ? read : undefined;
      });
      const [head = '', ...lines] = text.trimEnd().split('\n');
      const at = head.split('\t').indexOf('Cost (USD)');
      const costs = new Map(lines.map((line) => [line.split('\t')[0], exact(line.split('\t')[at] ?? '')]));
      for (const [name, bill] of truth().bills('model', SPAN)) assert.equal(costs.get(name), bill, name);
      assert.equal(costs.get('Total'), truth().billed(SPAN));
    });

    it('saves a CSV file', async () => {
      const file = join(bed().stage.server.home, 'kept.csv');
      await press('Save the figures of the chart as CSV');
      await bed().window.quickInput.saveAs(file);
      const text = await until(
        'the file',
        AT_LAST,
        async () => (await readFile(file, 'utf8').catch(() => '')) || undefined,
      );
      const [head = [], ...rows] = text
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','));
      const column = (name: string) => rows.map((row) => row[head.indexOf(name)] ?? '');
      const amounts = column('amount').map(exact);
      assert.equal(
        amounts.reduce((sum, amount) => sum + amount, 0n),
        truth().billed(SPAN),
      );
      assert.deepEqual(new Set(column('organization')), new Set(['Acme Robotics']));
      assert.deepEqual(new Set(column('basis')), new Set(['billed']));
      assert.ok(column('name').includes(modelName('claude-opus-5-5')));
      assert.equal(new Set(column('bucket_start')).size, 7);
    });

    it('saves a picture of the chart', async () => {
      const file = join(bed().stage.server.home, 'kept.png');
      await press('Save the chart as a PNG image');
      await bed().window.quickInput.saveAs(file);
      const bytes = await until('the picture', AT_LAST, () => readFile(file).catch(() => undefined));
      assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
      assert.ok(bytes.readUInt32BE(16) > 600 && bytes.readUInt32BE(20) > 200, 'it has the size of the chart');
    });

    it('copies the picture, and says so', async () => {
      const { page } = bed().window;
      await press('Copy image of the chart');
      await explorer.panel.frame.getByRole('status').filter({ hasText: 'Image copied' }).waitFor();
      const types = await page.evaluate(
        'navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))',
      );
      assert.deepEqual(types, ['image/png']);
    });

    it('offers a file where the clipboard takes no pictures, and says why', async () => {
      const file = join(bed().stage.server.home, 'instead.png');
      await explorer.panel.frame.evaluate('navigator.clipboard.write = () => Promise.reject(new Error("refused"))');
      await press('Copy image of the chart');
      await bed().window.quickInput.saveAs(file);
      const bytes = await until('the picture', AT_LAST, () => readFile(file).catch(() => undefined));
      assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
      const notice = explorer.panel.frame.getByRole('alert').filter({ hasText: 'Images cannot be copied here' });
      await notice.getByRole('button', { name: 'Close' }).click();
    });

    it('opens a report of its view in a tab, which can be saved', async () => {
      const { window } = bed();
      const { frame } = explorer.panel;
      await frame.getByRole('button', { name: 'Report', exact: true }).click();
      const reports = frame.getByRole('dialog', { name: 'Reports' });
      await reports.waitFor();
      const items = await reports.getByRole('button').allInnerTexts();
      assert.equal(items.length, 1 + REPORTS.length, items.join());
      await frame.getByRole('button', { name: /^This view/ }).click();
      const report = await ReportPage.on(window, 'Cost by model', 'Totals');
      assert.ok((await report.text()).includes(format.money(truth().billed(SPAN))));
      const file = join(bed().stage.server.home, 'view.md');
      await window.runCommand('Claude Usage: Save Report');
      await window.quickInput.saveAs(file);
      await window.notifications.message(/view\.md/);
      assert.match(await readFile(file, 'utf8'), /^# Cost by model\n/);
      await window.notifications.clearAll();
      await window.runCommand('View: Close Editor');
      await openPanel(bed());
    });
  });
}

/** Millionths of a cent of a decimal number of dollars; nothing of nothing. */
function exact(dollars: string): bigint {
  if (dollars === '') return 0n;
  const [whole = '', part = ''] = dollars.split('.');
  return BigInt(`${whole}${part.padEnd(8, '0')}`);
}
