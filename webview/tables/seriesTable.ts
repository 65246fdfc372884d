import { apportion } from '../../src/shared/money.ts';
import type { Basis, CostChart } from '../../src/shared/panelView.ts';
import { basisAt, commonBasis } from '../charts/layers.ts';
import { roundTable } from './roundTable.ts';

/** The bases that an amount is told apart by, in the order of their columns. */
export const PARTS = ['billed', 'mixed', 'estimated'] as const satisfies readonly Basis[];
export type Part = (typeof PARTS)[number];

/** A row of the table by model. Cents add up along rows and columns; exact amounts are millionths of a cent. */
export interface SeriesRow {
  readonly id: string;
  readonly name: string;
  readonly basis: Basis;
  readonly exact: bigint;
  readonly cents: bigint;
  readonly parts: Readonly<Record<Part, { readonly exact: bigint; readonly cents: bigint }>>;
  /** Thousandths of the total; those of all rows add up to a thousand. Null where there is nothing to share. */
  readonly share: number | null;
  readonly unpricedTokens: number;
}

export interface SeriesTable {
  readonly rows: readonly SeriesRow[];
  readonly total: SeriesRow;
  /** Parts that have an amount in any row. */
  readonly parts: readonly Part[];
}

/** Cost by series over the whole of a chart, dearest first. */
export function seriesTable(chart: CostChart): SeriesTable {
  const width = chart.buckets.length;
  const found = chart.series.map((series, position) => {
    const sums: Record<Part, bigint> = { billed: 0n, mixed: 0n, estimated: 0n };
    const bases: Basis[] = [];
    let unpricedTokens = 0;
    for (let bucket = 0; bucket < width; bucket++) {
      const basis = basisAt(chart, position, bucket);
      bases.push(basis);
      sums[partOf(basis)] += chart.amounts[position * width + bucket] ?? 0n;
      unpricedTokens += chart.unpricedTokens[position * width + bucket] ?? 0;
    }
    const exact = sums.billed + sums.mixed + sums.estimated;
    const paid = PARTS.filter((part) => sums[part] !== 0n);
    return { series, sums, exact, unpricedTokens, basis: commonBasis(paid.length > 0 ? paid : bases) };
  });
  found.sort((a, b) => (a.exact === b.exact ? b.unpricedTokens - a.unpricedTokens : a.exact < b.exact ? 1 : -1));

  const rounded = roundTable(found.map(({ sums }) => PARTS.map((part) => sums[part])));
  const shares = sharesOf(found.map(({ exact }) => exact));
  const rows = found.map(({ series, sums, exact, unpricedTokens, basis }, row): SeriesRow => {
    return {
      ...series,
      basis,
      exact,
      cents: rounded.rows[row] ?? 0n,
      parts: partsOf((part, column) => ({ exact: sums[part], cents: rounded.cells[row]?.[column] ?? 0n })),
      share: shares?.[row] ?? null,
      unpricedTokens,
    };
  });
  const exactOf = (part: Part) => rows.reduce((sum, row) => sum + row.parts[part].exact, 0n);
  const parts = partsOf((part, column) => ({ exact: exactOf(part), cents: rounded.columns[column] ?? 0n }));
  const total: SeriesRow = {
    id: '',
    name: 'Total',
    basis: commonBasis(chart.buckets.map(({ basis }) => basis)),
    exact: rows.reduce((sum, row) => sum + row.exact, 0n),
    cents: rounded.total,
    parts,
    share: shares ? 1000 : null,
    unpricedTokens: rows.reduce((sum, row) => sum + row.unpricedTokens, 0),
  };
  return { rows, total, parts: PARTS.filter((part) => rows.some((row) => row.parts[part].exact !== 0n)) };
}

/** The column of an amount. What nothing is known of has none to speak of, and is surely not billed. */
export function partOf(basis: Basis): Part {
  return basis === 'none' ? 'mixed' : basis;
}

function partsOf<T>(make: (part: Part, column: number) => T): Record<Part, T> {
  return { billed: make('billed', 0), mixed: make('mixed', 1), estimated: make('estimated', 2) };
}

function sharesOf(amounts: readonly bigint[]): number[] | null {
  if (amounts.every((amount) => amount === 0n) || amounts.some((amount) => amount < 0n)) return null;
  return apportion(1000n, amounts).map(Number);
}
