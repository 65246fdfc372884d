import { combine } from '../../shared/basis.ts';
import {
  type Changed,
  type ChangeOfValue,
  type ChangePart,
  type ChangeSide,
  differenceOf,
  EFFECTS,
  NO_EFFECTS,
  type SpendChange,
} from '../../shared/change.ts';
import type { ScopeDimension } from '../../shared/scope.ts';

export function sumOfChanges(all: Iterable<Changed>): Changed {
  let [before, after] = [NOTHING, NOTHING];
  const effects = { ...NO_EFFECTS };
  for (const one of all) {
    before = sumOfSides(before, one.before);
    after = sumOfSides(after, one.after);
    for (const effect of EFFECTS) effects[effect] += one.effects[effect];
  }
  return { before, after, effects };
}

const NOTHING: ChangeSide = { amount: 0n, basis: 'none', tokens: 0, input: 0, reads: 0, unpricedTokens: 0 };

function sumOfSides(a: ChangeSide, b: ChangeSide): ChangeSide {
  return {
    amount: a.amount + b.amount,
    basis: combine(a.basis, b.basis),
    tokens: a.tokens + b.tokens,
    input: a.input + b.input,
    reads: a.reads + b.reads,
    unpricedTokens: a.unpricedTokens + b.unpricedTokens,
  };
}

/** What each value of a dimension contributed: the largest change of either sign first, ties by id. */
export function changeBy(change: Pick<SpendChange, 'parts'>, dimension: ScopeDimension): ChangeOfValue[] {
  const groups = Map.groupBy(change.parts, ({ ids }: ChangePart) => ids[dimension]);
  const values = Array.from(groups, ([id, parts]): ChangeOfValue => ({ id, ...sumOfChanges(parts) }));
  return values.sort((a, b) => byOrder(sizeOf(b), sizeOf(a)) || byOrder(a.id, b.id));
}

function sizeOf(value: ChangeOfValue): bigint {
  const difference = differenceOf(value);
  return difference < 0n ? -difference : difference;
}

function byOrder<Key extends bigint | string>(a: Key, b: Key): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The item of the greatest size, the first of several. */
export function largest<Item>(items: readonly Item[], sizeOf: (item: Item) => bigint): Item | undefined {
  let best: Item | undefined;
  for (const item of items) if (best === undefined || sizeOf(item) > sizeOf(best)) best = item;
  return best;
}
