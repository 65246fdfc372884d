import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { checkout } from '../workbench/provide.ts';
import { THEMES } from '../workbench/workbench.ts';
import { launchPageBrowser, PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { themeOf } from './themes.ts';

describe('the page', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchPageBrowser();
  });
  after(() => browser.close());

  it('the page shows figures in every theme, without an error', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser, { engine });
    for (const theme of THEMES) {
      await panel.changeTheme(theme);
      const background = await panel.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, rgb(themeOf(theme).variables['--vscode-editor-background'] ?? ''), theme);
    }
    assert.match(await panel.page.locator('.answer-figure').first().innerText(), /^≈\$\d+\.\d\d$/);
    assert.deepEqual(panel.errors, []);
  });

  it('the page uses no variable of the editor that no theme was captured with', () => {
    const styles = readFileSync(join(checkout, 'dist', 'panel.css'), 'utf8');
    const captured = new Set(THEMES.flatMap((theme) => Object.keys(themeOf(theme).variables)));
    const used = new Set(Array.from(styles.matchAll(/var\((--vscode-[\w-]+)/g), ([, name = '']) => name));
    const unknown = [...used].filter((name) => !captured.has(name));
    assert.deepEqual(unknown, [], 'run test/page/captureThemes.ts');
  });
});

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}
