import { basisOf } from '../basis.ts';
import { usedFraction } from '../budgetText.ts';
import type { Explorer } from '../explorer.ts';
import { forecastRangeText } from '../forecastText.ts';
import type { Format } from '../format.ts';
import { type Money, toCents } from '../money.ts';
import type { Outlook } from '../outlook.ts';
import { begunBuckets } from '../rounding/standingFigures.ts';
import { bucketLabels } from './bucketLabels.ts';
import { EMPTY, moneyCell, timeCell } from './cells.ts';
import type { Cell, Column, Row, Table } from './table.ts';

const RUNNING: Column = { key: 'running', title: 'Running total', kind: 'money', unit: 'USD' };
const OF_BUDGET: Column = { key: 'ofBudget', title: 'Of budget', kind: 'share', isWhole: true };

/**
 * The table of a chart by bucket with what its running total shows: the sum so far, its share of the budget, and the
 * forecast for the end of the period as a row.
 */
export function withOutlook(
  table: Table,
  { budget, forecast }: Outlook,
  { chart }: Pick<Explorer, 'chart'>,
  format: Format,
): Table {
  const last = chart.buckets.at(-1);
  if (chart.kind !== 'cost' || !last) return table;
  const added = [RUNNING, ...(budget ? [OF_BUDGET] : [])];
  const cellsOf = (amount: Money, bases: Parameters<typeof basisOf>[0]): Cell[] => [
    moneyCell({ amount, basis: basisOf(bases), cents: toCents(amount) }),
    ...(budget ? [{ kind: 'share', fraction: usedFraction(amount, budget.amount) } as const] : []),
  ];
  const width = chart.buckets.length;
  let sum = 0n;
  const begun = chart.buckets.slice(0, begunBuckets(chart));
  const sums = begun.map((_, bucket) => {
    for (let series = 0; series < chart.series.length; series++) sum += chart.amounts[series * width + bucket] ?? 0n;
    return cellsOf(
      sum,
      chart.buckets.slice(0, bucket + 1).map(({ basis }) => basis),
    );
  });
  const rows = table.rows.map((row, at): Row => [...row, ...(sums[at] ?? added.map(({ kind }) => EMPTY[kind]))]);
  const ahead: Row[] = forecast
    ? [
        [
          {
            ...timeCell(
              last.end,
              `${bucketLabels([last], chart.unit, format)[0] ?? ''} (${forecast.range ? 'forecast' : 'run rate'})`,
            ),
            ...(forecast.range && { marks: [forecastRangeText(forecast.range, format)] }),
          },
          ...table.columns.slice(1).map(({ kind }) => EMPTY[kind]),
          ...cellsOf(forecast.middle, ['estimated']),
        ],
      ]
    : [];
  return {
    ...table,
    columns: [...table.columns, ...added],
    rows: [...rows, ...ahead],
    total: table.total && [...table.total, ...added.map(({ kind }) => EMPTY[kind])],
  };
}
