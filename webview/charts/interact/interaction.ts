import { BASIS_WORDS } from '../../../src/shared/basis.ts';
import { capital } from '../../../src/shared/capital.ts';
import { UNIT_WORDS } from '../../../src/shared/choiceWords.ts';
import { UNKNOWN, unpricedText } from '../../../src/shared/cost.ts';
import { forecastRangeText, roundText } from '../../../src/shared/forecastText.ts';
import { markText } from '../../../src/shared/marks.ts';
import { outlookBudgetText } from '../../../src/shared/outlook.ts';
import { restatedText } from '../../../src/shared/restatedText.ts';
import * as terms from '../../../src/shared/terms.ts';
import { HOURS, hourName } from '../../../src/shared/weekHours.ts';
import type { Actions } from '../../actions.ts';
import { bucketTitle, spanTitle, weekdayNames } from '../../text/axisNames.ts';
import { bucketFigures, type FigureRow } from '../describe/bucketFigures.ts';
import { heatFigures, heatTitle } from '../describe/heatFigures.ts';
import type { ChartModel, ExplorerChartModel } from '../model/chartModel.ts';
import { WEEKDAYS } from '../model/heatMap.ts';
import { budgetShareText } from '../model/outlookModel.ts';
import { drillDown, zoomTo } from './drillDown.ts';
import type { TooltipText } from './tooltip.ts';

/** Hit-testing and drill-down of a chart: what its cells say, and where they lead. */
export interface Interaction {
  readonly count: number;
  /** Cell where a reader who comes by keyboard begins. */
  readonly first: number;
  readonly tooltip: (cell: number) => TooltipText | null;
  /** Label of a range of cells while it is selected; null where a chart cannot be zoomed. */
  readonly zoomLabel: ((from: number, to: number) => string | null) | null;
  readonly canEnter: (cell: number) => boolean;
  readonly enter: (cell: number) => void;
  /** False for what is ahead: nothing of it can have changed. */
  readonly canExplain: (cell: number) => boolean;
  /** Shows what has changed in a cell since the previous period; null where nothing is compared. */
  readonly explain: ((cell: number) => void) | null;
  readonly zoom: (from: number, to: number) => void;
}

/** Makes the interaction of the explorer's chart. */
export function interactionOf(model: ExplorerChartModel, actions: Pick<Actions, 'drill' | 'explain'>): Interaction {
  if (model.shape === 'heat') return heatInteraction(model);
  const { chart, states, format } = model;
  const { buckets, unit, zone } = chart;
  const isAhead = (bucket: number) => states[bucket] === 'ahead';
  const newest = states.findLastIndex((state) => state !== 'ahead');
  const zoom = (from: number, to: number) => zoomTo(buckets, Math.min(from, newest), Math.min(to, newest), unit, zone);
  return {
    count: model.outlook?.forecast ? buckets.length : newest + 1,
    first: Math.max(0, newest),
    tooltip: (bucket) => (isAhead(bucket) ? forecastTooltip(model) : bucketTooltip(model, bucket)),
    zoomLabel: (from, to) => {
      const first = buckets[Math.min(from, to)];
      const last = buckets[Math.min(newest, Math.max(from, to))];
      if (!first || !last || !zoom(from, to)) return null;
      const count = Math.min(newest, Math.max(from, to)) - Math.min(from, to) + 1;
      return `Zoom to ${count} ${UNIT_WORDS[unit]}s: ${spanTitle({ start: first.start, end: last.end }, unit, format)}`;
    },
    canEnter: (bucket) => unit !== 'minute' && !isAhead(bucket) && buckets[bucket] !== undefined,
    enter: (bucket) => {
      const inside = buckets[bucket] && drillDown(buckets[bucket], unit, zone);
      if (inside) actions.drill(inside);
    },
    canExplain: (bucket) => !isAhead(bucket),
    explain: (bucket) => {
      const to = buckets[bucket];
      const from = model.shape === 'cumulative' ? buckets[0] : to;
      if (!from || !to || isAhead(bucket)) return;
      actions.explain({ choice: model.explorer.choice, bucket: { start: from.start, end: to.end } });
    },
    zoom: (from, to) => {
      const range = zoom(from, to);
      if (range) actions.drill(range);
    },
  };
}

