import type { Caveat } from '../shared/caveat.ts';
import type { Format } from '../shared/format.ts';
import { SAME_DATE_HOUR } from '../spend/day/pricedDay.ts';
import type { PricedDays } from './scan/pricedDays.ts';

/**
 * Days whose usage and final bill contradict each other, one sentence each way: they are asked for daily for 31 days, and
 * then taken as they are.
 */
export function contradictionCaveats(pricedDays: PricedDays, format: Format): Caveat[] {
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
  const caveats: Caveat[] = [];
  const say = (text: string) => caveats.push({ about: 'contradiction', text });
  if (unbilled.length > 0) {
    const are = unbilled.length === 1 ? 'is' : 'are';
    say(`${bills(unbilled, format)} ${are} empty although there was usage, so the cost shown is an estimate.`);
  }
  if (unused.length > 0) {
    const charge = unused.length === 1 ? 'charges' : 'charge';
    say(`${bills(unused, format)} ${charge} for tokens but the API shows no usage, so these charges have no API key.`);
  }
  return caveats;
}

function bills(days: readonly number[], format: Format): string {
  const [first = 0] = days;
  return days.length === 1
    ? `The bill for ${format.day(first + SAME_DATE_HOUR)}`
    : `The bills for ${format.count(days.length)} days`;
}
