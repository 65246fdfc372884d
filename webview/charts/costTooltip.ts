import type { ChartOptions, TooltipItem } from 'chart.js';
import { BASIS_WORDS, bucketName, centsText } from '../words.ts';
import type { ChartTheme } from './chartTheme.ts';
import type { CostDrawn } from './costChart.ts';

type TooltipOptions = NonNullable<NonNullable<ChartOptions<'bar'>['plugins']>['tooltip']>;

/** What hovering over a bucket says: its figures as the table prints them. */
export function costTooltip(
  drawn: CostDrawn,
  theme: ChartTheme,
  font: { family: string; size: number },
): TooltipOptions {
  const { chart, format, layers, figures } = drawn;
  const rowAt = (index: number) => figures().rows.find(({ start }) => start === chart.buckets[index]?.start);
  const idAt = (column: number) => figures().series[column]?.id ?? '';
  const rowOf = (items: readonly TooltipItem<'bar'>[]) => rowAt(items[0]?.dataIndex ?? -1);
  return {
    backgroundColor: theme.hoverBackground,
    borderColor: theme.hoverBorder,
    borderWidth: 1,
    titleColor: theme.hoverForeground,
    bodyColor: theme.hoverForeground,
    footerColor: theme.hoverForeground,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
    footerFont: { ...font, weight: 600 },
    padding: 10,
    cornerRadius: 4,
    caretSize: 0,
    boxPadding: 5,
    multiKeyBackground: theme.hoverBackground,
    filter: ({ dataIndex, datasetIndex }) => (layers[datasetIndex]?.amounts[dataIndex] ?? 0n) !== 0n,
    itemSort: (a, b) => b.datasetIndex - a.datasetIndex,
    callbacks: {
      title: (items) => {
        const row = rowOf(items);
        if (!row) return '';
        return `${bucketName(format, chart, row.start)}${row.running ? ', so far' : ''}, ${BASIS_WORDS[row.basis]}`;
      },
      label: ({ dataIndex, datasetIndex }) => {
        const layer = layers[datasetIndex];
        const cells = rowAt(dataIndex)?.cells ?? [];
        const cents = cells.reduce((sum, cell, at) => (layer?.ids.includes(idAt(at)) ? sum + cell.cents : sum), 0n);
        const exact = layer?.amounts[dataIndex] ?? 0n;
        return `${layer?.name ?? ''}  ${centsText(format, { exact, cents, basis: layer?.bases[dataIndex] ?? 'none' })}`;
      },
      footer: (items) => {
        const row = rowOf(items);
        return row ? `Total  ${centsText(format, row)}` : '';
      },
    },
  };
}