/** Tells a screen reader what the keys do. */
export function keysText({ zoomLabel, count, canEnter, first, explain }: Interaction): string {
  if (count === 0) return '';
  const read = 'Arrow keys move from figure to figure.';
  if (!zoomLabel) return read;
  const deeper = canEnter(first) ? ' Enter zooms in.' : '';
  const why = explain ? ' W shows what changed.' : '';
  return `${read}${deeper}${why} Shift and the arrow keys select a range; Enter zooms to it.`;
}

/** Tooltip of a bucket; null where the chart has no such bucket. */
export function bucketTooltip(model: ChartModel, bucket: number): TooltipText | null {
  const { chart, states, format, shape } = model;
  const at = chart.buckets[bucket];
  if (!at) return null;
  const { restated } = at;
  const figures = bucketFigures(model, bucket);
  const isRunning = shape === 'cumulative';
  const rows = figures.rows.toSorted(byHeight(bucket));
  const title = [
    `${isRunning ? 'To ' : ''}${bucketTitle(at, chart.unit, format)}`,
    ...(at.running ? [terms.SO_FAR] : []),
    ...(states[bucket] === 'unknown' ? [BASIS_WORDS.none] : chart.kind === 'cost' ? [BASIS_WORDS[figures.basis]] : []),
  ].join(', ');
  const { previous } = figures;
  return {
    title,
    rows: rows.map(({ layer, text, share }) => ({ slot: layer.slot, name: layer.name, text, share })),
    foot: [
      ...(figures.total === UNKNOWN
        ? []
        : [{ name: chart.kind === 'share' ? terms.ALL : terms.TOTAL, text: figures.total, share: '' }]),
      ...(previous ? [{ name: previous.name, text: previous.text, share: previous.change }] : []),
      ...budgetFoot(model, bucket),
    ],
    notes: [
      ...(figures.unpricedTokens > 0 ? [unpricedText(format, figures.unpricedTokens)] : []),
      ...(restated ? [restatedText(restated, format)] : []),
      ...(model.marks[bucket] ?? []).map(markText),
    ],
  };
}

/** The budget of a running total, and the share of it that is used up to a bucket. */
function budgetFoot({ outlook, allRunning, format }: ChartModel, bucket: number): TooltipText['foot'] {
  if (!outlook?.budget) return [];
  const spent = allRunning.reduce((sum, { values }) => sum + (values[bucket] ?? 0), 0);
  const share = budgetShareText(spent, outlook.budget, format);
  return [{ name: capital(outlookBudgetText(outlook.budget, format)), text: share, share: '' }];
}

/** Tooltip of days that are ahead; null where nothing is forecast. */
function forecastTooltip({ outlook, chart, format }: ChartModel): TooltipText | null {
  const last = chart.buckets.at(-1);
  if (!outlook?.forecast || !last) return null;
  const { forecast, budget } = outlook;
  const { middle, range } = forecast;
  return {
    title: `To ${bucketTitle(last, chart.unit, format)}, ${range ? 'forecast' : 'run rate'}`,
    rows: [],
    foot: [
      { name: range ? 'Middle' : terms.TOTAL, text: roundText(middle, format), share: '' },
      ...(range ? [{ name: '80% range', text: forecastRangeText(range, format), share: '' }] : []),
      ...(budget ? [{ name: capital(outlookBudgetText(budget, format)), text: '', share: '' }] : []),
    ],
    notes: [],
  };
}

/** The dearest of the bucket first. */
const byHeight = (bucket: number) => (a: FigureRow, b: FigureRow) =>
  (b.layer.values[bucket] ?? 0) - (a.layer.values[bucket] ?? 0);

function heatInteraction(model: ExplorerChartModel): Interaction {
  const weekdays = weekdayNames(model.format, model.chart.zone);
  return {
    count: WEEKDAYS * HOURS,
    first: 0,
    tooltip: (cell) => {
      const { average, sum } = heatFigures(model, cell);
      const rows = [
        { name: 'Average', text: average, share: '' },
        ...(sum === '' ? [] : [{ name: 'Overall', text: sum, share: '' }]),
      ];
      return { title: heatTitle(cell, weekdays, hourName), rows, foot: [], notes: [] };
    },
    zoomLabel: null,
    canEnter: () => false,
    enter: () => {},
    canExplain: () => false,
    explain: null,
    zoom: () => {},
  };
}
