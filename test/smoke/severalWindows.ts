import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { modelName } from '../../src/shared/modelName.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { type Bed, format, ITEM, itemOf, openPanel, todayOf } from './bed.ts';
import { ExplorerPage } from './explorerPage.ts';
import { PanelPage } from './panelPage.ts';

/** What stays, what is shared and what is not. */
export function specifyWindows(bed: () => Bed): void {
  describe('over reloads and windows', () => {
    it('keeps its panel, its choice and its figures over a reload', async () => {
      const before = new ExplorerPage(await openPanel(bed()));
      await before.pick('Measure', MEASURE_WORDS.output);
      await before.pick('Break down by', DIMENSION_WORDS.workspace);
      await before.pick('Range', RANGE_WORDS.last7);
      await before.filter('model', '', [modelName('claude-opus-5-5')]);
      await before.shape('lines');
      await before.unfold();
      const sentence = await before.panel.chartSentence();
      await bed().window.reload();
      assert.equal(await itemOf(bed()).text(/\$/), `≈${format.money(todayOf(bed()))}`);
      const after = new ExplorerPage(await PanelPage.on(bed().window));
      await after.answered();
      assert.equal(await after.panel.chartSentence(), sentence);
      assert.match(sentence, /^Output tokens by workspace, lines per day, /);
      await after.panel.frame.locator('details.folded[open] table').first().waitFor();
      await after.removeFilter('model');
    });

    it('reads in a second window what the first has fetched', async () => {
      const before = bed().stage.api.requests.all.length;
      const second = await bed().stage.openWindow();
      assert.equal(await second.statusBarItem(ITEM).text(/\$/), `≈${format.money(todayOf(bed()))}`);
      const asked = bed().stage.api.requests.all.slice(before);
      assert.ok(asked.length <= 3, `${asked.length} requests: ${asked.map(({ route }) => route).join(', ')}`);
      const figures = [];
      for (const window of [bed().window, second]) {
        const explorer = new ExplorerPage(await openPanel({ window }));
        await explorer.recall('My week');
        figures.push(await explorer.panel.chartSentence());
      }
      assert.match(figures[0] ?? '', /^Cost by model, /);
      assert.equal(figures[1], figures[0]);
      await second.close();
    });

    it('never gives the key away', async () => {
      const page = await (await PanelPage.on(bed().window)).frame.content();
      assert.ok(!page.includes(KEYS.admin) && !(await bed().window.page.content()).includes(KEYS.admin));
      for (const file of await readdir(bed().stage.server.home, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const content = await readFile(join(file.parentPath, file.name));
        assert.ok(!content.includes(KEYS.admin), `the key is in ${file.name}`);
      }
      assert.ok(!bed().stage.server.output.includes(KEYS.admin));
    });
  });
}
