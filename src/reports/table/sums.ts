import { type Basis, basisOfParts, type CostPart } from '../../shared/basis.ts';
import type { Money } from '../../shared/money.ts';
import { ITEMS } from '../../spend/kind.ts';
import type { UsageLine } from '../reportData.ts';

/** What some lines come to. Amounts in millionths of a cent. */
export interface Sums {
  /** By the index of `ITEMS`. */
  readonly units: readonly number[];
  readonly billed: Money;
  readonly mixed: Money;
  readonly estimated: Money;
  readonly cost: Money;
  /** How the cost came about; `none` where there is none. */
  readonly basis: Basis;
  readonly unpricedTokens: number;
  readonly saved: Money;
  /** Cached tokens that a rate is not known of: what they saved is not in it. */
  readonly unratedTokens: number;
}

export function sumOf(lines: Iterable<UsageLine>): Sums {
  const units = ITEMS.map(() => 0);
  let [billed, mixed, estimated, saved, unpricedTokens, unratedTokens] = [0n, 0n, 0n, 0n, 0, 0];
  for (const line of lines) {
    if (line.item >= 0) units[line.item] = (units[line.item] ?? 0) + line.units;
    billed += line.billed;
    mixed += line.mixed;
    estimated += line.estimated;
    unpricedTokens += line.unpricedTokens;
    saved += line.saved;
    unratedTokens += line.unratedTokens;
  }
  return {
    units,
    billed,
    mixed,
    estimated,
    cost: billed + mixed + estimated,
    basis: basisOfParts([billed, mixed, estimated]),
    unpricedTokens,
    saved,
    unratedTokens,
  };
}

/** Lines by an id, the dearest group first, ties by id. */
export function groupsOf(
  lines: readonly UsageLine[],
  idOf: (line: UsageLine) => string,
): { readonly id: string; readonly lines: readonly UsageLine[]; readonly sums: Sums }[] {
  const groups = [...Map.groupBy(lines, idOf)].map(([id, own]) => ({ id, lines: own, sums: sumOf(own) }));
  return groups.sort((a, b) => {
    const difference = b.sums.cost - a.sums.cost;
    return difference === 0n ? (a.id < b.id ? -1 : 1) : difference > 0n ? 1 : -1;
  });
}

/** Uncached input, both cache writes and cache reads. */
export function inputOf({ units }: Sums): number {
  return (units[0] ?? 0) + (units[1] ?? 0) + (units[2] ?? 0) + (units[3] ?? 0);
}

/** Millionths of a cent, however they came about. */
export function amountOf({ billed, mixed, estimated }: Pick<UsageLine, CostPart>): Money {
  return billed + mixed + estimated;
}
