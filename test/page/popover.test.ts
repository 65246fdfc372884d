import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { PagePanel } from './pagePanel.ts';
import { useBrowser, useEngine } from './suite.ts';
import { NARROWEST, WIDTHS } from './widths.ts';

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
  const browser = useBrowser();
  const engine = useEngine({ at: Date.UTC(2026, 10, 29, 8, 43) });

  it('what is entered as soon as it opens stays, and so does the focus', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine() });
    const { page } = panel;
    await page.evaluate(enterAtOnce, ['2026-11-20', '2026-11-26'] as const);
    await panel.word('Range').click();
    await page.getByRole('option', { name: 'from … to …' }).click();
    await page.locator('.popover-placed').waitFor();
    await panel.settle();
    assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), '2026-11-20');
    assert.equal(await page.getByLabel('to', { exact: true }).inputValue(), '2026-11-26');
    await page.keyboard.press('Enter');
    await panel.settle();
    assert.equal(await panel.shown('Range'), 'Nov 20 – 26');
  });

  it('lists and boxes of the controls stay inside the page at every width, whatever they say', async () => {
    const outside: string[] = [];
    for (const width of [NARROWEST, ...WIDTHS]) {
      await using panel = await PagePanel.open(browser(), {
        engine: engine(),
        width,
        choice: { range: { type: 'last90' } },
      });
      const { page } = panel;
      const room = await page.evaluate(() => document.documentElement.clientWidth);
      const check = async (name: string, opened: Locator) => {
        await opened.waitFor();
        const { x, width: wide } = (await opened.boundingBox()) ?? assert.fail(name);
        if (x < 0 || x + wide > room) outside.push(`${width} px: ${name} from ${x} to ${x + wide} of ${room}`);
      };
      for (const word of await page.getByRole('combobox').all()) {
        await word.click();
        await check((await word.getAttribute('aria-label')) ?? '', word.locator('[part="listbox"]'));
        await page.keyboard.press('Escape');
      }
      const box = page.locator('.popover-placed:popover-open');
      for (const opener of await page.locator('.controls button[aria-haspopup="dialog"]').all()) {
        await opener.click();
        await check(await opener.innerText(), box);
        await page.keyboard.press('Escape');
      }
      await panel.word('Range').click();
      await page.getByRole('option', { name: 'from … to …' }).click();
      await page.getByLabel('From', { exact: true }).fill('2026-11-26');
      await page.getByLabel('to', { exact: true }).fill('2026-11-20');
      await check(await box.getByRole('status').innerText(), box);
    }
    assert.deepEqual(outside, []);
  });
});
