import { escapeHtml } from '../../../export/escapeHtml.ts';
import type { Format } from '../../../shared/format.ts';
import type { ReportChart } from '../../chart.ts';
import { type ChartFigures, chartFigures } from './chartFigures.ts';
import { overTime } from './overTime.ts';
import { rankedBars } from './rankedBars.ts';

/** A chart as HTML with SVG in it, without styles; `''` where it has nothing to draw. */
export function chartHtml(chart: ReportChart, format: Format): string {
  const figures = chartFigures(chart, format);
  const drawn = chart.shape === 'ranked' ? rankedBars(chart, figures, format) : overTime(chart, figures, format);
  if (drawn === '') return '';
  return `<figure><figcaption>${escapeHtml(chart.title)}</figcaption>${chart.shape === 'ranked' ? '' : legend(figures)}${drawn}</figure>`;
}

/** Names of stacked series, and what pale colours are. */
function legend({ series, rows }: ChartFigures): string {
  const drawn = new Set(rows.flatMap(({ parts }) => parts.map((part) => part.series)));
  const named = series.length > 1 ? series.filter((_, at) => drawn.has(at)) : [];
  const entries = named.map(({ title, slot }) => swatch(slot === null ? 'so' : `s${slot}`, title));
  if (rows.some(({ parts }) => parts.some(({ isEstimated }) => isEstimated))) {
    entries.push(swatch('so e', 'Estimated, at least in part'));
  }
  return entries.length === 0 ? '' : `<ul class="legend">${entries.join('')}</ul>`;
}

function swatch(marks: string, name: string): string {
  const square = `<svg aria-hidden="true" width="10" height="10"><rect class="mark ${marks}" x="0.5" y="0.5" width="9" height="9"/></svg>`;
  return `<li>${square}${escapeHtml(name)}</li>`;
}
