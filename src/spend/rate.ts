import { type Kind, kindElsewhereKey } from './kind.ts';
import { listPrice } from './listPrices.ts';

/** Money (millionths of a cent) for a number of units: an exact fraction. */
export interface Rate {
  readonly amount: bigint;
  readonly units: bigint;
}

/** Rates learned on one whole day. */
export interface RateDay {
  readonly start: number;
  /** The same day as a key, `YYYY-MM-DD`. */
  readonly day: string;
  readonly own: ReadonlyMap<string, Rate>;
  /** By workspace, of each kind. */
  readonly everywhere: ReadonlyMap<string, ReadonlyMap<string, Rate>>;
  /** What was paid, over what list prices would have made of it, by model. */
  readonly paidOfList: ReadonlyMap<string, Rate>;
  readonly billedTiers: ReadonlySet<string>;
  /** Its bill says nothing of geographies. */
  readonly isGeoUnsaid: boolean;
}

export function othersThan(kind: Kind, day: RateDay): Rate[] {
  const byWorkspace = day.everywhere.get(kindElsewhereKey(kind)) ?? new Map<string, Rate>();
  return [...byWorkspace].filter(([workspaceId]) => workspaceId !== kind.workspaceId).map(([, rate]) => rate);
}

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
  if (from === to) return rate;
  const before = listPrice(kind, from);
  const after = listPrice(kind, to);
  if (before === null || after === null || before === after || before === 0n) return rate;
  return { amount: rate.amount * after, units: rate.units * before };
}
