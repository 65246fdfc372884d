import { BASIS_WORDS, type Basis, basisAt, basisOf, basisOfParts, COST_PARTS } from '../../src/shared/basis.ts';
import { capital } from '../../src/shared/capital.ts';
import type { RoundedCost } from '../../src/shared/cost.ts';
import { splitAt } from '../../src/shared/costSplit.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { rowsToCents } from '../../src/shared/money.ts';
import type { CostChart } from '../../src/shared/panelView.ts';
import { roundGrid } from '../../src/shared/rounding/roundGrid.ts';
import { standingBuckets } from '../../src/shared/rounding/standingFigures.ts';
import { type CostFigures, costFigures, sumOf } from '../../src/shared/tables/costFigures.ts';
import type { SeriesColumn } from '../../src/shared/tables/seriesColumns.ts';
import * as terms from '../../src/shared/terms.ts';
import { BEFORE_COLUMN } from './beforeColumn.ts';
import type { BucketColumns } from './bucketsSheet.ts';
import { moneyCell, partCell } from './cells.ts';
import type { Cell, Column } from './sheet.ts';

interface Shown {
  readonly explorer: Explorer;
  readonly format: Format;
  readonly chart: CostChart;
  /** Buckets that have begun. */
  readonly count: number;
  readonly series: readonly SeriesColumn[];
}

const BILLED = COST_PARTS.indexOf('billed');
const ESTIMATED = COST_PARTS.indexOf('estimated');

/** A figure of a series in a bucket, told apart by how it came about. */
interface Figure {
  readonly exact: readonly bigint[];
  readonly unpricedTokens: number;
  /** Of what nothing was paid for. */
  readonly basis: Basis;
}

/** Cost by bucket. Its columns are rounded with the table by value, so that both print the same totals. */
export function costBuckets(shown: Shown): BucketColumns {
  const { explorer, format, chart, count, series } = shown;
  const { beforeBasis } = explorer;
  const known = costFigures(explorer);
  const figures = Array.from({ length: count }, (_, bucket) => series.map((column) => figureAt(chart, column, bucket)));
  const amounts = figures.map((row) => row.flatMap(({ exact }) => exact));
  const rounded = roundGrid(amounts, {
    columns: knownCents(known, series),
    rows: standingBuckets(chart.unit, amounts.map(sumOf)),
  });
  const parts = COST_PARTS.filter((part) => part !== 'mixed' || known.parts.includes('mixed'));
  const before = explorer.beforeByBucket instanceof BigInt64Array ? explorer.beforeByBucket.slice(0, count) : null;
  const centsBefore = before && rowsToCents([...before]);

  const line = (row: readonly Figure[], cents: readonly bigint[], was: readonly Cell[]): Cell[] => {
    const together = row.map(({ unpricedTokens, basis }) => ({ unpricedTokens, basis }));
    const all = printed(
      COST_PARTS.map((_, part) => sumOf(row.map(({ exact }) => exact[part] ?? 0n))),
      COST_PARTS.map((_, part) => sumOf(row.map((_figure, at) => cents[at * COST_PARTS.length + part] ?? 0n))),
      {
        unpricedTokens: together.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0),
        basis: basisOf(together.map(({ basis }) => basis)),
      },
    );
    return [
      moneyCell(format, all.sum),
      ...parts.map((part) => partCell(format, all.parts[COST_PARTS.indexOf(part)] ?? all.sum, all.sum)),
      ...was,
      ...row.map((figure, at) => {
        const own = cents.slice(at * COST_PARTS.length, (at + 1) * COST_PARTS.length);
        return moneyCell(format, printed(figure.exact, own, figure).sum);
      }),
    ];
  };
  const beforeCell = (amount: bigint, cents: bigint) => [moneyCell(format, { amount, cents, basis: beforeBasis })];
  const columns: Column[] = [
    { key: 'cost', name: terms.COST, copied: `${terms.COST} (USD)` },
    ...parts.map((part) => ({
      key: part,
      name: BASIS_WORDS[part],
      copied: `${capital(BASIS_WORDS[part])} (USD)`,
      faint: part !== 'billed',
    })),
    ...(before ? [{ ...BEFORE_COLUMN, copied: `${terms.BEFORE} (USD)` }] : []),
    ...series.map(({ id, name }) => ({ key: `series ${id}`, name, copied: `${name} (USD)` })),
  ];
  const together = (buckets: readonly number[]): Cell[] => {
    const row = series.map((_, at): Figure => {
      const all = buckets.map((bucket) => figures[bucket]?.[at]).filter((figure) => figure !== undefined);
      return {
        exact: COST_PARTS.map((_part, part) => sumOf(all.map(({ exact }) => exact[part] ?? 0n))),
        unpricedTokens: all.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0),
        basis: basisOf(all.map(({ basis }) => basis)),
      };
    });
    const cents = rounded.columns.map((_, column) =>
      sumOf(buckets.map((bucket) => rounded.cells[bucket]?.[column] ?? 0n)),
    );
    const sumBefore = sumOf(buckets.map((bucket) => before?.[bucket] ?? 0n));
    const sumCentsBefore = sumOf(buckets.map((bucket) => centsBefore?.[bucket] ?? 0n));
    return line(row, cents, before ? beforeCell(sumBefore, sumCentsBefore) : []);
  };
  return {
    columns,
    rows: figures.map((row, bucket) =>
      line(
        row,
        rounded.cells[bucket] ?? [],
        before ? beforeCell(before[bucket] ?? 0n, centsBefore?.[bucket] ?? 0n) : [],
      ),
    ),
    together,
  };
}

