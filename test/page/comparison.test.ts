import assert from 'node:assert/strict';
import { PagePanel } from './pagePanel.ts';
import { useBrowser, useEngine } from './suite.ts';

/** The sentence and the table of a panel, as hands reach them. */
function reach(panel: PagePanel) {
  const { page } = panel;
  return {
    word: (name: string) => panel.word(name),
    shown: (name: string) => panel.shown(name),
    answered: () => page.locator('section.explorer[aria-busy="false"]').waitFor(),
    option: (name: string | RegExp) => page.getByRole('option', { name }),
    sentence: () => page.locator('.question').innerText(),
    /** Changes in the table, as numbers, from the first row on. */
    changesShown: async () => {
      const sheet = page.getByRole('table', { name: /^Cost by API key, since/ });
      const heads = await sheet.locator('th[scope="col"]').allInnerTexts();
      const at = heads.findIndex((head) => head.includes('Change'));
      const rows = await sheet.locator('tbody').first().locator('tr').all();
      return Promise.all(rows.map(async (row) => Number.parseFloat(await changeIn(row.locator('td'), at))));
    },
  };
}

/** The change of a row, whose name is a heading: `−52.3%`. */
async function changeIn(cells: { allInnerTexts(): Promise<string[]> }, column: number): Promise<string> {
  const texts = await cells.allInnerTexts();
  return (texts.at(column - 1) ?? '').replace('−', '-').replace('new', '1e9');
}

describe('the comparison in the page', () => {
  const browser = useBrowser();
  const engine = useEngine({ at: Date.UTC(2026, 10, 29, 8, 43) });

  it('the keys that rose most since a Tuesday are five clicks away, compared with the same weekdays', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine() });
    const { word, option, answered, changesShown, shown } = reach(panel);
    const clicks = [
      () => word('Break down by').click(),
      () => option('API key').click(),
      () => word('Range').click(),
      () => option('since Tuesday, Nov 24').click(),
      async () => {
        await answered();
        await panel.page.getByRole('button', { name: 'Change', exact: true }).first().click();
      },
    ];
    for (const click of clicks) await click();
    await panel.settle();
    assert.equal(clicks.length, 5);
    assert.equal(await shown('Compare with'), 'Nov 17 – 22');
    assert.match(await panel.page.locator('.explorer-legend').innerText(), /vs\. Nov 17 – 22/);
    const changes = await changesShown();
    assert.ok(changes.length > 5 && changes.every((change) => !Number.isNaN(change)));
    assert.deepEqual(
      changes,
      changes.toSorted((one, other) => other - one),
    );
    assert.deepEqual(panel.errors, []);
  });

  it('a period that lies before the history is refused with its reason, skipped by keys, and leads to the setting', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: { range: { type: 'last90' } } });
    const { word, option, shown } = reach(panel);
    const refused = option(/needs 181 days of history/);
    await word('Compare with').press('ArrowDown');
    await refused.waitFor();
    assert.equal(await refused.isDisabled(), true);
    await word('Compare with').press('ArrowDown');
    await word('Compare with').press('Enter');
    assert.deepEqual(
      panel.calls.filter(([call]) => call === 'run'),
      [['run', 'claudeUsage.openSettings']],
    );
    assert.equal(await shown('Compare with'), 'nothing');
  });

  it('the legend of a comparison takes several lines where the panel is narrow', async () => {
    for (const range of ['last30', 'lastMonth'] as const) {
      await using panel = await PagePanel.open(browser(), {
        engine: engine(),
        choice: { range: { type: range }, compare: true },
      });
      await panel.resize(248, 900);
      const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      assert.equal(await panel.page.evaluate(over), 0, range);
    }
  });

  it('a unit that does not suit the range is in the list with its reason', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine() });
    const { word, option } = reach(panel);
    await word('Per').click();
    assert.equal(await option('minute (for up to a day)').isDisabled(), true);
    assert.equal(await option('hour').isDisabled(), false);
  });

  it('the sentence of a heat map names the one breakdown that it has', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine(), choice: { shape: 'heat' } });
    const { word, sentence } = reach(panel);
    assert.match(await sentence(), /by hour of the week/);
    assert.equal(await word('Break down by').isVisible(), false);
    assert.equal(await word('Per').isVisible(), false);
  });

  it('a month by day is compared in its running total alone, and the legend leads there', async () => {
    await using panel = await PagePanel.open(browser(), {
      engine: engine(),
      choice: { range: { type: 'lastMonth' }, compare: true },
    });
    const legend = panel.page.locator('.explorer-legend');
    await legend.getByRole('button', { name: 'vs. Sep 1 – 30: see the running total' }).press('Enter');
    await panel.settle();
    assert.match(await legend.innerText(), /vs\. Sep 1 – 30$/m);
    assert.equal(await panel.page.evaluate(() => document.activeElement?.tagName), 'CANVAS');
  });
});
