import type { Mark } from '../../../src/shared/alert.ts';
import type { Basis } from '../../../src/shared/basis.ts';
import type { Shape } from '../../../src/shared/choice.ts';
import type { Chart, Explorer } from '../../../src/shared/explorer.ts';
import type { Format } from '../../../src/shared/format.ts';
import { marksByBucket } from '../../../src/shared/marks.ts';
import type { Outlook } from '../../../src/shared/outlook.ts';
import {
  comparesByDate,
  previousAt,
  previousBucketDates,
  previousDates,
  previousDatesTo,
  previousRunning,
} from '../../../src/shared/previousPeriod.ts';
import type { SeriesColors } from '../../../src/shared/seriesColors.ts';
import { type BucketState, bucketStates } from './bucketState.ts';
import { runningLayer } from './cumulative.ts';
import { type Layer, layerOfSeries, layersOf, sumLayers, UNITS_A_DOLLAR } from './layers.ts';
import { type OutlookModel, outlookModel } from './outlookModel.ts';

export interface ExplorerChartShown {
  readonly explorer: Explorer;
  /** Format of the chart's zone. */
  readonly format: Format;
  readonly shape: Shape;
  /** Id of the one series that is shown alone; null for all. */
  readonly isolated: string | null;
  readonly slots: SeriesColors;
  /** Ids that are drawn by name, dearest first. */
  readonly charted: readonly string[];
  /** Marks of the history, oldest first. */
  readonly marks: readonly Mark[];
  /** Where a running total leads to; null where that is not known. */
  readonly outlook: Outlook | null;
}

/** The previous period in a chart. */
export interface PreviousModel {
  /** Exact figures by bucket, in a running total of all up to it: money in millionths of a cent. Null where it has none. */
  readonly figures: readonly (bigint | number | null)[];
  /** Height of its line by bucket, NaN where it has none; null where its days are too unlike the buckets to be drawn. */
  readonly line: Float64Array | null;
  /** Basis of all of it. */
  readonly basis: Basis;
  /** `Sep 26 – Oct 25` */
  readonly dates: string;
  /** Dates of what a bucket is compared with; in a running total, of all up to it. */
  datesOf(bucket: number): string;
}

/** Model of a chart: its buckets and layers, ready to paint and to describe. */
export interface ChartModel {
  readonly shape: Shape;
  readonly format: Format;
  readonly chart: Chart;
  readonly states: readonly BucketState[];
  /** All layers, for the legend and for shares of the whole. */
  readonly all: readonly Layer[];
  /** Layers on show: all, or the one that is isolated. */
  readonly layers: readonly Layer[];
  /** Running totals of `layers`; empty in other shapes. */
  readonly running: readonly Layer[];
  readonly allRunning: readonly Layer[];
  /** The previous period, aligned with the buckets; null where there is none or one series is alone. */
  readonly previous: PreviousModel | null;
  /** Sum of all layers by bucket, where lines stand beside the previous period, which is of all; null elsewhere. */
  readonly total: Pick<Layer, 'values' | 'bases'> | null;
  /** Marks of each bucket; an empty list where no bucket has any. */
  readonly marks: readonly (readonly Mark[])[];
  /** Where the running total of all leads to; null in other shapes, and while one series is alone. */
  readonly outlook: OutlookModel | null;
}

/** Model of the explorer's chart. */
export interface ExplorerChartModel extends ChartModel {
  readonly explorer: Explorer;
  /** Id of the one series that is shown alone; null for all, also where the answer has no such series. */
  readonly isolated: string | null;
}

/** Makes chart models, and keeps what changes neither with the shape nor with the isolated series. */
export function createChartModels(): (shown: ExplorerChartShown) => ExplorerChartModel {
  let last: { readonly shown: ExplorerChartShown; readonly all: readonly Layer[] } | undefined;
  return (shown) => {
    const { explorer, charted, slots, isolated, shape, format, marks, outlook } = shown;
    const isSame = last?.shown.explorer === explorer && drawnOf(shown) === drawnOf(last.shown);
    const all = isSame && last ? last.all : layersOf(explorer.chart, charted, slots);
    last = { shown, all };
    const alone = isolated === null ? null : layerOfSeries(explorer.chart, isolated, all, slots);
    const layers = alone ? [alone] : all;
    const isCumulative = shape === 'cumulative';
    const states = bucketStates(explorer.chart);
    const previous = alone || shape === 'heat' ? null : previousModel(explorer, isCumulative, format);
    const allRunning = isCumulative ? all.map(runningLayer) : [];
    return {
      explorer,
      isolated: alone?.id ?? null,
      shape,
      format,
      chart: explorer.chart,
      states,
      all,
      layers,
      running: isCumulative ? layers.map(runningLayer) : [],
      allRunning,
      previous,
      marks: shape === 'heat' ? [] : marksByBucket(marks, explorer.chart),
      outlook: outlook && isCumulative && !alone ? outlookModel(outlook, allRunning) : null,
      total: previous?.line && shape === 'lines' && all.length > 1 ? sumLayers(all) : null,
    };
  };
}

/** The series drawn by name and their colours, as text. */
function drawnOf({ charted, slots }: ExplorerChartShown): string {
  return JSON.stringify([charted, slots]);
}

/** Models the previous period. Shares cannot be summed, so they have no running total. */
function previousModel(explorer: Explorer, isCumulative: boolean, format: Format): PreviousModel | null {
  const { previousByBucket: column, previousBasis: basis, chart } = explorer;
  if (column === null) return null;
  const figures = isCumulative
    ? previousRunning(explorer)
    : chart.buckets.map((_, bucket) => previousAt(column, bucket));
  if (figures === null) return null;
  const dates = previousDates(explorer, format);
  const isDrawn = isCumulative || !comparesByDate(explorer);
  return {
    figures,
    line: isDrawn ? Float64Array.from(figures, heightOf) : null,
    basis,
    dates,
    datesOf: (bucket) => (isCumulative ? previousDatesTo : previousBucketDates)(explorer, bucket, format),
  };
}

function heightOf(figure: bigint | number | null): number {
  if (figure === null) return Number.NaN;
  return typeof figure === 'bigint' ? Number(figure) / UNITS_A_DOLLAR : figure;
}