function figureAt(chart: CostChart, { positions }: SeriesColumn, bucket: number): Figure {
  const exact = COST_PARTS.map(() => 0n);
  const bases: Basis[] = [];
  let unpricedTokens = 0;
  for (const position of positions) {
    const at = position * chart.buckets.length + bucket;
    const basis = basisAt(chart.bases[at]);
    // What nothing is known of has no column to speak of, and is surely not billed.
    const part = COST_PARTS.indexOf(basis === 'none' ? 'mixed' : basis);
    const { billed = 0n, estimated = 0n } = splitAt(chart, at) ?? {};
    exact[BILLED] = (exact[BILLED] ?? 0n) + billed;
    exact[ESTIMATED] = (exact[ESTIMATED] ?? 0n) + estimated;
    exact[part] = (exact[part] ?? 0n) + (chart.amounts[at] ?? 0n) - billed - estimated;
    unpricedTokens += chart.unpricedTokens[at] ?? 0;
    bases.push(basis);
  }
  return { exact, unpricedTokens, basis: basisOf(bases) };
}

function printed(
  exact: readonly bigint[],
  cents: readonly bigint[],
  { unpricedTokens, basis }: Omit<Figure, 'exact'>,
): { sum: RoundedCost; parts: RoundedCost[] } {
  return {
    sum: {
      amount: sumOf(exact),
      cents: sumOf(cents),
      basis: basisOfParts(exact, basis),
      unpricedTokens,
    },
    parts: COST_PARTS.map((part, at) => ({ amount: exact[at] ?? 0n, cents: cents[at] ?? 0n, basis: part })),
  };
}

/** What the table by value prints of each column's parts. */
function knownCents({ values, total }: CostFigures, series: readonly SeriesColumn[]): bigint[] {
  const byId = new Map(values.map((value) => [value.id, value]));
  const named = series.map(({ id }) => byId.get(id));
  return named.flatMap((value) =>
    COST_PARTS.map((part) =>
      value
        ? value.parts[part].cents
        : total.parts[part].cents - sumOf(named.map((other) => other?.parts[part].cents ?? 0n)),
    ),
  );
}
