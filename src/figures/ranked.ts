import { combine } from '../shared/basis.ts';
import type { Cost } from '../shared/cost.ts';
import type { Value } from '../shared/explorer.ts';
import type { Ranked } from '../shared/summary.ts';
import { disambiguate } from './namesakes.ts';

const DEAREST = 3;

/** The dearest values of some costs, ties by id. */
export function ranked<Piece extends Pick<Cost, 'amount' | 'basis'>>(
  pieces: readonly Piece[],
  named: (piece: Piece) => Value,
): Ranked[] {
  const sums = new Map<string, Value & Ranked>();
  for (const piece of pieces) {
    const value = named(piece);
    const before = sums.get(value.id);
    const amount = (before?.amount ?? 0n) + piece.amount;
    sums.set(value.id, { ...value, amount, basis: combine(before?.basis ?? 'none', piece.basis) });
  }
  const order = disambiguate([...sums.values()].filter(({ amount }) => amount > 0n));
  order.sort((a, b) => (a.amount === b.amount ? (a.id < b.id ? -1 : 1) : a.amount > b.amount ? -1 : 1));
  return order.slice(0, DEAREST).map(({ name, detail, amount, basis }) => ({ name, detail, amount, basis }));
}
