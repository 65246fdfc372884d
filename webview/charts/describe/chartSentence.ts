import { BASES, BASIS_WORDS, type Basis, basisOf } from '../../../src/shared/basis.ts';
import { capital } from '../../../src/shared/capital.ts';
import { SHAPE_WORDS, titleOf, UNIT_WORDS, weekTitleOf } from '../../../src/shared/choiceWords.ts';
import { costText, dollarsText, UNKNOWN, unpricedText } from '../../../src/shared/cost.ts';
import { DIMENSION_WORDS } from '../../../src/shared/dimensions.ts';
import type { Now } from '../../../src/shared/explorer.ts';
import type { Forecast } from '../../../src/shared/forecast.ts';
import { dayAheadText } from '../../../src/shared/forecastText.ts';
import type { Format } from '../../../src/shared/format.ts';
import { markText } from '../../../src/shared/marks.ts';
import { sumOfAmounts } from '../../../src/shared/money.ts';
import { outlookBudgetText, outlookForecastText } from '../../../src/shared/outlook.ts';
import { costFigures } from '../../../src/shared/tables/costFigures.ts';
import { hourName } from '../../../src/shared/weekHours.ts';
import { bucketTitle, weekdayNames } from '../../text/axisNames.ts';
import type { ExplorerChartModel } from '../model/chartModel.ts';
import { heatCells } from '../model/heatMap.ts';
import type { Layer } from '../model/layers.ts';
import { budgetShareText } from '../model/outlookModel.ts';
import { heatFigures, heatTitle } from './heatFigures.ts';

/** Describes a chart to a screen reader: measure, range, total and its basis, the largest series, and what is missing. */
export function explorerSentence(model: ExplorerChartModel): string {
  const { explorer, shape } = model;
  const { measure, by } = explorer.choice;
  if (shape === 'heat') return heatSentence(model);
  const alone = model.isolated === null ? undefined : model.layers[0];
  const unpriced = unpricedOf(model, alone);
  return [
    `${titleOf({ measure, by })}, ${SHAPE_WORDS[shape]} per ${UNIT_WORDS[model.chart.unit]}, ${spanWords(model)}.`,
    ...(alone ? [`Only ${alone.name}.`] : []),
    ...totalWords(model, model.layers, unpriced),
    ...(alone ? [] : dearest(model, DIMENSION_WORDS[by])),
    ...outlookWords(model),
    ...markWords(model),
    ...missing(model, unpriced),
  ].join(' ');
}

/** Names budget and forecast of a running total, with the share that is used. */
function outlookWords({ outlook, chart, format }: ExplorerChartModel): string[] {
  if (!outlook) return [];
  const { budget, forecast, spent } = outlook;
  const last = chart.buckets.at(-1);
  return [
    ...(budget
      ? [capital(`${outlookBudgetText(budget, format)}: ${budgetShareText(spent, budget, format)} used.`)]
      : []),
    ...(forecast && last ? [`By ${format.day(last.end - 1)}, ${outlookForecastText(forecast, format)}.`] : []),
  ];
}

/** Marks that the sentence names; the table has all of them. */
const MOST_MARKS = 3;

/** Names the newest marks of the time axis. */
function markWords({ marks, chart, format }: ExplorerChartModel): string[] {
  const named = marks.flatMap((own, bucket) => {
    const at = chart.buckets[bucket];
    return at ? own.map((mark) => `${bucketTitle(at, chart.unit, format)}: ${markText(mark)}`) : [];
  });
  const others = named.length - MOST_MARKS;
  return named.length === 0
    ? []
    : [`Marked: ${named.slice(-MOST_MARKS).join('; ')}${others > 0 ? `; and ${format.count(others)} more` : ''}.`];
}

/** Describes the heat map, which is of all series also while one is shown alone. */
function heatSentence(model: ExplorerChartModel): string {
  const unpriced = unpricedOf(model);
  return [
    `${weekTitleOf(model.explorer.choice)}, hourly averages by weekday, ${spanWords(model)}.`,
    ...totalWords(model, model.all, unpriced),
    ...greatestHour(model),
    ...missing(model, unpriced),
  ].join(' ');
}

function greatestHour(model: ExplorerChartModel): string[] {
  const { explorer, chart, format } = model;
  const { averages, greatest } = heatCells(explorer);
  if (greatest === 0) return [];
  const cell = averages.indexOf(greatest);
  const title = heatTitle(cell, weekdayNames(format, chart.zone), hourName);
  return [`Highest: ${title}, ${heatFigures(model, cell).average}.`];
}

function spanWords({ chart, states, format }: ExplorerChartModel): string {
  const first = chart.buckets[0];
  const last = chart.buckets[states.findLastIndex((state) => state !== 'ahead')];
  if (!first || !last) return 'an empty range';
  const name = (bucket: typeof first) => bucketTitle(bucket, chart.unit, format);
  const span = first === last ? name(first) : `${name(first)} to ${name(last)}`;
  return `${span}, ${format.zoneName(last.start)}`;
}

/** Sums the exact figures of layers. */
function together(layers: readonly Layer[]) {
  const byBasis = [0n, 0n, 0n, 0n];
  let count = 0;
  let whole = 0;
  for (const { tally } of layers) {
    if (tally.kind === 'cost') {
      for (const [basis, amount] of tally.byBasis.entries()) byBasis[basis] = (byBasis[basis] ?? 0n) + amount;
    } else {
      for (const amount of tally.kind === 'count' ? tally.amounts : tally.parts) count += amount;
      if (tally.kind === 'share') for (const amount of tally.wholes) whole += amount;
    }
  }
  return { byBasis, count, whole };
}

