import { BASIS_WORDS, type Basis, basisAt, COST_PARTS, type CostPart } from '../basis.ts';
import { splitAt } from '../costSplit.ts';
import type { Explorer } from '../explorer.ts';
import { rowsToCents, sumOfAmounts } from '../money.ts';
import type { CostChart } from '../panelView.ts';
import { previousAt, previousTotal } from '../previousPeriod.ts';
import { roundGrid } from '../rounding/roundGrid.ts';
import { begunBuckets, standingBuckets } from '../rounding/standingFigures.ts';
import { countCell, EMPTY, moneyCell } from './cells.ts';
import { COST_COLUMN, previousColumn, seriesColumn, UNPRICED_COLUMN } from './columns.ts';
import { type CostFigures, costFigures } from './costFigures.ts';
import type { BucketCells, SeriesColumn } from './seriesColumns.ts';
import { sumOfMoney } from './sumRows.ts';
import type { Cell, Column, CostSplitByBasis, MoneyCell } from './table.ts';

/** Cost by bucket. Its columns are rounded with the table by value, so that both print the same totals. */
export function costByBucket(
  explorer: Explorer,
  chart: CostChart,
  series: readonly SeriesColumn[],
  dates: string,
): BucketCells {
  const { totals } = explorer;
  const count = begunBuckets(chart);
  const known = costFigures(explorer);
  const figures = Array.from({ length: count }, (_, bucket) =>
    series.flatMap((column) => partsAt(chart, column, bucket)),
  );
  const amounts = figures.map((row) => row.map(({ amount }) => amount));
  const rounded = roundGrid(amounts, {
    columns: knownCents(known, series),
    rows: standingBuckets(chart.unit, amounts.map(sumOfAmounts)),
  });
  // A single series would be the cost once more.
  const shown = series.length > 1 ? series : [];
  const before = previousCosts(explorer, count);
  const hasUnpriced = chart.unpricedTokens.some((tokens) => tokens > 0);
  const isUsed = totals.counts.some((units) => units !== 0);
  const columns: Column[] = [
    COST_COLUMN,
    ...(before ? [{ ...previousColumn(dates), kind: 'money', unit: 'USD' } as const] : []),
    ...shown.map(({ id, name }): Column => ({ ...seriesColumn(id, name), kind: 'money', unit: 'USD' })),
    { key: 'basis', title: 'Status', kind: 'text', place: 'files', isLast: true },
    ...(hasUnpriced ? [{ ...UNPRICED_COLUMN, place: 'files' } as const] : []),
  ];
  const rows = figures.map((row, bucket): Cell[] => {
    const { basis = 'none', running = false } = chart.buckets[bucket] ?? {};
    const own = row.map((cell, at) => ({ ...cell, cents: rounded.cells[bucket]?.[at] ?? 0n }));
    const sum = sumOfMoney(own);
    // Usage without a series is on no bill, such as Priority Tier; without any usage there was nothing to pay.
    const cost = isUsed || sum.basis !== 'none' ? sum : { ...sum, basis };
    const how = isUsed && series.length === 0 && basis !== 'none' ? 'not billed' : BASIS_WORDS[basis];
    return [
      { ...cost, parts: splitByBasis(own) },
      ...(before ? [before.rows[bucket] ?? EMPTY.money] : []),
      ...shown.map((_, at) => sumOfMoney(own.slice(at * COST_PARTS.length, (at + 1) * COST_PARTS.length))),
      { kind: 'text', text: running ? `${how}, in progress` : how },
      ...(hasUnpriced ? [countCell(sum.unpricedTokens ?? 0)] : []),
    ];
  });
  return { columns, rows, before: before?.total ?? null };
}

/**
 * Cost of the previous period by bucket, and all of it: where it has days that no bucket meets, these are part of the total
 * alone.
 */
function previousCosts(explorer: Explorer, count: number) {
  const { previousByBucket: column, previousBasis: basis } = explorer;
  const total = previousTotal(explorer);
  if (!(column instanceof BigInt64Array) || typeof total !== 'bigint') return null;
  const known = Array.from({ length: count }, (_, bucket) => previousAt(column, bucket));
  const amounts = known.map((amount) => BigInt(amount ?? 0));
  const unmet = total - sumOfAmounts(amounts);
  const cents = rowsToCents([...amounts, unmet]);
  return {
    rows: known.map((amount, bucket) =>
      amount === null ? EMPTY.money : moneyCell({ amount: BigInt(amount), cents: cents[bucket] ?? 0n, basis }),
    ),
    total: moneyCell({ amount: total, cents: sumOfAmounts(cents), basis }),
  };
}

/** Splits the cost of some series in a bucket into billed, mixed and estimated. */
function partsAt(chart: CostChart, { positions }: SeriesColumn, bucket: number) {
  const exact = { billed: 0n, mixed: 0n, estimated: 0n };
  let [basis, unpricedTokens] = [0, 0];
  for (const position of positions) {
    const at = position * chart.buckets.length + bucket;
    const { billed = 0n, estimated = 0n } = splitAt(chart, at) ?? {};
    exact.billed += billed;
    exact.estimated += estimated;
    exact[partOf(basisAt(chart.bases[at]))] += (chart.amounts[at] ?? 0n) - billed - estimated;
    unpricedTokens += chart.unpricedTokens[at] ?? 0;
    basis |= chart.bases[at] ?? 0;
  }
  return COST_PARTS.map((part, at) => ({
    ...moneyCell({
      amount: exact[part],
      // Zero counts as billed: it makes no sum a partial estimate.
      basis: exact[part] !== 0n ? part : basis === 0 ? 'none' : 'billed',
      unpricedTokens: at === 0 ? unpricedTokens : 0,
    }),
    amount: exact[part],
    part,
  }));
}

function splitByBasis(cells: readonly (MoneyCell & { readonly part: CostPart })[]): CostSplitByBasis {
  const sum = (part: CostPart) => {
    const { amount, cents = 0n } = sumOfMoney(cells.filter((cell) => cell.part === part));
    return { amount: amount ?? 0n, cents };
  };
  return { billed: sum('billed'), mixed: sum('mixed'), estimated: sum('estimated') };
}

/** The column of an amount. One without a basis is zero as a rule, and certainly not billed. */
function partOf(basis: Basis): CostPart {
  return basis === 'none' ? 'mixed' : basis;
}

/** Cents that the table by value prints of each column's parts. */
function knownCents({ values, total }: CostFigures, series: readonly SeriesColumn[]): bigint[] {
  const byId = new Map(values.map((value) => [value.id, value]));
  const named = series.map(({ id }) => byId.get(id));
  return named.flatMap((value) =>
    COST_PARTS.map((part) =>
      value
        ? value.parts[part].cents
        : total.parts[part].cents - sumOfAmounts(named.map((other) => other?.parts[part].cents ?? 0n)),
    ),
  );
}
