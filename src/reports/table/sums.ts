import { valueIdOf } from '../../figures/sums/dimensions.ts';
import { type Basis, basisOfParts, type CostPart } from '../../shared/basis.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { Money } from '../../shared/money.ts';
import { ITEMS, TOKEN_ITEMS } from '../../spend/kind.ts';
import type { UsageLine } from '../reportData.ts';

/** Sums of some lines. Amounts in millionths of a cent. */
export interface Sums {
  /** By the index of `ITEMS`. */
  readonly units: readonly number[];
  readonly billed: Money;
  readonly mixed: Money;
  readonly estimated: Money;
  readonly cost: Money;
  /** Basis of the cost; `none` where there is none. */
  readonly basis: Basis;
  readonly unpricedTokens: number;
  readonly saved: Money;
  /** Cached tokens without a known rate: their savings are not in `saved`. */
  readonly unratedTokens: number;
}

export function sumOfLines(lines: Iterable<UsageLine>): Sums {
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

export type IdOf = (line: UsageLine) => string;

/** The id of a line's value of a dimension, as filters name it: lines without a model stand under their cost type. */
export function lineId(dimension: Dimension): IdOf {
  return (line) => valueIdOf({ ...line, usedModel: line.model }, dimension, 'cost');
}

/** Lines by an id, the dearest group first, ties by id. */
export function groupsOf(
  lines: readonly UsageLine[],
  by: IdOf,
): { readonly id: string; readonly lines: readonly UsageLine[]; readonly sums: Sums }[] {
  const groups = [...Map.groupBy(lines, by)].map(([id, own]) => ({ id, lines: own, sums: sumOfLines(own) }));
  return groups.sort((a, b) => {
    const difference = b.sums.cost - a.sums.cost;
    return difference === 0n ? (a.id < b.id ? -1 : 1) : difference > 0n ? 1 : -1;
  });
}

/** Uncached input, both cache writes and cache reads. */
export function inputOf({ units }: Sums): number {
  return (units[0] ?? 0) + (units[1] ?? 0) + (units[2] ?? 0) + (units[3] ?? 0);
}

/** Millionths of a cent, of any basis. */
export function amountOf({ billed, mixed, estimated }: Pick<UsageLine, CostPart>): Money {
  return billed + mixed + estimated;
}

/** Reads over all input, 0 to 1; not a number without input. */
export function hitRate(sums: Sums): number {
  return (sums.units[3] ?? 0) / inputOf(sums);
}

export function isTokens({ item }: UsageLine): boolean {
  return item >= 0 && item < TOKEN_ITEMS.length;
}
