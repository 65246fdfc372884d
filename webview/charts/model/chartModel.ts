import type { Basis } from '../../../src/shared/basis.ts';
import { capital } from '../../../src/shared/capital.ts';
import type { Shape } from '../../../src/shared/choice.ts';
import { previousWords } from '../../../src/shared/choiceWords.ts';
import type { Chart, Explorer } from '../../../src/shared/explorer.ts';
import type { Format } from '../../../src/shared/format.ts';
import { type BucketState, bucketStates } from './bucketState.ts';
import { dollarsOf, runningLayer, runningMoney, runningSums } from './cumulative.ts';
import { type Layer, layerOfSeries, layersOf, sumLayers } from './layers.ts';
import type { SeriesColors } from './seriesColors.ts';

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
  /** The previous period as it is drawn, aligned with the buckets; null where there is none or one series is alone. */
  readonly previous: Float64Array | null;
  /** Exact figures of the previous period by bucket: money in millionths of a cent. */
  readonly previousExact: BigInt64Array | Float64Array | null;
  /** Basis of the previous period as a whole. */
  readonly previousBasis: Basis;
  readonly previousName: string;
  /** Sum of all layers by bucket, where lines stand beside the previous period, which is of all; null elsewhere. */
  readonly total: Pick<Layer, 'values' | 'bases'> | null;
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
    const { explorer, charted, slots, isolated, shape, format } = shown;
    // Colours depend on the answer and its charted series.
    const isSame = last?.shown.explorer === explorer && charted.join() === last.shown.charted.join();
    const all = isSame && last ? last.all : layersOf(explorer.chart, charted, slots);
    last = { shown, all };
    const alone = isolated === null ? null : layerOfSeries(explorer.chart, isolated, all, slots);
    const layers = alone ? [alone] : all;
    const isCumulative = shape === 'cumulative';
    const states = bucketStates(explorer.chart);
    const earlier = alone || shape === 'heat' ? null : previousValues(explorer, isCumulative);
    // Buckets in the future have nothing to compare yet.
    const previous = earlier?.map((value, bucket) => (states[bucket] === 'ahead' ? Number.NaN : value)) ?? null;
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
      allRunning: isCumulative ? all.map(runningLayer) : [],
      previous,
      previousExact: previous && explorer.previousByBucket,
      previousBasis: explorer.previousBasis,
      previousName: capital(previousWords(explorer.choice.range)),
      total: previous && shape === 'lines' && all.length > 1 ? sumLayers(all) : null,
    };
  };
}

/** Figures of the previous period as they are drawn. Shares cannot be summed, so they have no running total. */
function previousValues({ previousByBucket, chart }: Explorer, isCumulative: boolean): Float64Array | null {
  if (previousByBucket instanceof BigInt64Array) {
    return dollarsOf(isCumulative ? runningMoney(previousByBucket) : previousByBucket);
  }
  if (!previousByBucket) return null;
  if (chart.kind === 'share') return isCumulative ? null : previousByBucket;
  return isCumulative ? runningSums(previousByBucket) : previousByBucket;
}
