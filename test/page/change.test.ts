import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { THEMES } from '../workbench/workbench.ts';
import { findFaults } from './findFaults.ts';
import { PagePanel } from './pagePanel.ts';
import { useBrowser, useEngine } from './suite.ts';
import { NARROWEST, WIDTHS } from './widths.ts';
import { longNames } from './worlds.ts';

const WEEK = { range: { type: 'last7' }, compare: true } as const;

/** The dialog of what changed, as hands reach it. */
function reach({ page }: PagePanel) {
  const dialog = page.getByRole('dialog', { name: 'What changed?' });
  const table = (name: string) => dialog.getByRole('table', { name });
  const cells = async (rows: Locator, column: number) =>
    Promise.all((await rows.all()).map((row) => row.locator('td').nth(column).innerText()));
  return {
    dialog,
    table,
    canvas: page.locator('.plot-explorer canvas'),
    answered: () => page.locator('dialog.change[open][aria-busy="false"]').waitFor(),
    dates: () => dialog.locator('.change-dates').innerText(),
    cause: () => dialog.locator('.change-cause').innerText(),
    range: (name: string) => dialog.locator('label', { hasText: name }),
    chosen: () => dialog.locator('label:has(input[name="change-range"]:checked)').innerText(),
    /** Cents of a column, from the rows on. */
    cents: async (name: string, part: 'tbody' | 'tfoot', column: number) =>
      (await cells(table(name).locator(`${part} tr`), column)).map((text) =>
        text.startsWith('<') ? 0 : Number(text.replace('−', '-').replace(/[^\d-]/g, '')),
      ),
  };
}

/** Middle of a bar, by its number, in the coordinates of the screen. */
async function barAt(canvas: Locator, bar: number, of: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = await canvas.boundingBox();
  assert.ok(box);
  const axis = 50;
  return { x: box.x + axis + ((box.width - axis) * (bar + 0.5)) / of, y: box.y + box.height / 2 };
}

