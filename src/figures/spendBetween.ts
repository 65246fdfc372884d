import { basisAt } from '../shared/basis.ts';
import { type Cost, sumOfCosts } from '../shared/cost.ts';
import { mulDiv } from '../shared/money.ts';
import { DimensionKeys } from '../spend/day/dimensionKeys.ts';
import { DAY, MINUTE, type Span, startOfHour, startOfUtcDay } from '../time/utc.ts';
import { itemsOfParts } from './costItems.ts';
import type { PricedDays } from './scan/pricedDays.ts';

/** Spend of a part of a day. */
export interface PartOfDay {
  readonly cost: Cost;
  /** An end of it is that of its hour, as the minutes of that are not known. */
  readonly isByHour: boolean;
}

/**
 * Cost of a part of one UTC day, cut by the minute. A charge of no hour, such as code execution in a bill, counts in
 * proportion to the time. An end inside an hour whose minutes are not known is moved back to the beginning of the hour. Null
 * for a day that is not known.
 */
export function partOfDay(pricedDays: PricedDays, span: Span): PartOfDay | null {
  const day = startOfUtcDay(span.start);
  const [start, end] = [cutAt(span.start, pricedDays), cutAt(span.end, pricedDays)];
  const isByHour = start.isMoved || end.isMoved;
  const cuts = [start.at, end.at].filter((at) => at > day && at < day + DAY);
  if (cuts.length > 0 && !pricedDays.isComplete(day)) return null;
  const keys = new DimensionKeys();
  const priced = pricedDays.priced(day, keys, cuts, MINUTE);
  if (!priced) return null;
  const timed = { ...priced, unallocated: priced.unallocated.filter(({ spread }) => spread) };
  const items = itemsOfParts(timed, keys.all, cuts).filter((item) => item.start >= start.at && item.start < end.at);
  const charges = priced.unallocated.flatMap(({ spread, amount, basis }): Cost[] => {
    const part = mulDiv(amount, BigInt(end.at - start.at), BigInt(DAY));
    return spread ? [] : [{ amount: part, basis: basisAt(basis), unpricedTokens: 0 }];
  });
  return { cost: sumOfCosts([...items, ...charges], pricedDays.basisOf({ start: day, end: day + DAY })), isByHour };
}

function cutAt(instant: number, pricedDays: PricedDays): { at: number; isMoved: boolean } {
  const minute = Math.floor(instant / MINUTE) * MINUTE;
  return pricedDays.canCutAt(minute) ? { at: minute, isMoved: false } : { at: startOfHour(minute), isMoved: true };
}
