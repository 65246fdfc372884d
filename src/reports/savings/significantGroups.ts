import type { Format } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import type { UsageLine } from '../reportData.ts';
import { groupsOf, type Sums } from '../table/sums.ts';

const LEAST = 0.01;

export interface Group {
  readonly id: string;
  readonly lines: readonly UsageLine[];
  readonly sums: Sums;
}

export interface SignificantGroups {
  /** The dearest first. */
  readonly groups: readonly Group[];
  /** A sentence about the smaller ones; none where there are none. */
  readonly omitted: readonly string[];
}

/** Two ids as one. */
export function pairId(first: string, second: string): string {
  return JSON.stringify([first, second]);
}

/** Groups that have at least a hundredth of `total`, or tokens without a price, which might. */
export function significantGroups(
  lines: readonly UsageLine[],
  idOf: (line: UsageLine) => string,
  total: Money,
  format: Format,
): SignificantGroups {
  const all = groupsOf(lines, idOf);
  const groups = all.filter(({ sums }) => isSignificant(sums, total));
  const small = all.filter(({ sums }) => !isSignificant(sums, total) && sums.cost !== 0n);
  if (small.length === 0) return { groups, omitted: [] };
  const cost = small.reduce((sum, { sums }) => sum + sums.cost, 0n);
  // Where credits outweigh charges there is no total to have a share of.
  const about = total > 0n ? format.share(Number(cost) / Number(total)) : format.money(cost);
  const what = small.length === 1 ? 'One group' : `${format.count(small.length)} groups`;
  const each = small.length === 1 ? 'is' : 'are each';
  return {
    groups,
    omitted: [`${what} ${each} under ${format.percent(LEAST)} of cost (${about} in total) and left out.`],
  };
}

function isSignificant({ cost, unpricedTokens }: Sums, total: Money): boolean {
  return unpricedTokens > 0 || (cost > 0n && Number(cost) >= Number(total) * LEAST);
}
