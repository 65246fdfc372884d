import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blend, wcagContrast } from 'culori';
import { checkout } from '../workbench/provide.ts';
import { THEMES } from '../workbench/workbench.ts';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { useBrowser } from './suite.ts';
import { themeOf } from './themes.ts';

describe('the page', () => {
  const browser = useBrowser();

  it('the page shows figures in every theme, without an error', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine });
    for (const theme of THEMES) {
      await panel.changeTheme(theme);
      const background = await panel.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, rgb(themeOf(theme).variables['--vscode-editor-background'] ?? ''), theme);
    }
    assert.match(await panel.page.locator('.answer-figure').first().innerText(), /^≈\$\d+\.\d\d$/);
    assert.deepEqual(panel.errors, []);
  });

  it('the buttons of the page change under the pointer', async () => {
    await using engine = await PanelEngine.start();
    const filters = [{ dimension: 'workspace', values: ['wrkspc_none'] }] as const;
    await using panel = await PagePanel.open(browser(), { engine, choice: { filters } });
    const { page } = panel;
    // The toolkit's look after themselves, and what is chosen looks so already.
    const buttons = await page.locator('#app button:visible:not(.control, [aria-checked="true"])').all();
    assert.ok(buttons.length > 10);
    const unchanged: string[] = [];
    for (const button of buttons) {
      await page.mouse.move(0, 0);
      const before = await button.evaluate(looks);
      await button.hover();
      if ((await button.evaluate(looks)) === before)
        unchanged.push(await button.evaluate(({ className }) => className));
    }
    assert.deepEqual([...new Set(unchanged)], []);
  });

  it('the chosen entry of a list can be read in every theme', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine });
    const list = panel.page.getByRole('combobox', { name: 'Range', exact: true });
    for (const theme of THEMES) {
      await panel.changeTheme(theme);
      await list.click();
      const chosen = list.locator('vscode-option[aria-selected="true"]');
      const { text, over, under } = await chosen.evaluate((option) => {
        const box = option.parentElement?.shadowRoot?.querySelector('[part="listbox"]');
        const [entry, behind] = [getComputedStyle(option), getComputedStyle(box ?? document.body)];
        return { text: entry.color, over: entry.backgroundColor, under: behind.backgroundColor };
      });
      // Solarized Light's own pair has 3.2.
      const contrast = wcagContrast(text, blend([under, over]));
      assert.ok(contrast >= 3, `${theme}: ${text} on ${over} on ${under} has ${contrast}`);
      await panel.page.keyboard.press('Escape');
    }
  });

  it('the page uses no variable of the editor that no theme was captured with', () => {
    const styles = readFileSync(join(checkout, 'dist', 'panel.css'), 'utf8');
    const captured = new Set(THEMES.flatMap((theme) => Object.keys(themeOf(theme).variables)));
    const used = new Set(Array.from(styles.matchAll(/var\((--vscode-[\w-]+)/g), ([, name = '']) => name));
    const unknown = [...used].filter((name) => !captured.has(name));
    assert.deepEqual(unknown, [], 'run test/page/captureThemes.ts');
  });
});

/** What the pointer may change of a button. */
function looks(button: Element): string {
  const { background, color, opacity, textDecorationLine } = getComputedStyle(button);
  return [background, color, opacity, textDecorationLine].join();
}

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}
