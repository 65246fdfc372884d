import assert from 'node:assert/strict';
import { NAMED_RANGES, type NamedRange } from '../../src/shared/choice.ts';
import { RANGE_WORDS, UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_IDS, DIMENSION_WORDS, type Dimension } from '../../src/shared/dimensions.ts';
import { MEASURE_IDS, MEASURE_WORDS, type Measure } from '../../src/shared/measures.ts';
import { modelName } from '../../src/shared/modelName.ts';
import { DAY, MINUTE } from '../adminApi/world/time.ts';
import { type Bed, connect, dayName, format, minutesOfRun, NOW, openPanel, SPAN, TODAY } from './bed.ts';
import { assertBills, assertRates, assertUnits } from './explorerAsserts.ts';
import { ExplorerPage } from './explorerPage.ts';
import { type ExplorerTruth, explorerTruth } from './explorerTruth.ts';

/** Every kind of choice, made through the controls, answered as the organization truly is. */
export function specifyChoices(bed: () => Bed): void {
  describe('the explorer, whatever is chosen', () => {
    let explorer: ExplorerPage;
    let truth: ExplorerTruth;
    const tableOf = (measure: Measure, by: Dimension) => explorer.panel.table(titled(measure, by));
    const seen = (from: number, to: number) =>
      bed().stage.api.truth.count({ from, to: Math.min(to, NOW + MINUTE), shownAt: bed().stage.api.now() });

    before(async () => {
      await connect(bed());
      const { api } = bed().stage;
      truth = explorerTruth(api.world, api.truth);
      explorer = new ExplorerPage(await openPanel(bed()));
      await explorer.pickDays(dayName(SPAN.from), dayName(SPAN.to - 1));
    });

    it('tells every measure, chosen by pointer', async () => {
      for (const measure of MEASURE_IDS) {
        await explorer.pick('Measure', MEASURE_WORDS[measure], 'pointer');
        const rows = await tableOf(measure, 'model');
        if (measure === 'cost') assertBills(rows, truth.bills('model', SPAN), truth.billed(SPAN));
        else if (measure === 'cacheHitRate') assertRates(rows, truth.hitRates('model', SPAN));
        else assertUnits(rows, truth.units(measure, 'model', SPAN));
      }
    });

    it('breaks down by every dimension, chosen by keys', async () => {
      await explorer.pick('Measure', MEASURE_WORDS.tokens, 'keys');
      for (const by of DIMENSION_IDS) {
        await explorer.pick('Break down by', DIMENSION_WORDS[by], 'keys');
        assertUnits(await tableOf('tokens', by), truth.units('tokens', by, SPAN));
      }
    });

    it('cuts the bill by every dimension, to the cent', async () => {
      await explorer.pick('Measure', MEASURE_WORDS.cost);
      for (const by of DIMENSION_IDS) {
        await explorer.pick('Break down by', DIMENSION_WORDS[by]);
        const isOnBills = by === 'model' || by === 'workspace' || by === 'costType' || by === 'tokenType';
        assertBills(await tableOf('cost', by), isOnBills ? truth.bills(by, SPAN) : null, truth.billed(SPAN));
      }
    });

    it('looks at every range', async () => {
      await explorer.pick('Measure', MEASURE_WORDS.tokens);
      await explorer.pick('Break down by', DIMENSION_WORDS.workspace);
      for (const [at, range] of NAMED_RANGES.entries()) {
        await explorer.pick('Range', RANGE_WORDS[range], at % 2 === 0 ? 'keys' : 'pointer');
        const rows = await tableOf('tokens', 'workspace');
        const [from, to] = spanOf(range);
        assert.equal(rows.get('Total')?.get('Tokens'), format.count(seen(from, to)), range);
      }
    });

    it('cuts a range by every unit that suits it, with a row for each', async () => {
      await explorer.pick('Measure', MEASURE_WORDS.tokens);
      await explorer.pick('Break down by', DIMENSION_WORDS.workspace);
      for (const [range, unit, rows, hand] of [
        ['last90', 'month', null, 'keys'],
        ['last90', 'week', null, 'pointer'],
        ['last90', 'day', 90, 'keys'],
        ['last7', 'hour', 6 * 24 + 15, 'pointer'],
        ['today', 'minute', 14 * 60 + 8, 'keys'],
      ] as const) {
        await explorer.pick('Range', RANGE_WORDS[range]);
        await explorer.pick('Per', UNIT_WORDS[unit], hand);
        await explorer.whole();
        await explorer.unfold();
        const buckets = await explorer.panel.table(
          new RegExp(`^Tokens by ${unit} and workspace, ${RANGE_WORDS[range]}`),
        );
        const totals = await tableOf('tokens', 'workspace');
        assert.equal(buckets.get('Total')?.get('Tokens'), totals.get('Total')?.get('Tokens'), unit);
        if (rows !== null && rows <= 100) assert.equal(buckets.size, rows + 1, unit);
        if (rows !== null && rows > 100) {
          const [, shown] = /Show all ([\d,]+)/.exec(await explorer.panel.text()) ?? [];
          const count = Number(shown?.replace(',', ''));
          // The API's clock stands still, and the window's is its own as long as it is about right.
          const later = unit === 'minute' ? minutesOfRun() : 0;
          assert.ok(count >= rows && count <= rows + later, `${unit}: ${rows} rows, and Show all ${shown}`);
        }
      }
    });

    it('leaves out what a filter leaves out, found by a search', async () => {
      await explorer.pickDays(dayName(SPAN.from), dayName(SPAN.to - 1));
      await explorer.filter('workspace', 'prod', ['Production'], 'pointer');
      const production = bed().stage.api.world.workspaces.find(({ name }) => name === 'Production')?.id ?? '';
      const count = (model?: string) =>
        bed().stage.api.truth.count({ ...SPAN, workspace: production, ...(model ? { model } : {}) });
      assert.equal((await tableOf('tokens', 'workspace')).get('Total')?.get('Tokens'), format.count(count()));
      await explorer.filter('model', 's', [modelName('claude-opus-5-5'), modelName('claude-sonnet-5-5')], 'keys');
      const both = count('claude-opus-5-5') + count('claude-sonnet-5-5');
      assert.equal((await tableOf('tokens', 'workspace')).get('Total')?.get('Tokens'), format.count(both));
      await explorer.removeFilter('workspace');
      await explorer.removeFilter('model');
      assertUnits(await tableOf('tokens', 'workspace'), truth.units('tokens', 'workspace', SPAN));
    });

    it('is compared with the previous period', async () => {
      await explorer.pick('Compare with', datesOf(SPAN.from - 7 * DAY, SPAN.from), 'keys');
      const rows = await tableOf('tokens', 'workspace');
      const [now, before] = [seen(SPAN.from, SPAN.to), seen(SPAN.from - 7 * DAY, SPAN.from)];
      const change = format.share(Math.abs((now - before) / before));
      assert.equal(rows.get('Total')?.get('Change'), `${now < before ? '−' : '+'}${change}`);
      await explorer.pick('Range', RANGE_WORDS.last7);
      assert.equal(await explorer.word('Compare with'), datesOf(TODAY - 13 * DAY, TODAY - 6 * DAY));
      await explorer.pick('Compare with', 'nothing', 'pointer');
    });
  });
}

/** `Nov 6 – 12`; instants in UTC, `end` exclusive. */
function datesOf(start: number, end: number): string {
  return format.days(start, end - 1);
}

function titled(measure: Measure, by: Dimension): RegExp {
  const words = MEASURE_WORDS[measure].replaceAll(/[()]/g, '\\$&');
  return new RegExp(`^${words} by ${DIMENSION_WORDS[by]}, `, 'i');
}

/** Instants in UTC. */
function spanOf(range: NamedRange): [from: number, to: number] {
  const end = TODAY + DAY;
  const month = (back: number) => {
    const today = new Date(TODAY);
    return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back);
  };
  const spans: Readonly<Record<NamedRange, [number, number]>> = {
    today: [TODAY, end],
    yesterday: [TODAY - DAY, TODAY],
    thisWeek: [TODAY - ((new Date(TODAY).getUTCDay() + 6) % 7) * DAY, end],
    last7: [end - 7 * DAY, end],
    last30: [end - 30 * DAY, end],
    last90: [end - 90 * DAY, end],
    thisMonth: [month(0), end],
    lastMonth: [month(1), month(0)],
  };
  return spans[range];
}
