import type { Mark } from '../../src/shared/alert.ts';
import { chartedSeries } from '../../src/shared/chartedSeries.ts';
import type { Now } from '../../src/shared/explorer.ts';
import type { Forecast } from '../../src/shared/forecast.ts';
import type { Format } from '../../src/shared/format.ts';
import { marksByBucket } from '../../src/shared/marks.ts';
import type { SeriesColors } from '../../src/shared/seriesColors.ts';
import type { Component } from '../page.ts';
import { axisNames } from '../text/axisNames.ts';
import { el, fill } from '../widgets/dom.ts';
import { createSwatch } from '../widgets/swatch.ts';
import { nowSentence } from './describe/chartSentence.ts';
import { bucketTooltip, type Interaction } from './interact/interaction.ts';
import { createInteractiveCanvas } from './interact/interactiveCanvas.ts';
import { bucketStates } from './model/bucketState.ts';
import type { ChartModel } from './model/chartModel.ts';
import { stackedDomain } from './model/domain.ts';
import { type Layer, layersOf } from './model/layers.ts';
import type { Drawing } from './paint/drawing.ts';
import { paintAxisMarks } from './paint/paintAxisMarks.ts';
import { paintBars } from './paint/paintBars.ts';

export interface NowChartShown {
  readonly now: Now;
  /** Of today's total; null where there is none. */
  readonly forecast: Forecast | null;
  /** In the chart's zone. */
  readonly format: Format;
  readonly slots: SeriesColors;
  /** Without notes, which are of a day and not of one of its minutes. */
  readonly marks: readonly Mark[];
}

/** Creates the small chart of the newest 60 minutes, a bar a minute, which is read as the large one is, and its legend. */
export function createNowChart(gone: AbortSignal): Component<NowChartShown> {
  const plot = createInteractiveCanvas('plot-now', gone);
  const legend = el('ul', { class: 'legend', 'aria-label': 'Legend' });
  let drawn = '';
  return {
    element: el('div', {}, legend, plot.element),
    update: (shown) => {
      const model = modelOf(shown);
      const next = JSON.stringify(model.all.map(({ name, slot }) => [name, slot]));
      if (next !== drawn) fill(legend, ...model.all.map(entryOf));
      drawn = next;
      plot.canvas.setAttribute('aria-label', nowSentence(shown.now, shown.forecast, model.layers, shown.format));
      plot.update(drawingOf(model), interactionOf(model), 'now');
    },
  };
}

function entryOf({ name, slot }: Layer): HTMLElement {
  return el('li', {}, createSwatch(slot), el('span', { class: 'name' }, name));
}

function modelOf({ now: { chart }, format, slots, marks }: NowChartShown): ChartModel {
  const layers = layersOf(chart, chartedSeries(chart), slots);
  const none = {
    running: [],
    allRunning: [],
    previous: null,
    total: null,
    outlook: null,
    marks: marksByBucket(marks, chart),
  };
  return { ...none, shape: 'bars', format, chart, states: bucketStates(chart), all: layers, layers };
}

function drawingOf({ chart, format, layers, states, marks }: ChartModel): Drawing {
  return {
    columns: chart.buckets.length,
    rows: null,
    domain: stackedDomain(layers, []),
    columnNames: axisNames(chart, format),
    nameLength: 5,
    valueName: format.dollars,
    mostTicks: 4,
    states,
    paint: (context) => {
      paintBars(context, layers, { plain: true });
      paintAxisMarks(context, marks);
    },
  };
}

function interactionOf(model: ChartModel): Interaction {
  const count = model.chart.buckets.length;
  return {
    count,
    first: Math.max(0, count - 1),
    tooltip: (bucket) => bucketTooltip(model, bucket),
    zoomLabel: null,
    canEnter: () => false,
    enter: () => {},
    canExplain: () => false,
    explain: null,
    zoom: () => {},
  };
}
