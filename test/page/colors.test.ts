import assert from 'node:assert/strict';
import type { Choice } from '../../src/shared/choice.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import { THEMES } from '../workbench/workbench.ts';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { useBrowser } from './suite.ts';

const EXPLORER = '.explorer';
const NOW = '[aria-labelledby="now-title"]';

/** Colours by the names of a legend. */
async function legendOf({ page }: PagePanel, section: string): Promise<Map<string, string>> {
  const entries = await page.locator(`${section} .legend li:has(.swatch[data-slot])`).evaluateAll((items) =>
    items.map((item): [string, string] => {
      const swatch = item.querySelector('.swatch') ?? item;
      return [item.textContent ?? '', getComputedStyle(swatch).backgroundColor];
    }),
  );
  return new Map(entries);
}

/** Number of a section's chart's pixels by colour, as `rgb(1, 2, 3)`. */
async function pixelsOf({ page }: PagePanel, section: string): Promise<Map<string, number>> {
  const counted = await page.locator(`${section} canvas`).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return [];
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const color = `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`;
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    return [...counts];
  });
  return new Map(counted);
}

/** Names of the models that own a colour: they claim it once a page has been answered. */
function ownersOf(engine: PanelEngine, choice: Partial<Choice> = {}): Promise<string[]> {
  return until('the owners of colours', AT_LAST, async () => {
    const view = await engine.view(choice);
    if (view.status !== 'ready' || Object.keys(view.ownedColors.models).length === 0) return undefined;
    return view.explorer.chart.series.filter(({ id }) => id in view.ownedColors.models).map(({ name }) => name);
  });
}

describe('colours of the page', () => {
  const browser = useBrowser();

  it('colours of charts and legends are those of a theme as soon as it changes', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine, choice: { by: 'apiKey' } });
    const seen = new Set<string>();
    for (const theme of THEMES) {
      await panel.changeTheme(theme);
      const [dearest = ''] = (await legendOf(panel, EXPLORER)).values();
      seen.add(dearest);
      for (const section of [EXPLORER, NOW]) {
        const pixels = await pixelsOf(panel, section);
        assert.ok((pixels.get(dearest) ?? 0) > 50, `${section} has no ${dearest} in ${theme}`);
      }
    }
    assert.equal(seen.size, 4, 'one for each kind of theme');
  });

  it('colours of keys stay while one drills down to the minute and climbs back', async () => {
    await using engine = await PanelEngine.start();
    await ownersOf(engine);
    await using panel = await PagePanel.open(browser(), { engine, choice: { by: 'apiKey' } });
    const { page } = panel;
    const first = await legendOf(panel, EXPLORER);
    // Of those that own one: others borrow, as long as the owner is not in sight.
    const owners = new Map([...first].map(([name, color]) => [color, name]));
    const known = new Map(first);
    const chart = page.locator(`${EXPLORER} canvas`);
    for (const unit of ['hour', 'minute']) {
      await chart.press('ArrowRight');
      await chart.press('Enter');
      await page.locator(`${EXPLORER} .plot-zone`, { hasText: `${unit}s` }).waitFor();
      await panel.settle();
      const legend = await legendOf(panel, EXPLORER);
      assert.equal(new Set(legend.values()).size, legend.size, unit);
      for (const [name, color] of legend) {
        const before = known.get(name) ?? color;
        const owner = owners.get(before) ?? name;
        if (owner === name || !legend.has(owner)) assert.equal(color, before, `${name} by ${unit}`);
        known.set(name, color);
      }
    }
    await page.locator('.breadcrumb button').first().click();
    await page.locator(`${EXPLORER} .plot-zone`, { hasText: 'days' }).waitFor();
    await panel.settle();
    assert.deepEqual(await legendOf(panel, EXPLORER), first);
  });

  it('colours of what happens now are named beside it, and are those of its models in the chart', async () => {
    await using engine = await PanelEngine.start();
    const owners = await ownersOf(engine);
    await using panel = await PagePanel.open(browser(), { engine, choice: { by: 'model' } });
    const [models, now] = [await legendOf(panel, EXPLORER), await legendOf(panel, NOW)];
    assert.ok(now.size >= 3);
    for (const [name, color] of now) assert.equal(models.get(name) ?? color, color, name);
    await panel.choose({ by: 'workspace' });
    const beside = await legendOf(panel, NOW);
    for (const [name, color] of now) if (owners.includes(name)) assert.equal(beside.get(name), color, name);
  });

  it('colours of what happens now are those of the chart by model, also where the first picture is by key', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine, choice: { by: 'apiKey' } });
    const now = await legendOf(panel, NOW);
    await ownersOf(engine, { by: 'apiKey' });
    await panel.choose({ by: 'model' });
    const claimed = await legendOf(panel, EXPLORER);
    await using other = await PanelEngine.start();
    await using fresh = await PagePanel.open(browser(), { engine: other, choice: { by: 'model' } });
    const models = await legendOf(fresh, EXPLORER);
    assert.ok([...now.keys()].filter((name) => models.has(name)).length >= 3);
    for (const [name, color] of now) assert.equal(color, models.get(name) ?? color, name);
    assert.deepEqual(claimed, models);
  });
});
