import assert from 'node:assert/strict';
import { REPORTS } from '../../src/reports/reports.ts';
import { ADMIN_KEYS_PAGE } from '../../src/shared/adminKeysPage.ts';
import { THIS_VIEW } from '../../src/shared/offeredReports.ts';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { useBrowser } from './suite.ts';

describe('the ways out of the page', () => {
  const browser = useBrowser();

  it('the report menu offers this view and every report, by keyboard, and gives the focus back', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine });
    const { page } = panel;
    const opener = page.getByRole('button', { name: 'Report', exact: true });
    const items = page.getByRole('dialog', { name: 'Reports' }).getByRole('button');
    const focused = () => page.locator(':focus .menu-name').innerText();
    await opener.focus();
    await page.keyboard.press('Enter');
    await items.first().waitFor();
    const names = await items.locator('.menu-name').allInnerTexts();
    assert.deepEqual(names, ['This view', ...REPORTS.map(({ title }) => title)]);
    for (const name of names) {
      assert.equal(await focused(), name);
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Escape');
    await items.first().waitFor({ state: 'hidden' });
    assert.equal(await page.locator(':focus').innerText(), 'Report');

    for (const [index, id] of [THIS_VIEW, ...REPORTS.map((report) => report.id)].entries()) {
      await opener.click();
      await items.nth(index).click();
      await items.first().waitFor({ state: 'hidden' });
      assert.deepEqual(panel.calls.at(-1), ['openReport', id]);
    }
    assert.deepEqual(panel.errors, []);
  });

  it('the page without figures leads to a key and to the sample', async () => {
    await using panel = await PagePanel.open(browser());
    const labels = () => panel.page.locator('.actions vscode-button:visible').allInnerTexts();
    await panel.show({ status: 'failed', problem: { kind: 'offline', message: 'Offline.' }, sample: false });
    assert.deepEqual(await labels(), ['Try Again', 'Show Log', 'Set Admin API Key', 'Explore with Sample Data']);
    await panel.page.getByRole('button', { name: 'Explore with Sample Data' }).click();
    assert.deepEqual(panel.calls.at(-1), ['run', 'claudeUsage.useSampleData']);
    await panel.show({ status: 'failed', problem: { kind: 'failed', message: 'No.' }, sample: true });
    assert.deepEqual(await labels(), ['Try Again', 'Show Log', 'Leave Sample Data']);
  });

  it('the first page links to the Console', async () => {
    await using panel = await PagePanel.open(browser());
    await panel.show({ status: 'noKey' });
    const link = panel.page.getByRole('link', { name: 'Claude Console' });
    assert.equal(await link.getAttribute('href'), ADMIN_KEYS_PAGE);
  });
});
