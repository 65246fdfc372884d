import type { Money } from './money.ts';

/** Cells of a cost that have more than one basis, with the amount of each. The remainder of a cell is mixed. */
export interface CostSplit {
  /** Ascending. */
  readonly cells: Uint32Array;
  /** Millionths of a cent, by position in `cells`. */
  readonly billed: BigInt64Array;
  readonly estimated: BigInt64Array;
}

/** Billed and estimated amount of a cell; null where all of it has one basis. */
export function splitAt(
  { split }: { readonly split?: CostSplit },
  cell: number,
): { readonly billed: Money; readonly estimated: Money } | null {
  const at = split ? split.cells.indexOf(cell) : -1;
  return split && at >= 0 ? { billed: split.billed[at] ?? 0n, estimated: split.estimated[at] ?? 0n } : null;
}
