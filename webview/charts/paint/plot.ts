import { BarElement, CategoryScale, Chart, LinearScale, type Plugin } from 'chart.js';
import { type BucketState, unknownSpans } from '../model/bucketState.ts';
import { type ChartTheme, onThemeChange, readChartTheme } from './chartTheme.ts';
import type { Drawing } from './drawing.ts';
import { layersController } from './layersController.ts';
import { type Inks, inksOf } from './paintContext.ts';
import { plotOptions } from './plotOptions.ts';

/** Pixels from the canvas's corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Plot {
  draw(drawing: Drawing): void;
  /** The cell under a point of the canvas, or if clamped the one nearest to it; null beside the plot. */
  cellAt(x: number, y: number, isClamped: boolean): number | null;
  boxOf(cell: number): Box | null;
}

// The parts of chart.js that the page uses; the bundle carries no others.
Chart.register(BarElement, CategoryScale, LinearScale, layersController);

/**
 * Draws on a canvas with one chart for all drawings, again when the theme changes, and not while the page is hidden.
 * `laidOut` hears that boxes may have moved; once it is `gone` from the page, nothing of it is left.
 */
export function createPlot(canvas: HTMLCanvasElement, laidOut: () => void, gone: AbortSignal): Plot {
  let drawing: Drawing | undefined;
  let inks: Inks | undefined;
  let chart: Chart<'layers', number[], string> | undefined;
  let isStale = false;

  const draw = () => {
    if (!drawing || gone.aborted) return;
    isStale = document.visibilityState === 'hidden';
    if (isStale) return;
    inks ??= inksOf(readChartTheme());
    const { theme } = inks;
    const data = {
      labels: new Array<string>(drawing.columns).fill(''),
      datasets: [{ data: [], drawing, inks, clip: false as const }],
    };
    const options = plotOptions(drawing, theme);
    if (chart) {
      chart.data = data;
      chart.options = options;
      chart.update('none');
    } else {
      const plugins = [
        unknownBuckets(
          () => drawing?.states ?? [],
          () => inks?.theme ?? theme,
        ),
        { id: 'laidOut', afterLayout: laidOut },
      ];
      chart = new Chart<'layers', number[], string>(canvas, { type: 'layers', data, options, plugins });
    }
  };

  const redraw = () => {
    inks = undefined;
    draw();
  };
  onThemeChange(redraw, gone);
  const catchUp = () => {
    if (isStale) draw();
  };
  document.addEventListener('visibilitychange', catchUp, { signal: gone });
  gone.addEventListener('abort', () => chart?.destroy());

  const cellSize = () => {
    if (!chart || !drawing) return null;
    const { left, top, width, height } = chart.chartArea;
    const rows = drawing.rows?.length ?? 1;
    return { left, top, rows, columns: drawing.columns, width: width / drawing.columns, height: height / rows };
  };
  return {
    draw: (next) => {
      drawing = next;
      draw();
    },
    cellAt: (x, y, isClamped) => {
      const size = cellSize();
      if (!size || size.columns === 0) return null;
      const column = Math.floor((x - size.left) / size.width);
      const row = Math.floor((y - size.top) / size.height);
      const [nearestColumn, nearestRow] = [clamp(column, size.columns), clamp(row, size.rows)];
      const isInside = column === nearestColumn && row === nearestRow;
      return isInside || isClamped ? nearestRow * size.columns + nearestColumn : null;
    },
    boxOf: (cell) => {
      const size = cellSize();
      if (!size || cell >= size.columns * size.rows) return null;
      const { left, top, columns, width, height } = size;
      return { left: left + (cell % columns) * width, top: top + Math.floor(cell / columns) * height, width, height };
    },
  };
}

const clamp = (index: number, count: number) => Math.max(0, Math.min(count - 1, index));

/** Marks runs of unknown buckets with an empty, dashed field, so that they do not read as zero. */
function unknownBuckets(states: () => readonly BucketState[], theme: () => ChartTheme): Plugin {
  return {
    id: 'unknownBuckets',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const { x: axis } = scales;
      if (!axis || states().length === 0) return;
      const bucket = chartArea.width / states().length;
      ctx.save();
      ctx.strokeStyle = theme().muted;
      ctx.fillStyle = theme().muted;
      ctx.setLineDash([3, 3]);
      for (const [first, last] of unknownSpans(states())) {
        const left = axis.getPixelForValue(first) - bucket * 0.4;
        const width = axis.getPixelForValue(last) + bucket * 0.4 - left;
        ctx.globalAlpha = 0.08;
        ctx.fillRect(left, chartArea.top, width, chartArea.height);
        ctx.globalAlpha = 0.5;
        ctx.strokeRect(left, chartArea.top, width, chartArea.height);
      }
      ctx.restore();
    },
  };
}
