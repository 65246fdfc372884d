import type { Format } from '../../src/shared/format.ts';
import type { CostChart } from '../../src/shared/panelView.ts';
import { el, setShown, setText } from '../dom.ts';
import type { Page, Part } from '../page.ts';
import { bucketTable } from '../tables/bucketTable.ts';
import { createBucketTable } from '../tables/bucketTableView.ts';
import { seriesTable } from '../tables/seriesTable.ts';
import { createSeriesTable } from '../tables/seriesTableView.ts';
import { bucketStates } from './bucketState.ts';
import { chartSentence } from './chartSentence.ts';
import { createCostChart } from './costChart.ts';
import { layersOf } from './layers.ts';
import { createLegend } from './legend.ts';
import type { Slots } from './slots.ts';

export interface CostShown {
  readonly chart: CostChart;
  readonly title: string;
  /** `Cost of the last 7 days` */
  readonly caption: string;
  /** What stands in place of bars when there was no usage. */
  readonly nothing: string;
  readonly charted: readonly string[];
  readonly slots: Slots;
  /** In the zone that the chart's buckets are cut in. */
  readonly format: Format;
}

/** A chart of cost over time with its heading, its legend and its tables. */
export function createCostSection(id: 'days' | 'hours', page: Page): Part<CostShown> {
  const heading = el('h2', { id: `${id}-title` });
  const zone = el('span', { class: 'muted' });
  const legend = createLegend();
  const canvas = el('canvas', { role: 'img' });
  const nothing = el('p', { class: 'plot-empty' });
  const chart = createCostChart(canvas);
  const bySeries = createSeriesTable();
  const byBucket = createBucketTable(id, page);
  const plot = el('div', { class: id === 'days' ? 'plot plot-day' : 'plot plot-hour' }, canvas, nothing);
  return {
    element: el(
      'section',
      { class: 'cost', 'aria-labelledby': `${id}-title` },
      el('div', { class: 'title' }, heading, zone),
      legend.element,
      plot,
      bySeries.element,
      byBucket.element,
    ),
    update: (shown) => {
      const { format } = shown;
      const table = seriesTable(shown.chart);
      const states = bucketStates(shown.chart);
      const layers = layersOf(shown.chart, shown.charted, shown.slots).filter(({ amounts }) =>
        amounts.some((amount) => amount !== 0n),
      );
      const isEmpty = layers.length === 0 && !states.includes('unknown');
      const newest = shown.chart.buckets.at(-1);

      setText(heading, shown.title);
      setText(zone, newest ? `${format.zoneName(newest.start)} ${shown.chart.unit}s` : '');
      canvas.setAttribute('aria-label', chartSentence(shown.title, shown.chart, table, format));
      setText(nothing, table.total.unpricedTokens > 0 ? 'Nothing here has a price yet.' : shown.nothing);
      setShown(nothing, isEmpty);
      legend.update({ layers, states, named: id === 'days' });
      const figures = once(() => bucketTable(shown.chart, table));
      chart.update({ chart: shown.chart, layers, states, format, figures });
      const tables = {
        chart: shown.chart,
        table,
        caption: shown.caption,
        slots: shown.slots,
        charted: shown.charted,
        format,
        figures,
      };
      bySeries.update(tables);
      byBucket.update(tables);
    },
  };
}

/** Makes a value when it is first asked for: the large table is worth its rounding only where someone looks. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
