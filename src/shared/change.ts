/** The difference of two spans, split into what contributed to it: see `explainChange`. */
import { type Basis, combine } from './basis.ts';
import { CENT, type Money } from './money.ts';
import type { ScopeDimension } from './scope.ts';
import * as terms from './terms.ts';

/** Ways in which usage changes what it costs, in the order of columns. */
export const EFFECTS = ['volume', 'mix', 'price', 'cache', 'new', 'gone', 'other'] as const;
export type ChangeEffect = (typeof EFFECTS)[number];

/** Words of effects as headings. */
export const EFFECT_WORDS: Readonly<Record<ChangeEffect, string>> = {
  volume: 'Volume',
  mix: 'Mix of models',
  price: 'Price',
  cache: terms.CACHE_HIT_RATE,
  new: 'New',
  gone: 'Gone',
  other: 'Not token-based',
};

/** What each effect contributed, millionths of a cent: they sum to the difference. */
export type ChangeEffects = Readonly<Record<ChangeEffect, Money>>;

export const NO_EFFECTS: ChangeEffects = { volume: 0n, mix: 0n, price: 0n, cache: 0n, new: 0n, gone: 0n, other: 0n };

/** One of the two spans. */
export interface ChangeSide {
  /** Millionths of a cent. */
  readonly amount: Money;
  readonly basis: Basis;
  /** Tokens of keys with usage in both spans that the amount is of: not Priority Tier, refused, or without a price. */
  readonly tokens: number;
  /** Of them, input and cache reads. */
  readonly input: number;
  readonly reads: number;
  /** Tokens without a known price: they are in no amount. */
  readonly unpricedTokens: number;
}

/** Both spans of something, and what made the difference. */
export interface Changed {
  readonly before: ChangeSide;
  readonly after: ChangeSide;
  readonly effects: ChangeEffects;
}

/** A model's usage by one key in one workspace: the explorer's ids of all three. */
export interface ChangePart extends Changed {
  readonly ids: Readonly<Record<ScopeDimension, string>>;
}

/** The difference of everything. Its parts are in no order. */
export interface SpendChange extends Changed {
  readonly parts: readonly ChangePart[];
}

/** What one value of a dimension contributed. */
export interface ChangeOfValue extends Changed {
  readonly id: string;
}

/** Millionths of a cent by which it cost more. */
export function differenceOf({ before, after }: Pick<Changed, 'before' | 'after'>): Money {
  return after.amount - before.amount;
}

/** Basis of the difference, and of what made it. */
export function basisOfChange({ before, after }: Pick<Changed, 'before' | 'after'>): Basis {
  return combine(before.basis, after.basis);
}

/** The effects that matter, the largest of either sign first: a cent at least, and a tenth of the largest. */
export function mainEffects({ effects }: Pick<Changed, 'effects'>): ChangeEffect[] {
  const sizeOf = (effect: ChangeEffect) => (effects[effect] < 0n ? -effects[effect] : effects[effect]);
  const order = EFFECTS.toSorted((a, b) => Number(sizeOf(b) - sizeOf(a)));
  const [first = 'volume'] = order;
  return order.filter((effect) => sizeOf(effect) >= CENT && 10n * sizeOf(effect) >= sizeOf(first));
}
