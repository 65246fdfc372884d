import type { ChartOptions } from 'chart.js';
import type { ChartTheme } from './chartTheme.ts';
import type { CostDrawn } from './costChart.ts';
import { costTooltip } from './costTooltip.ts';
import { namedBuckets } from './ticks.ts';

/** How the bars are scaled and named. Nothing is animated. */
export function costOptions(drawn: CostDrawn, theme: ChartTheme): ChartOptions<'bar'> {
  const { chart, format, layers } = drawn;
  const font = { family: theme.fontFamily, size: Math.max(11, theme.fontSize - 2) };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: {
        stacked: true,
        grid: { display: false },
        border: { color: theme.line },
        ticks: { color: theme.muted, font, maxRotation: 0, autoSkip: false },
        afterBuildTicks: (axis) => {
          const named = namedBuckets(chart.unit, chart.buckets.length, axis.chart.width, font.size * 5.2);
          axis.ticks = named.map((value) => ({ value }));
        },
      },
      y: {
        stacked: true,
        beginAtZero: true,
        border: { display: false, dash: theme.highContrast ? [1, 4] : [] },
        grid: { color: theme.line, display: layers.length > 0 },
        ticks: {
          color: theme.muted,
          font,
          maxTicksLimit: chart.unit === 'day' ? 8 : 5,
          callback: (value) => (layers.length > 0 ? format.dollars(Number(value)) : ''),
        },
      },
    },
    plugins: { legend: { display: false }, tooltip: costTooltip(drawn, theme, font) },
  };
}
