import { escapeHtml } from '../../../export/escapeHtml.ts';
import type { Format } from '../../../shared/format.ts';
import type { Column } from '../../../shared/tables/table.ts';
import type { ReportChart } from '../../chart.ts';
import { type ChartedPart, type ChartedRow, type ChartFigures, joined } from './chartFigures.ts';
import { type NiceScale, niceScale } from './niceScale.ts';
import { percent } from './rankedBars.ts';

/** Pixels: room above the plot, the plot, and the names of its columns below. */
const TOP = 8;
const HEIGHT = 180;
const BELOW = 20;
/** Names below the plot: at most so many, and on a narrow page the first and the last alone. */
const MOST_NAMES = 7;
/** Pixels that the plot has where there are more than two names, that a character takes, and between names. */
const [NARROW, CHARACTER, GAP] = [400, 6.5, 16] as const;
/** Two names longer than that have no room on a narrow page. */
const MOST_CHARACTERS = 13;

type Shape = Pick<ReportChart, 'title' | 'shape'>;

/**
 * Columns or a line from left to right, as SVG that is as wide as its page: across it all is in percent, so that texts keep
 * their size.
 */
export function overTime({ title, shape }: Shape, figures: ChartFigures, format: Format): string {
  const rows = shape === 'runningTotal' ? summedUp(figures.rows, figures.columns[0], format) : figures.rows;
  if (rows.every(({ parts, value }) => parts.length === 0 || value === 0)) return '';
  const scale = niceScale(rows.flatMap(extremesOf));
  const y = (value: number) => TOP + ((scale.max - value) / (scale.max - scale.min)) * HEIGHT;
  const lines = scale.ticks.map(
    (tick) => `<line class="${tick === 0 ? 'axis' : 'grid'}" x2="100%" y1="${px(y(tick))}" y2="${px(y(tick))}"/>`,
  );
  const drawn =
    shape === 'runningTotal' ? line(rows, y) : rows.map((row, at) => column(row, at, rows.length, y, figures));
  const [full, axisWidth] = [TOP + HEIGHT + BELOW, axisWidthOf(scale, figures, format)];
  const names = scale.ticks.map(
    (tick) => `<text x="${axisWidth - 8}" y="${px(y(tick) + 4)}">${escapeHtml(tickText(tick, figures, format))}</text>`,
  );
  return `<div class="plot"><svg class="y-axis" aria-hidden="true" width="${axisWidth}" height="${full}">${names.join('')}</svg><svg class="over-time" role="img" aria-label="${escapeHtml(description(title, rows))}" height="${full}">${lines.join('')}${drawn.join('')}${columnNames(rows)}</svg></div>`;
}

/** Positive parts are stacked above zero and negative ones below it. */
function extremesOf({ parts }: ChartedRow): number[] {
  const sum = (sign: number) => parts.reduce((all, { value }) => (value * sign > 0 ? all + value : all), 0);
  return [sum(1), sum(-1)];
}

/** Each row with all before it; one that nothing is known of stays so. */
function summedUp(rows: readonly ChartedRow[], column: Column | undefined, format: Format): ChartedRow[] {
  let soFar: ChartedPart | null = null;
  return rows.map(({ label, parts }) => {
    soFar = joined(soFar ? [soFar, ...parts] : parts, column, format);
    const { value, text } = soFar ?? { value: 0, text: '' };
    return { label, value, text, parts: soFar && parts.length > 0 ? [soFar] : [] };
  });
}

function column(
  { label, parts, text }: ChartedRow,
  at: number,
  count: number,
  y: (value: number) => number,
  { series }: ChartFigures,
): string {
  const [left, width] = [(at + 0.1) / count, 0.8 / count];
  let [above, below] = [0, 0];
  const rects = parts.map((part) => {
    // Of a zero there is nothing to see, and minutes have many.
    if (part.value === 0) return '';
    const from = part.value < 0 ? below : above;
    const to = from + part.value;
    if (part.value < 0) below = to;
    else above = to;
    const { title, slot } = series[part.series] ?? { title: '', slot: null };
    const name = series.length > 1 ? `${label}, ${title}: ${part.text}` : `${label}: ${text}`;
    const [top, bottom] = [y(Math.max(from, to)), y(Math.min(from, to))];
    const marks = `mark ${slot === null ? 'so' : `s${slot}`}${part.isEstimated ? ' e' : ''}`;
    return `<rect class="${marks}" x="${percent(left)}" width="${percent(width)}" y="${px(top)}" height="${px(bottom - top)}"><title>${escapeHtml(name)}</title></rect>`;
  });
  return rects.join('');
}

