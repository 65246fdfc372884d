import type { ChartOptions } from 'chart.js';
import { highestOf, lowestOf } from '../model/domain.ts';
import type { ChartTheme } from './chartTheme.ts';
import type { Drawing } from './drawing.ts';

type Scales = NonNullable<ChartOptions<'layers'>['scales']>;

/** Options of chart.js for a drawing. Nothing is animated, and the page itself looks after the pointer. */
export function plotOptions(drawing: Drawing, theme: ChartTheme): ChartOptions<'layers'> {
  const font = { family: theme.fontFamily, size: Math.max(11, theme.fontSize - 2) };
  const nameWidth = font.size * 0.62 * drawing.nameLength;
  const room = (width: number) => width / (nameWidth + 10);
  let names = new Map<number, string>();
  const x: Scales['x'] = {
    type: 'category',
    offset: true,
    grid: { display: false },
    border: { color: theme.line, display: drawing.rows === null },
    ticks: {
      color: theme.muted,
      font,
      maxRotation: 0,
      autoSkip: false,
      callback: (value) => names.get(Number(value)) ?? '',
    },
    afterBuildTicks: (axis) => {
      const named = drawing.columnNames(room(axis.chart.width));
      names = new Map(named.map(({ index, name }) => [index, name]));
      axis.ticks = named.map(({ index }) => ({ value: index }));
    },
    // The room that a name of the last bucket would take is kept, named or not: else the bars move when it is.
    afterFit: (axis) => {
      axis.paddingRight = Math.ceil(Math.max(0, (nameWidth - axis.width / drawing.columns) / 2));
    },
  };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    scales: { x, y: drawing.rows ? rowAxis(drawing.rows, theme, font) : valueAxis(drawing, theme, font) },
  };
}

type Font = { readonly family: string; readonly size: number };

function rowAxis(rows: readonly string[], theme: ChartTheme, font: Font): Scales['y'] {
  return {
    type: 'category',
    labels: [...rows],
    offset: true,
    grid: { display: false },
    border: { display: false },
    ticks: { color: theme.muted, font, autoSkip: false },
  };
}

function valueAxis(drawing: Drawing, theme: ChartTheme, font: Font): Scales['y'] {
  return {
    type: 'linear',
    ...lowestOf(drawing.domain),
    ...highestOf(drawing.domain),
    border: { display: false, dash: theme.highContrast ? [1, 4] : [] },
    // Where figures are on both sides of it, zero differs from the other lines.
    grid: { color: ({ tick }) => (tick.value === 0 && drawing.domain.min < 0 ? theme.muted : theme.line) },
    ticks: {
      color: theme.muted,
      font,
      includeBounds: false,
      maxTicksLimit: drawing.mostTicks,
      callback: (value) => drawing.valueName(Number(value)),
    },
  };
}
