import { escapeHtml } from '../../../export/escapeHtml.ts';
import type { Format } from '../../../shared/format.ts';
import type { Column } from '../../../shared/tables/table.ts';
import type { ReportChart } from '../../chart.ts';
import { type ChartedRow, type ChartFigures, sumOfParts } from './chartFigures.ts';

/** Most bars; what is beyond is one bar more where it can be added up. */
const MOST_BARS = 10;
const HEIGHT = 10;

/** A list of bars, the largest first: a name, its bar as SVG, its figure. The list itself is the text alternative. */
export function rankedBars(chart: ReportChart, figures: ChartFigures, format: Format): string {
  const { rows, folded } = figures;
  const [column] = figures.columns;
  const isDrawn = ({ parts, value }: ChartedRow) => parts.length > 0 && (value !== 0 || chart.limit !== undefined);
  if (!rows.some(isDrawn)) return '';
  const own = folded === 0 ? rows : rows.slice(0, -1);
  const ranked = own.filter(isDrawn).toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const isCut = folded > 0 || ranked.length > MOST_BARS + 1;
  const shown = isCut ? ranked.slice(0, MOST_BARS) : ranked;
  const others = [...ranked.slice(shown.length), ...rows.slice(own.length)];
  const count = ranked.length - shown.length + folded;
  const isSummed = column?.kind === 'money' || column?.kind === 'count';
  const bars = count > 0 && isSummed ? [...shown, othersOf(others, count, column, format)] : shown;
  const scale = scaleOf(bars, chart.limit);
  const items = bars.map((row, at) => item(row, scale, at === shown.length));
  const rest = count > 0 && !isSummed ? `<p class="muted">And ${format.count(count)} more in the table.</p>` : '';
  return `<ol class="ranked">${items.join('')}</ol>${rest}`;
}

function othersOf(
  others: readonly ChartedRow[],
  count: number,
  column: Column | undefined,
  format: Format,
): ChartedRow {
  const parts = others.flatMap((row) => row.parts);
  return { label: `${format.count(count)} others`, parts, ...sumOfParts(parts, column, format) };
}

interface Scale {
  /** Where zero is, as a fraction of the width. */
  readonly zero: number;
  readonly widthOf: (value: number) => number;
  readonly limit: number | null;
}

function scaleOf(rows: readonly ChartedRow[], limit = 0): Scale {
  const values = [limit, ...rows.map(({ value }) => value)];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  return {
    zero: -low / span,
    widthOf: (value) => Math.abs(value) / span,
    limit: limit > 0 ? limit : null,
  };
}

function item({ label, value, text }: ChartedRow, { zero, widthOf, limit }: Scale, isRest: boolean): string {
  const width = widthOf(value);
  const from = value < 0 ? zero - width : zero;
  const color = isRest ? 'so' : limit !== null && value > limit ? 's4' : value < 0 ? 's2' : zero > 0 ? 's1' : 's0';
  const track = limit === null ? '' : `<rect class="track" width="${percent(widthOf(limit))}" height="${HEIGHT}"/>`;
  const bar = `<rect class="mark ${color}" x="${percent(from)}" width="${percent(width)}" height="${HEIGHT}"/>`;
  const line = zero > 0 ? `<line class="axis" x1="${percent(zero)}" x2="${percent(zero)}" y2="${HEIGHT}"/>` : '';
  const name = escapeHtml(label);
  return `<li><span class="name" title="${name}">${name}</span><svg aria-hidden="true" height="${HEIGHT}">${track}${bar}${line}</svg><span class="figure">${escapeHtml(text)}</span></li>`;
}

export function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(3))}%`;
}