function totalWords(model: ExplorerChartModel, layers: readonly Layer[], unpriced: number): string[] {
  const { chart, states, format } = model;
  if (!states.includes('known')) return [`Total ${UNKNOWN}: nothing is known yet.`];
  const { byBasis, count, whole } = together(layers);
  switch (chart.kind) {
    case 'count':
      return [`Total ${format.count(count)}.`];
    case 'share':
      return [`Overall ${whole > 0 ? format.share(count / whole) : UNKNOWN}.`];
    case 'cost':
      return [
        costTotal(
          byBasis,
          centsByBasis(model, layers),
          basisOf(chart.buckets.map(({ basis }) => basis)),
          unpriced,
          format,
        ),
      ];
  }
}

/** Cents by basis as the table of totals prints them, so that sentence and table agree. */
function centsByBasis({ explorer, all }: ExplorerChartModel, layers: readonly Layer[]): readonly bigint[] {
  const { values, total } = costFigures(explorer);
  const ids = new Set(layers.flatMap(({ series }) => series.map((at) => explorer.chart.series[at]?.id)));
  const isAll = layers.length === all.length;
  const centsOf = (basis: Basis) => {
    if (basis === 'none') return 0n;
    if (isAll) return total.parts[basis].cents;
    return sumOfAmounts(values.filter(({ id }) => ids.has(id)).map(({ parts }) => parts[basis].cents));
  };
  return BASES.map(centsOf);
}

function costTotal(
  byBasis: readonly bigint[],
  cents: readonly bigint[],
  common: Basis,
  unpricedTokens: number,
  format: Format,
): string {
  const parts = BASES.flatMap((basis, code) => {
    const amount = byBasis[code] ?? 0n;
    return amount === 0n ? [] : [{ basis, amount, cents: cents[code] ?? 0n }];
  });
  const total = {
    amount: parts.reduce((sum, { amount }) => sum + amount, 0n),
    cents: parts.reduce((sum, part) => sum + part.cents, 0n),
    basis: basisOf(
      parts.map(({ basis }) => basis),
      common,
    ),
    unpricedTokens,
  };
  const [only] = parts;
  const how =
    parts.length === 1 && only
      ? BASIS_WORDS[only.basis]
      : parts.map((part) => `${costText(format, part)} ${BASIS_WORDS[part.basis]}`).join(', ');
  return `Total ${costText(format, total)}${how === '' ? '' : `, ${how}`}.`;
}

/**
 * Names the three largest series with their shares, and those below zero with their amounts. Rates have no shares, nor has
 * a sum with parts below zero.
 */
function dearest({ chart, all, format }: ExplorerChartModel, by: string): string[] {
  if (chart.kind === 'share' || all.length < 2) return [];
  const sizes = all.map((layer) => {
    const { byBasis, count } = together([layer]);
    return { layer, byBasis, size: Number(byBasis.reduce((sum, amount) => sum + amount, 0n)) + count };
  });
  const taken = sizes.filter(({ size }) => size < 0).sort((a, b) => a.size - b.size);
  const whole = sizes.reduce((sum, { size }) => sum + size, 0);
  const shareOf = (size: number) => (taken.length === 0 ? ` with ${format.share(size / whole)}` : '');
  const named = sizes
    .filter(({ layer, size }) => layer.slot !== null && size > 0)
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ layer, size }) => `${layer.name}${shareOf(size)}`);
  const sentences: string[] = [];
  if (named.length > 0) {
    sentences.push(`Largest by ${by}: ${named.join(', ')}.`);
  }
  if (taken.length > 0) {
    sentences.push(
      `Below zero: ${taken.map(({ layer, byBasis }) => `${layer.name} ${netText(byBasis, format)}`).join(', ')}.`,
    );
  }
  return sentences;
}

function netText(byBasis: readonly bigint[], format: Format): string {
  const bases = BASES.filter((_, code) => byBasis[code] !== 0n);
  return dollarsText(format, { amount: byBasis.reduce((sum, amount) => sum + amount, 0n), basis: basisOf(bases) });
}

function missing({ chart, states, format }: ExplorerChartModel, unpriced: number): string[] {
  const unknown = states.filter((state) => state === 'unknown').length;
  const sentences: string[] = [];
  if (unpriced > 0) sentences.push(`${unpricedText(format, unpriced)}, not in the total.`);
  if (unknown > 0 && states.includes('known')) {
    sentences.push(`${unknown} ${UNIT_WORDS[chart.unit]}${unknown === 1 ? ' is' : 's are'} not known yet.`);
  }
  return sentences;
}

/** Counts tokens without a price, of all series or of one layer. */
function unpricedOf({ chart }: ExplorerChartModel, alone?: Layer): number {
  if (chart.kind !== 'cost') return 0;
  const width = chart.buckets.length;
  const isCounted = (cell: number) => !alone || alone.series.includes(Math.floor(cell / width));
  return chart.unpricedTokens.reduce((sum, count, cell) => (isCounted(cell) ? sum + count : sum), 0);
}

/** Describes the chart of the last hour to a screen reader. */
export function nowSentence(now: Now, forecast: Forecast | null, layers: readonly Layer[], format: Format): string {
  const { chart, perHour } = now;
  const first = chart.buckets[0];
  const last = chart.buckets.at(-1);
  if (!first || !last) return 'Cost by minute: no data yet.';
  const span = `${format.time(first.start)} to ${format.time(last.end)}, ${format.zoneName(last.start)}`;
  const [dearest] = layers;
  return [
    `Cost by minute, stacked by model, ${span}.`,
    `Total for the hour ${costText(format, perHour)}; ${dayAheadText(now, forecast, format)}.`,
    ...(dearest ? [`Largest: ${dearest.name}.`] : []),
  ].join(' ');
}
