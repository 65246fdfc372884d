import { DayIndex } from '../../ledger/dayIndex.ts';
import { basisAt } from '../../shared/basis.ts';
import { exactDollars } from '../../shared/exactDollars.ts';
import { EMPTY_USAGE, seriesTotals } from '../../spend/day/dayUsage.ts';
import { type DimensionKey, DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { amountAt, type PricedDay } from '../../spend/day/pricedDay.ts';
import { priceFromBill } from '../../spend/day/priceFromBill.ts';
import { SeriesOrder } from '../../spend/day/seriesOrder.ts';
import { spendOfDay } from '../../spend/daySpend.ts';
import { ITEMS } from '../../spend/kind.ts';
import { utcDay } from '../../time/utc.ts';
import { rfc3339 } from '../../time/zone.ts';
import type { ExportSources, RowsOfDay } from './exportFormat.ts';
import { type IdNames, LATER_SERIES_COLUMNS, SERIES_COLUMNS, type SeriesText } from './idNames.ts';

export const ATTRIBUTION_COLUMNS = [
  'day',
  'hour',
  ...SERIES_COLUMNS,
  'cost_type',
  'token_type',
  'units',
  'amount_usd',
  'basis',
  ...LATER_SERIES_COLUMNS,
] as const;

/**
 * A row for each hour, series and kind of token; then the day's lines that belong to no usage, by the hour where they are
 * estimated so. Days are priced here and let go of: `PricedDays` would keep every one of them.
 */
export function attributionRows({ ledger, pricedDays }: ExportSources, names: IdNames): RowsOfDay {
  const days = new DayIndex(ledger);
  const keys = new DimensionKeys();
  const order = new SeriesOrder();
  const defaultWorkspaceId = ledger.names.defaultWorkspaceId();
  const texts: SeriesText[] = [];
  const textOf = (key: number) => {
    texts[key] ??= keyText(keys.all[key], names);
    return texts[key];
  };

  function* rows(day: PricedDay): Generator<string> {
    const name = utcDay(day.start);
    // The next cell of each row: they come in the order of their slots.
    const next = day.firsts.slice();
    for (const [slot, start] of day.starts.entries()) {
      const when = `${name},${rfc3339(start, 'UTC')}`;
      for (const [row, key] of day.keys.entries()) {
        const at = next[row] ?? 0;
        if (at === day.firsts[row + 1] || day.cellSlots[at] !== slot) continue;
        next[row] = at + 1;
        const { first, later } = textOf(key);
        yield `${when},${first},${day.counts[at]},${costText(day, row, at)}${later}`;
      }
    }
    for (const { key, amount, basis, spread } of day.unallocated) {
      const { first, later } = textOf(key);
      const parts = spread ? spread.slots() : [{ start: null, amount }];
      for (const part of parts) {
        const hour = part.start === null ? '' : rfc3339(part.start, 'UTC');
        yield `${name},${hour},${first},,${exactDollars(part.amount)},${basisAt(basis)}${later}`;
      }
    }
  }

  return (dayStart) => {
    const entry = pricedDays.entry(dayStart);
    const isComplete = pricedDays.isComplete(dayStart);
    if (!entry || (!(entry.isFinal && entry.billed) && !isComplete)) return null;
    const usage = days.columns(entry);
    const { start, isFinal, detail } = entry;
    const record = { start, isFinal, detail, bill: days.bill(entry), usage: seriesTotals(usage), defaultWorkspaceId };
    const spend = spendOfDay(record, pricedDays.rates, pricedDays.expectedBesideUsage(dayStart));
    // Usage that was read in part would draw all of the bill to itself.
    const used = isComplete ? usage : EMPTY_USAGE;
    return rows(priceFromBill({ spend, usage: used, detail, keys, order, priceOf: () => null }));
  };
}

function keyText(key: DimensionKey | undefined, names: IdNames): SeriesText {
  if (!key) return { first: '', later: '' };
  return names.seriesText({ ...key, model: key.usedModel }, key.costType, ITEMS[key.item] ?? '');
}

function costText(day: PricedDay, row: number, at: number): string {
  const { bases, unpriced } = day;
  if (unpriced[row] === 1) return ',unpriced';
  const basis = basisAt(bases[row]);
  return basis === 'none' ? ',' : `${exactDollars(amountAt(day, at))},${basis}`;
}
