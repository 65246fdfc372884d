import type { CostPart } from '../shared/basis.ts';
import { isUnknown } from '../shared/cost.ts';
import { exactDollars } from '../shared/exactDollars.ts';
import type { Cell } from '../shared/tables/table.ts';

/** An amount for programs to read. */
export interface ExactAmount {
  /** Dollars with eight decimals; null where there is no amount, which is not zero. */
  readonly usd: string | null;
  /** Null where there is no amount. */
  readonly basis: CostPart | null;
}

export function exactAmount(cell: Extract<Cell, { kind: 'money' | 'rate' }>): ExactAmount {
  const amount = cell.kind === 'rate' ? cell.perMillion : cell.amount;
  const unpriced = cell.kind === 'rate' ? 0 : (cell.unpricedTokens ?? 0);
  if (amount === null || isUnknown({ amount, basis: cell.basis, unpricedTokens: unpriced }))
    return { usd: null, basis: null };
  return { usd: exactDollars(amount), basis: cell.basis === 'none' ? null : cell.basis };
}

/** A number without an exponent, as spreadsheets and databases read it; null where it is not finite. */
export function decimalText(value: number | null): string | null {
  if (value === null || !Number.isFinite(value)) return null;
  const shortest = String(value);
  if (!shortest.includes('e')) return shortest;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}
