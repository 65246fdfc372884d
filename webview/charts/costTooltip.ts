import type { ChartOptions, TooltipItem } from 'chart.js';
import { rowsToCents, toCents } from '../../src/shared/money.ts';
import { BASIS_WORDS, bucketName, centsText } from '../words.ts';
import { bucketTotals } from './charted.ts';
import type { ChartTheme } from './chartTheme.ts';
import type { CostDrawn } from './costChart.ts';

type TooltipOptions = NonNullable<NonNullable<ChartOptions<'bar'>['plugins']>['tooltip']>;

/** What hovering over a bucket says: its figures, rounded together so that they add up to its total. */
export function costTooltip(
  drawn: CostDrawn,
  theme: ChartTheme,
  font: { family: string; size: number },
): TooltipOptions {
  const { chart, format, layers } = drawn;
  const totals = bucketTotals(chart);
  const bucketOf = (items: readonly TooltipItem<'bar'>[]) => {
    const index = items[0]?.dataIndex ?? -1;
    const bucket = chart.buckets[index];
    return bucket ? { ...bucket, exact: totals[index] ?? 0n } : undefined;
  };
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
        const bucket = bucketOf(items);
        if (!bucket) return '';
        const so = bucket.running ? ', so far' : '';
        return `${bucketName(format, chart, bucket.start)}${so}, ${BASIS_WORDS[bucket.basis]}`;
      },
      label: ({ dataIndex, datasetIndex }) => {
        const layer = layers[datasetIndex];
        const amounts = layers.map((other) => other.amounts[dataIndex] ?? 0n);
        const text = centsText(format, {
          exact: amounts[datasetIndex] ?? 0n,
          cents: rowsToCents(amounts)[datasetIndex] ?? 0n,
          basis: layer?.bases[dataIndex] ?? 'none',
        });
        return `${layer?.name ?? ''}  ${text}`;
      },
      footer: (items) => {
        const bucket = bucketOf(items);
        return bucket ? `Total  ${centsText(format, { ...bucket, cents: toCents(bucket.exact) })}` : '';
      },
    },
  };
}
