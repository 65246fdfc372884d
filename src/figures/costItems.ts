import { basisAt } from '../shared/basis.ts';
import type { Cost } from '../shared/cost.ts';
import type { DimensionKey } from '../spend/day/dimensionKeys.ts';
import { batchesOf, type PricedDay } from '../spend/day/pricedDay.ts';
import type { DaySpend } from '../spend/daySpend.ts';
import { isWebSearch } from '../spend/kind.ts';
import { DAY } from '../time/utc.ts';

/** Cost of one day, or of a part of it, by the fields that the status bar and the head of the panel rank. */
export interface CostItem extends Cost {
  /** Start of the UTC day, or of its part, ms; an instant that zones date alike for cost that belongs to no hour. */
  readonly start: number;
  readonly workspaceId: string;
  readonly model: string;
  readonly costType: string;
  /** True where it is estimated at the plain list price. */
  readonly isAtList: boolean;
  /** True for estimated cost without usage. */
  readonly isExpected: boolean;
}

/** Items of a full UTC day. Nothing is cut, so it needs no columns. */
export function itemsOfDay({ start, kinds, unallocated }: DaySpend): CostItem[] {
  const ofKinds = kinds.map(({ kind, amount, basis, source, unpricedTokens }): CostItem => {
    const costType = isWebSearch(kind.item) ? 'web_search' : 'tokens';
    const { workspaceId, model } = kind;
    const isAtList = source === 'list';
    return { start, workspaceId, model, costType, amount, basis, unpricedTokens, isAtList, isExpected: false };
  });
  const ofOthers = unallocated.map(({ workspaceId, model, costType, amount, basis, spread }): CostItem => {
    const isExpected = spread !== null;
    return { start, workspaceId, model, costType, amount, basis, unpricedTokens: 0, isAtList: false, isExpected };
  });
  return [...ofKinds, ...ofOthers];
}

type Amount = Pick<CostItem, 'amount' | 'unpricedTokens'>;

/** Items of the parts that instants (ms, ascending, each the start of a slot) cut a priced day into. */
export function itemsOfParts(day: PricedDay, keys: readonly DimensionKey[], cuts: readonly number[]): CostItem[] {
  const starts = [day.start, ...cuts];
  const partAt = (at: number) => starts.findLastIndex((start) => start <= at);
  const partOf = Uint8Array.from(day.starts, partAt);
  const sums = new Map<string, { -readonly [Name in keyof CostItem]: CostItem[Name] }>();
  const add = (start: number, key: number, own: Pick<CostItem, 'basis' | 'isAtList' | 'isExpected'>, cost: Amount) => {
    const { workspaceId = '', model = '', costType = '' } = keys[key] ?? {};
    const { basis, isAtList, isExpected } = own;
    const identity = `${start} ${basis} ${isAtList} ${isExpected} ${workspaceId}\0${model}\0${costType}`;
    const sum = sums.get(identity) ?? { start, workspaceId, model, costType, ...own, amount: 0n, unpricedTokens: 0 };
    sums.set(identity, sum);
    sum.amount += cost.amount;
    sum.unpricedTokens += cost.unpricedTokens;
  };
  const amounts = new Float64Array(starts.length);
  const counts = new Float64Array(starts.length);
  for (const batch of batchesOf(day)) {
    for (let row = 0; row < batch.keys.length; row++) {
      const basis = basisAt(batch.bases[row]);
      if (basis === 'none') continue;
      amounts.fill(0);
      counts.fill(0);
      const end = batch.firsts[row + 1] ?? 0;
      for (let cell = batch.firsts[row] ?? 0; cell < end; cell++) {
        const part = partOf[batch.cellSlots[cell] ?? 0] ?? 0;
        amounts[part] = (amounts[part] ?? 0) + (batch.amounts[cell] ?? 0);
        counts[part] = (counts[part] ?? 0) + (batch.counts[cell] ?? 0);
      }
      const isAtList = batch.listed[row] === 1;
      for (const [part, start] of starts.entries()) {
        const [amount = 0, count = 0] = [amounts[part], counts[part]];
        if (amount === 0 && count === 0) continue;
        const unpricedTokens = batch.unpriced[row] === 1 ? count : 0;
        const cost = { amount: BigInt(amount) * batch.scale, unpricedTokens };
        add(start, batch.keys[row] ?? 0, { basis, isAtList, isExpected: false }, cost);
      }
    }
  }
  for (const { at, key, amount, basis, spread } of day.unallocated) {
    const own = { basis: basisAt(basis), isAtList: false, isExpected: spread !== null };
    if (!spread) {
      add(at, key, own, { amount, unpricedTokens: 0 });
      continue;
    }
    for (const [part, start] of starts.entries()) {
      const amount = spread.between(start, starts[part + 1] ?? day.start + DAY);
      if (start < spread.until) add(start, key, own, { amount, unpricedTokens: 0 });
    }
  }
  return [...sums.values()];
}
