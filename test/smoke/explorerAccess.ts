import assert from 'node:assert/strict';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { DAY } from '../../src/time/utc.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import type { Theme } from '../workbench/workbench.ts';
import { assertAccessible } from './axe.ts';
import { type Bed, connect, format, openPanel, TODAY } from './bed.ts';
import { ExplorerPage } from './explorerPage.ts';

const THEMES = ['Light Modern', 'Dark High Contrast', 'Light High Contrast', 'Dark Modern'] satisfies Theme[];
const SHAPES = ['lines', 'running total', 'heat map', 'bars'] as const;

/** What the panel is to whoever cannot see it, sees it otherwise, or has no pointer. */
export function specifyAccess(bed: () => Bed): void {
  describe('the explorer, for everyone', () => {
    let explorer: ExplorerPage;
    const frame = () => explorer.panel.frame;
    const picture = (name: string) => bed().stage.picture(bed().window, `panel-${name}`);

    before(async () => {
      await connect(bed());
      explorer = new ExplorerPage(await openPanel(bed()));
      await explorer.pick('Measure', MEASURE_WORDS.cost);
      await explorer.pick('Break down by', DIMENSION_WORDS.model);
      await explorer.pick('Range', RANGE_WORDS.last30);
      await explorer.pick('Per', 'day');
      await frame()
        .locator('body')
        .click({ position: { x: 2, y: 2 } });
    });

    it('is without fault in four themes and in every shape', async () => {
      for (const theme of THEMES) {
        await bed().window.changeTheme(theme);
        await picture(theme.toLowerCase().replaceAll(' ', '-'));
        await assertAccessible(explorer.panel, theme);
        if (theme === 'Light Modern') continue;
        for (const shape of theme === 'Dark Modern' ? SHAPES : (['heat map', 'bars'] as const)) {
          await explorer.shape(shape);
          await assertAccessible(explorer.panel, `${shape}, ${theme}`);
        }
      }
    });

    it('is without fault while something is open', async () => {
      const opened: readonly (readonly [name: string, open: () => Promise<void>])[] = [
        ['filter', () => frame().getByRole('button', { name: 'filter', exact: true }).click()],
        ['filter-values', () => frame().locator(':popover-open .menu-item').filter({ hasText: 'API key' }).click()],
        ['views', () => frame().getByRole('button', { name: 'Views', exact: true }).click()],
        ['save', () => frame().getByRole('button', { name: 'Save view' }).click()],
        ['reports', () => frame().getByRole('button', { name: 'Report', exact: true }).click()],
        ['list', () => frame().locator('vscode-dropdown[aria-label="Measure"]').click()],
        ['units', () => frame().locator('vscode-dropdown[aria-label="Per"]').click()],
        ['ranges', () => frame().locator('vscode-dropdown[aria-label="Range"]').click()],
        ['dates', () => frame().locator('vscode-option[aria-label="from … to …"]').click()],
        ['why', () => frame().locator('summary', { hasText: 'Why?' }).click()],
      ];
      for (const [name, open] of opened) {
        await open();
        await frame().locator(':popover-open:not(.popover-placed)').waitFor({ state: 'detached' });
        await picture(name);
        await assertAccessible(explorer.panel, name);
        if (name !== 'filter' && name !== 'ranges') await frame().locator(':focus').press('Escape');
      }
      await explorer.unfold();
      await explorer.pick('Compare with', format.days(TODAY - 64 * DAY, TODAY - 35 * DAY));
      await assertAccessible(explorer.panel, 'compared with the previous period, with all tables');
      await explorer.pick('Compare with', 'nothing');
    });

    it('fits from 320 to 2,070 pixels', async () => {
      for (const width of [320, 390, 2070]) {
        await bed().window.page.setViewportSize({ width, height: 900 });
        await until('a page that fits', AT_LAST, async () =>
          (await explorer.panel.overflow()) === 0 ? true : undefined,
        );
        await picture(`${width}`);
        await assertAccessible(explorer.panel, `${width} pixels`);
      }
      await bed().window.page.setViewportSize({ width: 1280, height: 800 });
    });

    it('is reached by Tab alone, in the order it is read', async () => {
      await frame()
        .locator('body')
        .click({ position: { x: 2, y: 2 } });
      const stops: string[] = [];
      await until('the end of the page', AT_LAST, async () => {
        await bed().window.page.keyboard.press('Tab');
        const stop = String(await frame().evaluate(FOCUSED));
        if (stop === '' || stops.at(-1) === stop) return stops.length > 10 ? true : undefined;
        stops.push(stop);
        return undefined;
      });
      const wanted = [
        'Refresh',
        'Measure',
        'Break down by',
        'Per',
        'Range',
        'filter',
        'Compare with',
        'bars',
        'Save view',
      ];
      const order = [
        ...wanted,
        'Views',
        'Save the figures',
        'Save the chart',
        'Report',
        'Opus 5.5',
        'Cost by model',
        'Why?',
        'Copy the table',
      ];
      let at = -1;
      for (const name of order) {
        const next = stops.findIndex((stop, index) => index > at && stop.startsWith(name));
        assert.ok(next > at, `${name} after ${stops[at]} in ${stops.join(' | ')}`);
        at = next;
      }
    });
  });
}

const FOCUSED = `(() => {
  const focused = document.activeElement;
  return focused === document.body || !focused ? '' : focused.getAttribute('aria-label') || focused.textContent.trim();
})()`;
