import assert from 'node:assert/strict';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { modelName } from '../../src/shared/modelName.ts';
import { DAY, HOUR } from '../adminApi/world/time.ts';
import { until } from '../workbench/until.ts';
import { type Bed, dayName, format, SPAN } from './bed.ts';
import { openBilledWeek } from './billedWeek.ts';
import { centsOf } from './explorerAsserts.ts';
import type { ExplorerPage } from './explorerPage.ts';
import { explorerTruth } from './explorerTruth.ts';

/** What is done with an answer: drawn otherwise, gone into, looked at alone, kept. */
export function specifyWays(bed: () => Bed): void {
  describe('the explorer, once it has answered', () => {
    let explorer: ExplorerPage;
    const frame = () => explorer.panel.frame;
    const sentence = () => explorer.panel.chartSentence();
    const costs = async (caption = /^Cost by model, /) =>
      (await explorer.panel.table(caption)).get('Total')?.get('Cost');
    const truth = () => bed().stage.api.truth;

    before(async () => {
      explorer = await openBilledWeek(bed());
    });

    it('draws it in four shapes, all of the same total', async () => {
      const total = await costs();
      for (const [shape, words, hand] of [
        ['lines', 'Cost by model, lines per day', 'keys'],
        ['running total', 'Cost by model, running total per day', 'pointer'],
        ['heat map', 'Cost by hour of the week, hourly averages by weekday', 'keys'],
        ['bars', 'Cost by model, bars per day', 'pointer'],
      ] as const) {
        await explorer.shape(shape, hand);
        assert.match(await sentence(), new RegExp(`^${words}, `));
        assert.ok((await sentence()).includes(`Total ${total}`), await sentence());
        await bed().stage.picture(bed().window, `shape-${shape}`);
      }
    });

    it('goes from a day to its hours by a click, to minutes by keys, and back by its breadcrumb', async () => {
      const before = await costs();
      await explorer.clickBar(0.5);
      const day = truth().billOf(SPAN.from + 3 * DAY);
      assert.equal(await explorer.word('Per'), 'hour');
      assert.equal(await costs(), format.money(day.total), await sentence());
      const canvas = explorer.panel.chart();
      await canvas.focus();
      await canvas.press('End');
      await canvas.press('ArrowLeft');
      await canvas.press('Enter');
      await explorer.answered();
      assert.equal(await explorer.word('Per'), 'minute');
      assert.equal((await explorer.breadcrumb()).at(-1), '22:00');
      await explorer.climb(format.day(SPAN.from + 3 * DAY));
      assert.equal(await costs(), format.money(day.total));
      await explorer.climb((await explorer.breadcrumb())[0] ?? '');
      assert.equal(await costs(), before);
      assert.deepEqual(await explorer.breadcrumb(), []);
    });

    it('zooms to what is dragged over, by pointer or by keys, and back', async () => {
      const before = await costs();
      const middle = [2, 3, 4].reduce((sum, day) => sum + truth().billOf(SPAN.from + day * DAY).total, 0n);
      await explorer.dragBars(0.4, 0.65);
      assert.equal(await costs(), format.money(middle));
      assert.equal(await explorer.word('Per'), 'hour');
      await explorer.climb((await explorer.breadcrumb())[0] ?? '');
      assert.equal(await costs(), before);
      const canvas = explorer.panel.chart();
      await canvas.focus();
      await canvas.press('Home');
      for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) {
        await canvas.press(key);
      }
      await explorer.answered();
      assert.equal(await costs(), format.money(middle));
      await explorer.climb((await explorer.breadcrumb())[0] ?? '');
    });

    it('fetches the minutes of a past day when they are asked for, and stops when told to', async () => {
      const { api } = bed().stage;
      const day = SPAN.from + 2 * DAY;
      api.faults.add({ fault: { kind: 'hang' }, route: 'usage', times: 'always' });
      await explorer.pickDays(dayName(day), dayName(day));
      await explorer.pick('Per', 'minute', 'pointer');
      const line = frame().locator('.controls .progress-line');
      await line.getByRole('progressbar').waitFor();
      await bed().stage.picture(bed().window, 'fetching');
      await line.getByRole('button', { name: 'Cancel' }).click();
      await line.getByText(/^Not fetched yet: /).waitFor();
      api.faults.clear();
      await line.getByRole('button', { name: 'Fetch' }).click();
      await line.waitFor({ state: 'hidden' });
      await explorer.answered();
      assert.equal(await costs(), format.money(truth().billOf(day).total));
      assert.match(await sentence(), /bars per minute/);
      const asked = api.requests.all.length;
      await explorer.pick('Per', 'hour');
      await explorer.pick('Per', 'minute');
      const again = api.requests.all.slice(asked).filter(({ query }) => query.get('bucket_width')?.[0] === '1m');
      assert.ok(again.length <= 1, 'what was fetched is not asked for again');
      await explorer.pickDays(dayName(SPAN.from), dayName(SPAN.to - 1));
      await explorer.pick('Per', 'day');
    });

    it('shows one series alone at a click on its legend, and all again', async () => {
      const opus = modelName('claude-opus-5-5');
      const entry = frame().locator('.explorer-legend').getByRole('button', { name: opus });
      await entry.click();
      assert.equal(await entry.getAttribute('aria-pressed'), 'true');
      assert.ok((await sentence()).includes(`Only ${opus}.`), await sentence());
      const alone = explorerTruth(bed().stage.api.world, truth()).bills('model', SPAN).get(opus) ?? 0n;
      const shown = (await explorer.panel.table(/^Cost by model/)).get(opus)?.get('Cost') ?? '';
      assert.ok(Math.abs(centsOf(shown) - centsOf(format.money(alone))) <= 1, `${shown}, billed ${alone}`);
      assert.ok((await sentence()).includes(`Total ${shown}`), await sentence());
      await entry.press('Enter');
      assert.equal(await entry.getAttribute('aria-pressed'), 'false');
      assert.ok(!(await sentence()).includes('Only'), await sentence());
    });

    it('tells the figures of each bar to the pointer and to the keys', async () => {
      const canvas = explorer.panel.chart();
      const tip = frame().locator('.plot-explorer .tip');
      const box = await canvas.boundingBox();
      await canvas.hover({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
      const day = SPAN.from + 3 * DAY;
      await tip.waitFor();
      assert.ok((await tip.innerText()).includes(format.money(truth().billOf(day).total)), await tip.innerText());
      await canvas.focus();
      await canvas.press('Home');
      const heard = await frame().locator('.plot-explorer [aria-live]').innerText();
      assert.ok(heard.includes(format.money(truth().billOf(SPAN.from).total)), heard);
      await canvas.press('Escape');
      await tip.waitFor({ state: 'hidden' });
    });

    it('keeps a view by name, recalls and replaces it, and forgets it', async () => {
      const views = frame().getByRole('button', { name: 'Views', exact: true });
      const menu = frame().getByRole('dialog', { name: 'Saved views' });
      const save = async (name: string) => {
        await frame().getByRole('button', { name: 'Save view' }).click();
        await frame().getByLabel('View name').fill(name);
        await frame().getByLabel('View name').press('Enter');
      };
      await save('My week');
      await explorer.pick('Measure', MEASURE_WORDS.output);
      await explorer.pick('Range', RANGE_WORDS.last90);
      await save('Other');
      await explorer.recall('My week');
      assert.equal(await explorer.title(), 'Cost by model');
      assert.equal(await costs(), format.money(sumOfBills(bed())));
      await save('Other');
      await frame().getByText('A view named “Other” already exists. Replace it?').waitFor();
      await frame().getByLabel('View name').press('Enter');
      await views.press('Enter');
      await menu.getByRole('button', { name: /^Other cost by model/ }).waitFor();
      const remove = menu.getByRole('button', { name: /delete view Other/i });
      await remove.click();
      await remove.click();
      await until('the view to go', 5000, async () => ((await remove.count()) === 0 ? true : undefined));
      await menu.press('Escape');
    });
  });
}

function sumOfBills({ stage }: Bed): bigint {
  let sum = 0n;
  for (let day = SPAN.from; day < SPAN.to; day += 24 * HOUR) sum += stage.api.truth.billOf(day).total;
  return sum;
}
