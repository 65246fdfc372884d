import assert from 'node:assert/strict';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { useBrowser } from './suite.ts';

describe('the caveats of the page', () => {
  const browser = useBrowser();

  it('the page shows three caveats of the sample at most, and the others once the keyboard has asked why', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine });
    const seen = () => panel.page.locator('.worth li:visible').allInnerTexts();
    const inSight = await seen();
    assert.ok(inSight.length <= 3, inSight.join('\n'));
    const why = panel.page.locator('.why > summary');
    assert.match(await why.innerText(), /^Why\? \d+ notes on these amounts$/);
    await why.focus();
    await panel.page.keyboard.press('Enter');
    const all = await seen();
    assert.deepEqual(all.slice(0, inSight.length), inSight);
    assert.ok(all.length > inSight.length);
    assert.match(all.at(-1) ?? '', /^Amounts are after discounts/);
  });

  it('the chart keeps its height while the notes beside it unfold', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine });
    const height = async () => (await panel.page.locator('.plot-explorer').boundingBox())?.height ?? 0;
    const before = await height();
    assert.ok(before > 200);
    await panel.page.locator('.why > summary').click();
    await panel.settle();
    assert.equal(await height(), before);
  });
});
