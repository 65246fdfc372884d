import type { Format } from '../shared/format.ts';
import { SAME_DATE_HOUR } from '../spend/day/pricedDay.ts';
import type { PricedDays } from './scan/pricedDays.ts';

/**
 * Days whose usage and final bill contradict each other, one sentence each way: they are asked for daily for 31 days, and
 * then taken as they are.
 */
export function contradictionCaveats(pricedDays: PricedDays, format: Format): string[] {
  const unbilled: number[] = [];
  const unused: number[] = [];
  for (const { start, isFinal, billed, hours } of pricedDays.entries()) {
    if (!isFinal || !pricedDays.isComplete(start)) continue;
    const isUsed = [...hours.values()].some(({ empty }) => !empty);
    // Usage that no bill has, such as Priority Tier, contradicts none.
    if (isUsed && !billed && pricedDays.spend(start)?.basis === 'estimated') unbilled.push(start);
    if (!isUsed && billed && (pricedDays.spend(start)?.kinds ?? []).some(({ amount }) => amount > 0n))
      unused.push(start);
  }
  const sentences: string[] = [];
  if (unbilled.length > 0) {
    const are = unbilled.length === 1 ? 'is' : 'are';
    sentences.push(`${bills(unbilled, format)} ${are} empty though there was usage: the cost shown is an estimate.`);
  }
  if (unused.length > 0) {
    const have = unused.length === 1 ? 'has' : 'have';
    sentences.push(
      `${bills(unused, format)} ${have} charges for tokens but the API shows no usage: they belong to no API key.`,
    );
  }
  return sentences;
}

function bills(days: readonly number[], format: Format): string {
  const [first = 0] = days;
  return days.length === 1
    ? `The bill of ${format.day(first + SAME_DATE_HOUR)}`
    : `The bills of ${format.count(days.length)} days`;
}
