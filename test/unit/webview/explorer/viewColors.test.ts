import assert from 'node:assert/strict';
import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import type { PanelView } from '../../../../src/shared/panelView.ts';
import type { SeriesColors } from '../../../../src/shared/seriesColors.ts';
import { createActions } from '../../../../webview/createActions.ts';
import { createViewColors } from '../../../../webview/explorer/viewColors.ts';
import { FIRST_STATE, type PageState, readPageState } from '../../../../webview/pageState.ts';
import { NO_VALUES } from '../../../support/noValues.ts';
import { costs, explorerOf } from '../charts/chartFixtures.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

const BY_KEY: Choice = { ...FIRST_CHOICE, by: 'apiKey' };
const DAY = { range: { type: 'days', from: '2026-11-16', to: '2026-11-16' } } as const;
const chartOf = (ids: readonly string[]) => costs('day', ['billed'], Object.fromEntries(ids.map((id) => [id, [1n]])));
const summary = {} as Ready['summary'];
/** Colours are owned, though by none of the values of these tests. */
const SETTLED: SeriesColors = { gone: 7 };

/** A page at work: its state, what changes it, and the colours of what it shows. */
function openPage(kept: Partial<PageState> = {}) {
  let state: PageState = { ...FIRST_STATE, choice: BY_KEY, ...kept };
  const keep = (change: Partial<PageState>) => {
    state = { ...state, ...change };
  };
  const colorsOf = createViewColors({ state: () => state, keep });
  return {
    actions: createActions({
      state: () => state,
      keep,
      post: () => {},
      reports: [],
      explain: () => {},
      redraw: () => {},
    }),
    state: () => state,
    /** Colours of an answer to the page's choice, or to an older one. */
    shows: (
      ids: readonly string[],
      own: { models?: readonly string[]; ofRange?: readonly string[]; owned?: SeriesColors; choice?: Choice } = {},
    ) => {
      const { models, ofRange = [], owned = SETTLED, choice = state.choice } = own;
      const values = { ...NO_VALUES, model: ofRange.map((id) => ({ id, name: id, detail: '' })) };
      const zero = { amount: 0n, basis: 'none', unpricedTokens: 0 } as const;
      const chart = chartOf(models ?? []);
      return colorsOf({
        status: 'ready',
        summary,
        explorer: explorerOf(chartOf(ids), { choice: { ...choice, unit: 'day' }, values }),
        historyDays: 90,
        now: chart.kind === 'cost' && models ? { chart, perHour: zero, day: zero } : null,
        ownedColors: { series: owned, models: owned },
        saved: [],
        notes: [],
      });
    },
  };
}

describe('colours of a view', () => {
  it('colours follow the order of a view while its history is fetched, and are claimed as they are then', () => {
    const page = openPage({ choice: FIRST_CHOICE });
    page.shows(['new', 'b'], { models: ['new'], owned: {} });
    const fetched = page.shows(['a', 'b', 'new'], { models: ['new'], owned: {} });
    assert.deepEqual(fetched.series, { a: 0, b: 1, new: 2 });
    const owned = { a: 0, b: 1, gone: 3 };
    assert.deepEqual(page.shows(['a', 'b', 'new'], { models: ['new'], owned }), fetched);
    assert.deepEqual(page.shows(['new', 'b', 'a'], { models: ['new'], owned }), fetched);
  });

  it('colours that a view has borrowed stay in what one drills down to before any are owned', () => {
    const page = openPage();
    page.shows(['a', 'b', 'c'], { owned: {} });
    page.actions.drill(DAY);
    assert.deepEqual(page.shows(['d', 'c', 'b'], { owned: {} }).series, { b: 1, c: 2, d: 0 });
    assert.deepEqual(page.shows(['b', 'c', 'd'], { owned: {} }).series, { b: 1, c: 2, d: 0 });
  });

  it('colours that a view has borrowed stay while its order changes', () => {
    const page = openPage();
    const { series } = page.shows(['a', 'b', 'c']);
    assert.deepEqual(page.shows(['c', 'b', 'a', 'd']).series, { ...series, d: 3 });
  });

  it('colours that a view has borrowed stay in what one drills down to, and on the way back', () => {
    const page = openPage();
    const { series } = page.shows(['a', 'b', 'c']);
    page.actions.drill(DAY);
    assert.deepEqual(page.shows(['d', 'c', 'b']).series, { b: 1, c: 2, d: 0 });
    page.actions.climb(0);
    assert.deepEqual(page.shows(['c', 'a', 'b']).series, series);
  });

  it('colours that a view has borrowed outlive a page that is hidden', () => {
    const page = openPage();
    page.shows(['a', 'b', 'c']);
    page.actions.drill(DAY);
    const { series } = page.shows(['d', 'c', 'b']);
    const again = openPage(readPageState(JSON.parse(JSON.stringify(page.state()))));
    assert.deepEqual(again.shows(['b', 'c', 'd']).series, series);
  });

  it('colours are borrowed anew for another range, and for another dimension', () => {
    const page = openPage();
    page.shows(['a', 'b', 'c']);
    page.actions.choose({ measure: 'tokens' });
    assert.deepEqual(page.shows(['c', 'b']).series, { b: 1, c: 2 });
    page.actions.choose({ range: { type: 'today' } });
    assert.deepEqual(page.shows(['c', 'b']).series, { c: 0, b: 1 });
    page.actions.choose({ by: 'model' });
    assert.deepEqual(page.shows(['b', 'c']).series, { b: 0, c: 1 });
  });

  it('colours of an older answer do not change while the host makes the next, and do not become those of the next', () => {
    const page = openPage();
    const { series } = page.shows(['a', 'b', 'c']);
    page.actions.drill(DAY);
    assert.deepEqual(page.shows(['c', 'b', 'a'], { choice: BY_KEY }).series, series);
    assert.deepEqual(page.shows(['d', 'b']).series, { d: 0, b: 1 });
  });

  it('colours of an owner are its own as soon as it owns one, and a borrower gives way', () => {
    const page = openPage();
    page.shows(['a', 'b']);
    assert.deepEqual(page.shows(['a', 'b', 'c'], { owned: { c: 0 } }).series, { a: 2, b: 1, c: 0 });
  });

  it('colours of models are one for the chart and for what happens now', () => {
    const page = openPage({ choice: FIRST_CHOICE });
    const { series, models } = page.shows(['a', 'b'], { models: ['c', 'b'], owned: { c: 0 } });
    assert.deepEqual([series, models], [series, series]);
    assert.deepEqual(series, { a: 1, b: 2, c: 0 });
  });

  it('colours of what happens now are those that models own where the chart is of something else', () => {
    const page = openPage();
    assert.deepEqual(page.shows(['a'], { models: ['m', 'n'], owned: { n: 0 } }).models, { m: 1, n: 0 });
    assert.deepEqual(page.shows(['a'], { models: ['n', 'o', 'm'], owned: { n: 0 } }).models, { m: 1, n: 0, o: 2 });
  });

  it('colours of what happens now are those of a chart of the range by model, whatever the chart on show is of', () => {
    const page = openPage();
    const { models } = page.shows(['key'], { models: ['n', 'm', 'new'], ofRange: ['m', 'o', 'n'] });
    assert.deepEqual(models, { m: 0, n: 2, new: 3 });
    page.actions.choose({ by: 'model' });
    const { series } = page.shows(['m', 'o', 'n'], { models: ['n', 'm', 'new'], ofRange: ['m', 'o', 'n'] });
    assert.deepEqual(series, { ...models, o: 1 });
  });
});
