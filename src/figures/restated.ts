import type { Caveat } from '../shared/caveat.ts';
import type { Format } from '../shared/format.ts';
import type { Restated } from '../shared/panelView.ts';
import { SAME_DATE_HOUR } from '../spend/day/pricedDay.ts';
import { DAY, type Span } from '../time/utc.ts';
import type { PricedDays } from './scan/pricedDays.ts';

/** A restated bill is named beside the figures this long, ms. */
const TOLD_FOR = 31 * DAY;

/** Bills of a span's UTC days that were final and have been restated since, as one; null where there are none. */
export function restatedIn(pricedDays: PricedDays, span: Span): Restated | null {
  const found = pricedDays.entries().flatMap(({ start, restated }) => {
    const at = start + SAME_DATE_HOUR;
    const bill = restated && at >= span.start && at < span.end ? pricedDays.spend(start) : null;
    return restated && bill ? [{ ...restated, to: bill.total }] : [];
  });
  if (found.length === 0) return null;
  return {
    days: found.length,
    from: found.reduce((sum, { from }) => sum + from, 0n),
    to: found.reduce((sum, { to }) => sum + to, 0n),
    at: Math.max(...found.map(({ at }) => at)),
  };
}

/** At most one caveat, on the bills that were restated in the last 31 days. `now` in ms. */
export function restatedCaveats(pricedDays: PricedDays, now: number, format: Format): Caveat[] {
  const lately = pricedDays.entries().filter(({ restated }) => restated !== null && now - restated.at < TOLD_FOR);
  const [first] = lately;
  if (!first?.restated) return [];
  const about = 'restated';
  if (lately.length > 1) {
    return [{ about, text: `${format.count(lately.length)} past bills were restated in the last 31 days.` }];
  }
  const { from, at } = first.restated;
  const to = pricedDays.spend(first.start)?.total ?? 0n;
  const bill = `The bill for ${format.day(first.start + SAME_DATE_HOUR)}`;
  return [
    { about, text: `${bill} was restated on ${format.day(at)} from ${format.money(from)} to ${format.money(to)}.` },
  ];
}