/** Pieces of a line from row to row, broken where nothing is known. */
function line(rows: readonly ChartedRow[], y: (value: number) => number): string[] {
  const x = (at: number) => percent((at + 0.5) / rows.length);
  return rows.map((row, at) => {
    const before = rows[at - 1];
    const [part] = row.parts;
    if (!part) return '';
    const point = `<circle class="mark s0" cx="${x(at)}" cy="${px(y(row.value))}" r="2.5"><title>${escapeHtml(`${row.label}: ${row.text}`)}</title></circle>`;
    if (!before?.parts[0]) return point;
    const ends = `x1="${x(at - 1)}" y1="${px(y(before.value))}" x2="${x(at)}" y2="${px(y(row.value))}"`;
    return `<line class="line s0${part.isEstimated ? ' e' : ''}" ${ends}/>${point}`;
  });
}

/** Names of some columns, evenly spread; the first and the last stay within the plot. */
function columnNames(rows: readonly ChartedRow[]): string {
  const longest = Math.max(...rows.map(({ label }) => axisName(label).length));
  const room = Math.floor(NARROW / (longest * CHARACTER + GAP));
  const count = Math.min(MOST_NAMES, Math.max(2, room), rows.length);
  const spread = Array.from({ length: count }, (_, at) =>
    Math.round((at * (rows.length - 1)) / Math.max(1, count - 1)),
  );
  const named = [...new Set(spread)];
  return named
    .map((at) => {
      const isFirst = at === 0;
      const isLast = at === rows.length - 1;
      const anchor = isFirst && rows.length > 1 ? 'first' : isLast && rows.length > 1 ? 'last' : 'mid';
      const x = anchor === 'first' ? 0 : anchor === 'last' ? 1 : (at + 0.5) / rows.length;
      const name = axisName(rows[at]?.label ?? '');
      const isLong = name.length > MOST_CHARACTERS;
      return `<text class="${anchor}${isLong ? ' long' : ''}" x="${percent(x)}" y="${TOP + HEIGHT + BELOW - 5}">${escapeHtml(name)}</text>`;
    })
    .join('');
}

/** A day without its weekday and its year: `Nov 22` of `Sun, Nov 22, 2026`. */
function axisName(label: string): string {
  return label.replace(/^\p{L}{2,4}, (?=.*\d)/u, '').replace(/, \d{4}$/, '');
}

/** `Cost by day: 30 columns, from Nov 1 to Nov 30. The highest is $1,234.56, Nov 12.` */
function description(title: string, rows: readonly ChartedRow[]): string {
  const known = rows.filter(({ parts }) => parts.length > 0);
  const highest = known.reduce<ChartedRow | undefined>(
    (most, row) => (!most || row.value > most.value ? row : most),
    undefined,
  );
  const [first, last] = [rows[0]?.label ?? '', rows.at(-1)?.label ?? ''];
  const what = rows.length === 1 ? first : `${rows.length} values, from ${first} to ${last}`;
  return `${title}: ${what}. The highest is ${highest?.text}, ${highest?.label}.`;
}

function tickText(value: number, { columns: [column] }: Pick<ChartFigures, 'columns'>, format: Format): string {
  const kind = column?.kind;
  if (kind === 'money' || kind === 'rate') return format.dollars(value);
  return kind === 'share' || kind === 'change' ? format.percent(value) : format.compact(value);
}

/** Pixels for the longest name of a tick, at most 7 for a character. */
function axisWidthOf({ ticks }: NiceScale, figures: Pick<ChartFigures, 'columns'>, format: Format): number {
  return 12 + 7 * Math.max(...ticks.map((tick) => tickText(tick, figures, format).length));
}

function px(value: number): string {
  return String(Number(value.toFixed(1)));
}
