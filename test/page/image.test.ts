import assert from 'node:assert/strict';
import { AT_LAST, until } from '../workbench/until.ts';
import { PagePanel } from './pagePanel.ts';
import { useBrowser, useEngine } from './suite.ts';

/** Notes what is written on canvases from now on. */
function noteTexts(): void {
  const noted: string[] = [];
  const { prototype } = CanvasRenderingContext2D;
  const { fillText } = prototype;
  prototype.fillText = function (text, ...place) {
    noted.push(text);
    fillText.call(this, text, ...place);
  };
  Object.assign(window, { noted });
}

describe('the image of the chart', () => {
  const browser = useBrowser();
  const engine = useEngine({ at: Date.UTC(2026, 10, 29, 8, 43) });

  it('the image names every line that the legend does', async () => {
    const choice = { shape: 'lines', compare: true } as const;
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice });
    const { page, calls } = panel;
    const legend = await page.locator('.explorer-legend li:not(:has(.swatch-dashed))').allInnerTexts();
    await page.evaluate(noteTexts);
    await page.getByRole('button', { name: 'Save the chart as a PNG image' }).click();
    await until('the image', AT_LAST, async () => calls.find(([call]) => call === 'saveImage'));
    const written = new Set(await page.evaluate(() => Reflect.get(window, 'noted') as string[]));
    for (const name of ['Total', 'vs. Sep 26 – Oct 25', 'alert']) assert.ok(legend.includes(name), name);
    assert.deepEqual(
      legend.filter((name) => !written.has(name)),
      [],
    );
  });
});
