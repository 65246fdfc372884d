import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { PanelView } from '../../src/shared/panelView.ts';
import { MINUTE } from '../../src/time/utc.ts';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { useBrowser } from './suite.ts';

describe('the chart of the last hour', () => {
  const browser = useBrowser();

  it('the chart of the last hour keeps its bars where they are, whichever minutes its axis names', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser());
    const view = await engine.view();
    const drawn = new Set<string>();
    for (let minutes = 0; minutes < 10; minutes++) {
      await panel.show(later(view, minutes * MINUTE));
      drawn.add(await aboveAxis(panel.page));
    }
    assert.equal(drawn.size, 1);
  });
});

/** The same figures, of minutes that are so much later. */
function later(view: PanelView, ms: number): PanelView {
  assert.ok(view.status === 'ready' && view.now);
  const { chart } = view.now;
  const buckets = chart.buckets.map((bucket) => ({ ...bucket, start: bucket.start + ms, end: bucket.end + ms }));
  return { ...view, now: { ...view.now, chart: { ...chart, buckets } } };
}

/** What the chart shows above the names of its axis, as text. */
function aboveAxis(page: Page): Promise<string> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.plot-now canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height - 25).data;
    return pixels?.join() ?? '';
  });
}
