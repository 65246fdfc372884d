import type { Now } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { Component } from '../page.ts';
import { axisNames } from '../text/axisNames.ts';
import { nowSentence } from './describe/nowSentence.ts';
import { bucketTip, type Reach } from './interact/interaction.ts';
import { createStage } from './interact/interactiveCanvas.ts';
import { bucketStates } from './model/bucketState.ts';
import type { Drawn } from './model/chartModel.ts';
import { stackedDomain } from './model/domain.ts';
import { chartedOf, layersOf } from './model/layers.ts';
import type { Slots } from './model/seriesColors.ts';
import type { Scene } from './paint/drawing.ts';
import { paintBars } from './paint/paintBars.ts';

export interface NowChartShown {
  readonly now: Now;
  /** In the chart's zone. */
  readonly format: Format;
  readonly slots: Slots;
}

/** The newest 60 minutes, small, a bar a minute; their figures are read minute by minute as in the large chart. */
export function createNowChart(gone: AbortSignal): Component<NowChartShown> {
  const stage = createStage('plot-now', gone);
  return {
    element: stage.element,
    update: (shown) => {
      const drawn = drawnOf(shown);
      stage.canvas.setAttribute('aria-label', nowSentence(shown.now, drawn.layers, shown.format));
      stage.update(sceneOf(drawn), reachOf(drawn), 'now');
    },
  };
}

function drawnOf({ now: { chart }, format, slots }: NowChartShown): Drawn {
  const layers = layersOf(chart, chartedOf(chart), slots);
  const none = {
    running: [],
    allRunning: [],
    before: null,
    beforeExact: null,
    beforeBasis: 'none' as const,
    beforeName: '',
    total: null,
    lines: [],
  };
  return { ...none, shape: 'bars', format, chart, states: bucketStates(chart), all: layers, layers };
}

function sceneOf({ chart, format, layers, states }: Drawn): Scene {
  return {
    columns: chart.buckets.length,
    rows: null,
    domain: stackedDomain(layers, []),
    columnNames: axisNames(chart, format),
    nameLength: 5,
    valueName: format.dollars,
    mostTicks: 4,
    states,
    paint: (frame) => paintBars(frame, layers, { plain: true }),
  };
}

function reachOf(drawn: Drawn): Reach {
  const count = drawn.chart.buckets.length;
  return {
    count,
    first: Math.max(0, count - 1),
    tip: (bucket) => bucketTip(drawn, bucket),
    stretch: null,
    canEnter: () => false,
    enter: () => {},
    zoom: () => {},
  };
}
