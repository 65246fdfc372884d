import { daysIn } from '../../figures/scan/pricedDays.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import { onFirstDay } from '../../time/daysOfSpan.ts';
import { HOUR, type Span } from '../../time/utc.ts';
import { dayIn } from '../../time/zone.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { text } from '../table/cells.ts';
import type { ReportRow } from '../table/columnDef.ts';
import { type Sums, sumOfLines } from '../table/sums.ts';
import { daysBefore } from './daysBefore.ts';

/** A day; `before` is the day before. */
export interface DayRow extends ReportRow {
  readonly weekBefore: Sums | null;
}

/** A row for each day of the period, oldest first. What is not known is null, whichever day it is of. */
export function dayRows(data: ReportData, { filters }: ReportRequest): DayRow[] {
  const { zone } = data.period;
  const format = createFormat(data.locale, zone);
  // The year is said above the table.
  const dayText = (at: number) => `${format.weekday(at)}, ${format.day(at)}`;
  const bills = new Set(data.bills(data.period).flatMap(({ whole, start }) => (whole ? start : [])));
  // A day of a zone lies on two UTC days, each with a bill of its own.
  const isBilled = (day: Span) => daysIn(day).every((start) => bills.has(start));
  const kept = new Map<string, Sums | null>();
  const sumsOf = (span: Span | null, later?: Span): Sums | null => {
    if (span === null) return null;
    const key = `${span.start} ${span.end} ${later?.start}`;
    let sums = kept.get(key);
    if (sums === undefined) {
      sums = data.isKnown(span) ? sumOfLines(data.lines(span, filters, later)) : null;
      kept.set(key, sums);
    }
    return sums;
  };
  return data.days.map((day, at) => {
    const running = day.start <= data.now && data.now < day.end;
    const sums = sumsOf(day);
    const unused = sums !== null && sums.basis === 'none' && sums.unpricedTokens === 0 && isUnused(sums);
    const later = isBilled(day) ? undefined : day;
    const cut = day.cut ? `, cut: ${hoursText(day, format)}` : '';
    return {
      labels: [text(`${dayText(onFirstDay(day))}${cut}${running ? ', so far' : ''}`, dayIn(onFirstDay(day), zone))],
      // A day without any usage is known to have cost nothing.
      sums: unused ? { ...sums, basis: isBilled(day) ? 'billed' : 'estimated' } : sums,
      before: sumsOf(daysBefore(data, at, 1), later),
      weekBefore: sumsOf(daysBefore(data, at, 7), later),
    };
  });
}

/** `18.5 hours` */
export function hoursText({ start, end }: Span, format: Format): string {
  return `${format.count((end - start) / HOUR)} hours`;
}

function isUnused({ units }: Sums): boolean {
  return units.every((count) => count === 0);
}
