import type { DayEntry } from '../../../src/ledger/dayEntry.ts';
import type { OrganizationLedger } from '../../../src/ledger/ledger.ts';
import type { UsageCell } from '../../../src/spend/bill.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';

/** Usage of a day cell by cell, as its columns hold it: hours that are cut come by `cutWidth`, or else in equal quarters. */
export function cellsOfDay(
  { usage }: OrganizationLedger,
  { start, hours }: DayEntry,
  cutHours: ReadonlySet<number>,
  cutWidth: number,
): UsageCell[] {
  const cells: UsageCell[] = [];
  for (const width of new Set([...hours.values()].map((hour) => hour.width))) {
    for (const cell of usage.cells(width, start, start + DAY, HOUR)) {
      const hour = hours.get(cell.start);
      if (hour?.width !== width) continue;
      if (!cutHours.has(cell.start)) cells.push(cell);
      else if (!hour.divisible) cells.push(...quarters(cell));
    }
  }
  for (const hour of cutHours) {
    if (hours.get(hour)?.divisible) cells.push(...usage.cells('1m', hour, hour + HOUR, cutWidth));
  }
  return cells;
}

function quarters({ series, start, counts }: UsageCell): UsageCell[] {
  return [0, 1, 2, 3].map((quarter) => ({
    series,
    start: start + quarter * 15 * MINUTE,
    counts: counts.map((count) => Math.floor((count * (quarter + 1)) / 4) - Math.floor((count * quarter) / 4)),
  }));
}