describe('what changed, in the page', () => {
  const browser = useBrowser();
  const engine = useEngine({ at: Date.UTC(2026, 10, 29, 8, 43) });

  it('what changed is a click away from the comparison: a ranked list that adds up as printed', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: WEEK });
    const { answered, dates, cause, cents, dialog, table } = reach(panel);
    const opener = panel.page.getByRole('button', { name: 'What changed?' });
    const before = await panel.page.locator('.plot-explorer').boundingBox();
    await opener.click();
    await answered();
    assert.equal(await dates(), 'Nov 23 – 29, so far, vs. Nov 16 – 22');
    assert.match(await cause(), /^≈\u00a0[+−]\$\d+: .+\.$/);
    for (const by of ['API key', 'workspace', 'model']) {
      if (by !== 'API key') await dialog.locator('label', { hasText: by === 'model' ? 'Model' : 'Workspace' }).click();
      const name = `What changed by ${by}`;
      const more = dialog.getByRole('button', { name: /^Show all/ }).first();
      if (await more.isVisible()) await more.click();
      const [rows, [total]] = [await cents(name, 'tbody', 0), await cents(name, 'tfoot', 0)];
      assert.ok(rows.length > 2);
      assert.equal(
        rows.reduce((sum, row) => sum + row, 0),
        total,
        by,
      );
      const sizes = rows.map(Math.abs);
      assert.deepEqual(
        sizes,
        sizes.toSorted((one, other) => other - one),
        by,
      );
      const [was = 0, is = 0] = [(await cents(name, 'tfoot', 2))[0], (await cents(name, 'tfoot', 3))[0]];
      assert.equal(is - was, total);
      const bridge = await cents('What changed by cause', 'tbody', 0);
      assert.equal(
        bridge.reduce((sum, row) => sum + row, 0),
        is,
      );
      assert.equal(bridge[0], was);
    }
    await table('What changed by model')
      .locator('xpath=ancestor::div[contains(@class,"sheet")]')
      .getByRole('button', { name: 'Copy the table: What changed by model' })
      .click();
    const [call, copied] = panel.calls.at(-1) ?? [];
    assert.equal(call, 'copy');
    assert.match(`${copied}`, /^Model\t.*Change \(USD\)\tCauses\t.*Volume \(USD\)\tMix of models \(USD\)/);
    await panel.page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), false);
    assert.equal(await panel.page.locator(':focus').innerText(), 'What changed?');
    assert.deepEqual(await panel.page.locator('.plot-explorer').boundingBox(), before);
    assert.deepEqual(panel.errors, []);
  });

  it('what changed since a Tuesday is one click away in its view', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: WEEK });
    const { answered, dates, range, chosen } = reach(panel);
    await panel.page.getByRole('button', { name: 'What changed?' }).click();
    await answered();
    assert.equal(await chosen(), 'The last 7 days');
    await range('since Tue').click();
    await answered();
    assert.equal(await dates(), 'Nov 24 – 29, so far, vs. Nov 17 – 22');
    await range('since yesterday').click();
    await answered();
    assert.equal(await dates(), 'Nov 28 – 29, so far, vs. Nov 21 – 22');
    await range('The last 7 days').click();
    await answered();
    assert.equal(await dates(), 'Nov 23 – 29, so far, vs. Nov 16 – 22');
  });

  it('what changed in a bar is asked for on its hover card, which the pointer reaches over other bars', async () => {
    await using panel = await PagePanel.open(browser(), {
      engine: engine(),
      choice: { range: { type: 'last30' }, compare: false },
    });
    const { page } = panel;
    const { canvas, answered, dates, chosen, dialog } = reach(panel);
    const bar = await barAt(canvas, 9, 30);
    await page.mouse.move(bar.x, bar.y);
    const title = await page.locator('.tip-title').first().innerText();
    const action = page.locator('.tip-action').first();
    const box = await action.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 40 });
    assert.equal(await page.locator('.tip-title').first().innerText(), title);
    await page.mouse.down();
    await page.mouse.up();
    await answered();
    const day = title.split(', ')[1] ?? '';
    assert.match(await dates(), new RegExp(`^${day} vs\\. \\w{3} \\d+$`));
    assert.equal(await chosen(), day);
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), false);
    assert.equal(await page.locator('.plot-explorer .tip').isVisible(), false);
    assert.deepEqual(panel.errors, []);
  });

  it('a pointer that moves on to another bar has that bar’s hover card', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: { range: { type: 'last30' } } });
    const { page } = panel;
    const { canvas } = reach(panel);
    const title = () => page.locator('.tip-title').first().innerText();
    const [bar, next] = [await barAt(canvas, 9, 30), await barAt(canvas, 8, 30)];
    await page.mouse.move(bar.x, bar.y);
    const first = await title();
    await page.mouse.move(next.x, next.y, { steps: 5 });
    assert.notEqual(await title(), first);
    await page.mouse.move(5, 5);
    assert.equal(await page.locator('.plot-explorer .tip').isVisible(), false);
  });

  it('what changed in the focused bar is asked for by key, and the reader comes back to it', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: WEEK });
    const { page } = panel;
    const { canvas, answered, dates, dialog } = reach(panel);
    await canvas.focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    const title = await page.locator('.tip-title').first().innerText();
    await page.keyboard.press('w');
    await answered();
    assert.equal(await dates(), 'Nov 27 vs. Nov 20');
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'CANVAS');
    assert.equal(await page.locator('.tip-title').first().innerText(), title);
    await page.keyboard.press('w');
    await dialog.getByRole('button', { name: 'Close' }).press('Enter');
    assert.equal(await dialog.isVisible(), false);
  });

  it('a running bar is compared up to the same moment, and an hour with the same hour', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: WEEK });
    const { page } = panel;
    const { canvas, answered, dates } = reach(panel);
    await canvas.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('w');
    await answered();
    assert.equal(await dates(), 'Nov 29, so far, vs. Nov 22 to 08:43');
    await page.keyboard.press('Escape');
    await panel.choose({ range: { type: 'yesterday' }, unit: 'hour' });
    await canvas.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('w');
    await answered();
    assert.equal(await dates(), 'Nov 28, 00:00–01:00 vs. Nov 27, 00:00–01:00');
  });

  it('what changed says why there is nothing to compare', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: { range: { type: 'last90' } } });
    const { answered, cause, table } = reach(panel);
    await panel.page.getByRole('button', { name: 'What changed?' }).click();
    await answered();
    assert.match(await cause(), /^There is nothing to compare: history .* is incomplete\.$/);
    assert.equal(await table('What changed by API key').isVisible(), false);
  });

  it('what changed follows the filters of the chart', async () => {
    const filters = [{ dimension: 'model', values: ['claude-opus-5-5'] }] as const;
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: { ...WEEK, filters } });
    const { answered, dates, dialog, table } = reach(panel);
    await panel.page.getByRole('button', { name: 'What changed?' }).click();
    await answered();
    assert.match(await dates(), /with the chart’s filters$/);
    await dialog.locator('label', { hasText: 'Model' }).click();
    assert.deepEqual(await table('What changed by model').locator('tbody th').allInnerTexts(), ['Opus 5.5']);
  });
});

describe('the view of what changed fits', () => {
  const browser = useBrowser();
  const engine = useEngine({ at: Date.UTC(2026, 10, 29, 8, 43), source: longNames });

  it('the view of what changed breaks, cuts and overlaps nothing at any width, in every theme', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: WEEK });
    const { answered } = reach(panel);
    await panel.page.getByRole('button', { name: 'What changed?' }).click();
    await answered();
    // What lies below it is not seen.
    await panel.page.evaluate(() => document.querySelector('main')?.setAttribute('inert', ''));
    await panel.page.addStyleTag({ content: 'main { visibility: hidden; }' }).catch(() => {});
    const faults: string[] = [];
    for (const theme of THEMES) {
      await panel.changeTheme(theme);
      for (const width of theme === THEMES[0] ? [NARROWEST, ...WIDTHS] : [842]) {
        await panel.resize(width);
        for (const fault of await panel.page.evaluate(findFaults)) faults.push(`${theme}, ${width} px: ${fault}`);
      }
    }
    assert.deepEqual(faults, []);
  });
});
