import type { ChartDataset } from 'chart.js';
import type { Format } from '../../src/shared/format.ts';
import type { CostChart } from '../../src/shared/panelView.ts';
import type { BucketTable } from '../tables/bucketTable.ts';
import { barEdges } from './barEdges.ts';
import type { BucketState } from './bucketState.ts';
import { Chart } from './chartJs.ts';
import { type ChartTheme, onThemeChange, readChartTheme } from './chartTheme.ts';
import { costOptions } from './costOptions.ts';
import { hatch } from './hatch.ts';
import type { Layer } from './layers.ts';
import { unknownBuckets } from './unknownBuckets.ts';

export interface CostDrawn {
  readonly chart: CostChart;
  readonly layers: readonly Layer[];
  readonly states: readonly BucketState[];
  readonly format: Format;
  /** The chart's figures as its table prints them. */
  readonly figures: () => BucketTable;
}

const UNITS_A_DOLLAR = 100_000_000;

/** Draws stacked bars on a canvas, and again when the theme changes. */
export function createCostChart(canvas: HTMLCanvasElement): { update(drawn: CostDrawn): void } {
  let drawn: CostDrawn | undefined;
  let theme = readChartTheme();
  let chart: Chart<'bar', number[], string> | undefined;

  const draw = () => {
    if (!drawn) return;
    const data = { labels: labels(drawn), datasets: drawn.layers.map((layer) => dataset(layer, theme)) };
    const options = costOptions(drawn, theme);
    if (chart) {
      chart.data = data;
      chart.options = options;
      chart.update('none');
    } else {
      const unknown = unknownBuckets(
        () => drawn?.states ?? [],
        () => theme,
      );
      chart = new Chart<'bar', number[], string>(canvas, { type: 'bar', data, options, plugins: [unknown] });
    }
  };

  onThemeChange(() => {
    theme = readChartTheme();
    draw();
  });
  return {
    update: (next) => {
      drawn = next;
      draw();
    },
  };
}

function labels({ chart, format }: CostDrawn): string[] {
  return chart.buckets.map(({ start, running }) => {
    if (chart.unit === 'hour') return format.time(start);
    return running ? 'today' : format.day(start);
  });
}

function dataset(layer: Layer, theme: ChartTheme): ChartDataset<'bar', number[]> {
  const colour = layer.slot === null ? theme.other : (theme.slots[layer.slot] ?? theme.other);
  const fills = {
    none: colour,
    billed: colour,
    estimated: hatch(colour, theme.background, 'estimated') ?? colour,
    mixed: hatch(colour, theme.background, 'mixed') ?? colour,
  };
  const background = layer.bases.map((basis) => fills[basis]);
  return {
    label: layer.name,
    // The one place where money becomes a double: the length of a bar in pixels.
    data: layer.amounts.map((amount) => Number(amount) / UNITS_A_DOLLAR),
    backgroundColor: background,
    hoverBackgroundColor: background,
    ...barEdges(theme),
    maxBarThickness: 56,
    categoryPercentage: 0.9,
    barPercentage: 0.82,
  };
}
