import { type Kind, kindElsewhereKey } from './kind.ts';
import { listPrice } from './listPrices.ts';

/** Money (millionths of a cent) for a number of units: an exact fraction. */
export interface Rate {
  readonly amount: bigint;
  readonly units: bigint;
}

/** The rate of a kind, by what it was billed with and its units. */
export interface KindRate extends Rate {
  readonly kind: Kind;
}

/** Rates learned on one final day. */
export interface RateDay {
  readonly start: number;
  /** The same day as a key, `YYYY-MM-DD`. */
  readonly day: string;
  /** By `kindKey`. */
  readonly own: ReadonlyMap<string, KindRate>;
  /** By workspace, of each kind. */
  readonly everywhere: ReadonlyMap<string, ReadonlyMap<string, KindRate>>;
  readonly billedTiers: ReadonlySet<string>;
  /** True where its bill names no geographies. */
  readonly isGeoUnsaid: boolean;
}

/** Rates that a day has of the same kind in other workspaces. */
export function othersThan(kind: Kind, day: RateDay): KindRate[] {
  const byWorkspace = day.everywhere.get(kindElsewhereKey(kind)) ?? new Map<string, KindRate>();
  return [...byWorkspace].filter(([workspaceId]) => workspaceId !== kind.workspaceId).map(([, rate]) => rate);
}

/** Pools several rates: the sum of amounts over the sum of units. */
export function pooled(rates: readonly Rate[]): Rate {
  let [amount, units] = [0n, 0n];
  for (const rate of rates) {
    amount += rate.amount;
    units += rate.units;
  }
  return { amount, units };
}

/** A list price known to have changed between two UTC days scales a rate that was learned on the first. */
export function scaledByList(rate: Rate, kind: Kind, from: string, to: string): Rate {
  return from === to ? rate : scaled(rate, listPrice(kind, from), listPrice(kind, to));
}

/** The rate of a kind that another one stands for, at the list prices of both that day. */
export function scaledToKind(rate: Rate, from: Kind, to: Kind, day: string): Rate {
  return scaled(rate, listPrice(from, day), listPrice(to, day));
}

function scaled(rate: Rate, before: bigint | null, after: bigint | null): Rate {
  if (before === null || after === null || before === after || before === 0n) return rate;
  return { amount: rate.amount * after, units: rate.units * before };
}
