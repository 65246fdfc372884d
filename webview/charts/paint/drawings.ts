import { capital } from '../../../src/shared/capital.ts';
import type { Format } from '../../../src/shared/format.ts';
import { outlookBudgetText } from '../../../src/shared/outlook.ts';
import { HOURS, hourName } from '../../../src/shared/weekHours.ts';
import { axisNames, weekdayNames } from '../../text/axisNames.ts';
import type { ExplorerChartModel } from '../model/chartModel.ts';
import { type Domain, domainOf, stackedDomain } from '../model/domain.ts';
import { heatCells, WEEKDAYS } from '../model/heatMap.ts';
import type { Layer } from '../model/layers.ts';
import type { Drawing } from './drawing.ts';
import { paintAreas } from './paintAreas.ts';
import { paintAxisMarks } from './paintAxisMarks.ts';
import { DENSE, paintBars } from './paintBars.ts';
import type { PaintContext } from './paintContext.ts';
import { paintDashed, type Run } from './paintDashed.ts';
import { paintHeatMap } from './paintHeatMap.ts';
import { type PlottedLine, paintLines } from './paintLines.ts';
import { paintOutlook } from './paintOutlook.ts';

/** Makes the drawing of the explorer's chart. */
export function drawingOf(model: ExplorerChartModel): Drawing {
  if (model.shape === 'heat') return heatDrawing(model);
  const { chart, layers, running, states, previous, shape, format, total, marks, outlook } = model;
  const isStacked = chart.kind !== 'share';
  const drawn = shape === 'cumulative' ? running : layers;
  const line = previous?.line ?? null;
  const over = [line, total?.values ?? null, outlook && Float64Array.of(outlook.top)];
  const isSum = isStacked && shape !== 'lines';
  const domain = isSum ? stackedDomain(drawn, over) : domainOf([...drawn.map(({ values }) => values), ...over]);
  const isMarked = (bucket: number) => chart.buckets[bucket]?.restated !== undefined;
  const run = RUNS[isSum ? shape : 'lines'];
  return {
    columns: chart.buckets.length,
    rows: null,
    domain: isStacked ? domain : SHARES,
    columnNames: axisNames(chart, format),
    nameLength: chart.unit === 'month' ? 10 : 7,
    // Without figures a scale would make some up.
    valueName: layers.length > 0 || line || outlook ? valueName(chart.kind, format) : () => '',
    mostTicks: 7,
    states,
    paint: (context) => {
      if (!isSum) paintLines(context, linesOf(context, drawn, total), states);
      else if (shape === 'bars') paintBars(context, layers, { isMarked });
      else paintAreas(context, running, layers, states);
      if (line) paintPrevious(context, line, run);
      if (outlook)
        paintOutlook(context, outlook, outlook.budget ? capital(outlookBudgetText(outlook.budget, format)) : '');
      paintAxisMarks(context, marks);
    },
  };
}

const SHARES: Domain = { min: 0, max: 1 };
const RUNS: Readonly<Record<'bars' | 'lines' | 'cumulative', Run>> = {
  bars: 'levels',
  lines: 'middles',
  cumulative: 'ends',
};

function valueName(kind: ExplorerChartModel['chart']['kind'], format: Format): (value: number) => string {
  return { cost: format.dollars, count: format.compact, share: format.percent }[kind];
}

function linesOf({ inks }: PaintContext, layers: readonly Layer[], total: ExplorerChartModel['total']): PlottedLine[] {
  const lines = layers.map(({ slot, values, bases }) => ({ colour: inks.solid(slot), values, bases }));
  return total ? [...lines, { colour: inks.theme.foreground, ...total }] : lines;
}

function paintPrevious(context: PaintContext, values: Float64Array, wished: Run): void {
  const { theme } = context.inks;
  const run = wished === 'levels' && context.band < 2 * DENSE ? 'middles' : wished;
  // Over colours a line needs some of the page around it to be seen.
  const halo = run === 'middles' ? null : theme.background;
  paintDashed(context, values, run, { colour: theme.foreground, dash: [2, 3], width: 1.5, halo });
}

function heatDrawing({ explorer, format, chart }: ExplorerChartModel): Drawing {
  const cells = heatCells(explorer);
  return {
    columns: HOURS,
    rows: weekdayNames(format, chart.zone),
    domain: { min: 0, max: WEEKDAYS - 1 },
    columnNames: (room) => {
      const step = [1, 2, 3, 6, 12].find((hours) => HOURS / hours <= room) ?? HOURS;
      return Array.from({ length: HOURS / step }, (_, at) => ({ index: at * step, name: hourName(at * step) }));
    },
    nameLength: 5,
    valueName: () => '',
    mostTicks: WEEKDAYS,
    states: [],
    paint: (context) => paintHeatMap(context, cells),
  };
}
