import type { Money } from './money.ts';

/** Cells of a cost that came about in more than one way, and what of them did. What is neither billed nor estimated is mixed. */
export interface CostSplit {
  /** Ascending. */
  readonly cells: Uint32Array;
  /** Millionths of a cent, by position in `cells`. */
  readonly billed: BigInt64Array;
  readonly estimated: BigInt64Array;
}

/** What of a cell is billed and what estimated; null where all of it came about in one way. */
export function splitAt(
  { split }: { readonly split?: CostSplit },
  cell: number,
): { readonly billed: Money; readonly estimated: Money } | null {
  const at = split ? split.cells.indexOf(cell) : -1;
  return split && at >= 0 ? { billed: split.billed[at] ?? 0n, estimated: split.estimated[at] ?? 0n } : null;
}
