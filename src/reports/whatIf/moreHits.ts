import { ITEMS } from '../../spend/kind.ts';
import type { UsageLine } from '../reportData.ts';
import { type Effect, effectOn, partOf } from './effect.ts';
import { isPaid, type PeriodRates } from './periodRates.ts';

const UNCACHED = 0;
const READ = ITEMS.indexOf('cache_read_input_tokens');

/** Words for the tokens as `effectCell` has them. */
export const AS_READS = 'as cache reads';

/** Uncached input, both cache writes and cache reads. */
export function isInput({ item }: UsageLine): boolean {
  return item >= UNCACHED && item <= READ;
}

/**
 * Savings on some lines with a hit rate higher by `points` (a fraction of all input): so many of their uncached tokens
 * would have been cache reads, at the rate of reads, spread evenly; writes stay as they are. Never more than all of
 * their uncached tokens. Tokens are those that were paid for.
 */
export function moreHits(lines: readonly UsageLine[], points: number, rates: PeriodRates): Effect {
  const input = lines.filter(isInput);
  const unpricedTokens = input.reduce((sum, line) => sum + line.unpricedTokens, 0);
  if (unpricedTokens > 0) return { saved: null, unpricedTokens };
  const paid = input.filter(isPaid);
  const uncached = paid.filter(({ item }) => item === UNCACHED);
  const all = effectOn(uncached, (line) => rates.costAs(line, { item: READ }));
  const available = paidUnitsOf(uncached);
  const moved = Math.min(available, Math.round(points * paidUnitsOf(paid)));
  return available === 0 ? all : partOf(all, moved, available);
}

function paidUnitsOf(lines: readonly UsageLine[]): number {
  return lines.reduce((sum, { paidUnits }) => sum + paidUnits, 0);
}
