import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../workbench/browser.ts';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';

/** Enters days into the next popover that opens, before its own listeners hear that it is open, as fast hands do. */
function enterAtOnce([from, to]: readonly [from: string, to: string]): void {
  const enter = ({ target }: Event) => {
    if (!(target instanceof Element)) return;
    const [first, last] = target.querySelectorAll<HTMLInputElement>('input[type="date"]');
    if (!first || !last) return;
    [first.value, last.value] = [from, to];
    last.focus();
  };
  document.addEventListener('toggle', enter, { capture: true, once: true });
}

describe('a popover in the page', () => {
  let browser: Browser;
  let engine: PanelEngine;
  before(async () => {
    browser = await launchBrowser();
    engine = await PanelEngine.start({ at: Date.UTC(2026, 10, 29, 8, 43) });
  });
  after(async () => {
    await browser.close();
    await engine[Symbol.asyncDispose]();
  });

  it('what is entered as soon as it opens stays, and so does the focus', async () => {
    await using panel = await PagePanel.open(browser, { engine });
    const { page } = panel;
    await page.evaluate(enterAtOnce, ['2026-11-20', '2026-11-26'] as const);
    await page.getByRole('combobox', { name: 'Range', exact: true }).click();
    await page.getByRole('option', { name: 'from … to …' }).click();
    await page.locator('.popover-placed').waitFor();
    await panel.settle();
    assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), '2026-11-20');
    assert.equal(await page.getByLabel('to', { exact: true }).inputValue(), '2026-11-26');
    await page.keyboard.press('Enter');
    await panel.settle();
    const shown = await page
      .getByRole('combobox', { name: 'Range' })
      .evaluate((word) => Reflect.get(word, 'displayValue'));
    assert.equal(shown, 'Nov 20 to Nov 26');
  });
});
