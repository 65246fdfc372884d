import { type Changed, type ChangeEffect, EFFECTS } from '../change.ts';
import { partsToCents } from './partsToCents.ts';

/** Cents to print for a change: of what came before, and of what each effect contributed. */
export interface ChangeCents {
  readonly before: bigint;
  readonly effects: Readonly<Record<ChangeEffect, bigint>>;
}

/**
 * The same cents in each table of a change, whatever it is broken down by: what came before and after are rounded by
 * themselves, because sentences have them too, and the first effect takes the difference.
 */
export function changeCents({ before, effects }: Pick<Changed, 'before' | 'effects'>): ChangeCents {
  const cents = partsToCents([...EFFECTS.map((effect) => effects[effect]), before.amount]);
  const [volume = 0n, mix = 0n, price = 0n, cache = 0n, fresh = 0n, gone = 0n, other = 0n, was = 0n] = cents;
  return { before: was, effects: { volume, mix, price, cache, new: fresh, gone, other } };
}
