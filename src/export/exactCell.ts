import type { CostPart } from '../shared/basis.ts';
import { isUnknown } from '../shared/cost.ts';
import { exactDollars } from '../shared/exactDollars.ts';
import { centsToDecimal } from '../shared/money.ts';
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

/** Dollars with two decimals, as a table prints them: `-0.05`; null where there is no amount, or it is not printed in cents. */
export function roundedDollars(cell: Cell): string | null {
  const isPrinted = cell.kind === 'money' && cell.cents !== undefined && exactAmount(cell).usd !== null;
  return isPrinted ? centsToDecimal(cell.cents) : null;
}

/** A number without an exponent, as spreadsheets and databases read it; null where it is not finite. */
export function decimalText(value: number | null): string | null {
  if (value === null || !Number.isFinite(value)) return null;
  const shortest = String(value);
  if (!shortest.includes('e')) return shortest;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}
