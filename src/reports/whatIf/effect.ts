import { type Money, mulDiv } from '../../shared/money.ts';
import type { Cell } from '../../shared/tables/table.ts';
import type { UsageLine } from '../reportData.ts';
import { money } from '../table/cells.ts';
import { amountOf } from '../table/sums.ts';
import { isPaid } from './periodRates.ts';

/** Savings that a change would have brought. */
export interface Effect {
  /** Millionths of a cent, below zero where it would have cost more; null where a price is not known. */
  readonly saved: Money | null;
  /** Tokens that a price is not known of. */
  readonly unpricedTokens: number;
}

/**
 * Effect of a change on some lines. `costOf` is the cost of a line's paid tokens with it, null where that is not known.
 * Tokens that are in no bill change nothing.
 */
export function effectOn(lines: Iterable<UsageLine>, costOf: (line: UsageLine) => Money | null): Effect {
  let [saved, unpricedTokens] = [0n, 0];
  for (const line of lines) {
    unpricedTokens += line.unpricedTokens;
    if (!isPaid(line)) continue;
    const cost = costOf(line);
    if (cost === null) unpricedTokens += line.paidUnits;
    else saved += amountOf(line) - cost;
  }
  return { saved: unpricedTokens > 0 ? null : saved, unpricedTokens };
}

/** The part `numerator` ÷ `denominator` (positive) of an effect. */
export function partOf({ saved, unpricedTokens }: Effect, numerator: number, denominator: number): Effect {
  return {
    saved: saved === null ? null : mulDiv(saved, BigInt(numerator), BigInt(denominator)),
    unpricedTokens,
  };
}

/** Sums effects. Unknown ones are left out and their tokens counted; `saved` is null where all are unknown. */
export function totalOf(effects: readonly Effect[]): Effect {
  const known = effects.flatMap(({ saved }) => (saved === null ? [] : [saved]));
  const unpricedTokens = effects.reduce((sum, effect) => sum + effect.unpricedTokens, 0);
  const saved = known.length === 0 && effects.length > 0 ? null : known.reduce((sum, amount) => sum + amount, 0n);
  return { saved, unpricedTokens };
}

/** An estimate, however its rates came about. `unpricedAs` says what the scenario makes of tokens: `in batch`. */
export function effectCell({ saved, unpricedTokens }: Effect, unpricedAs: string): Cell {
  return { ...money(saved, 'estimated', unpricedTokens), unpricedAs };
}
