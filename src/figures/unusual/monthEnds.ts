import { DAY, firstOfMonth } from '../../time/utc.ts';

/** Days at either end of a month that have rhythms of their own: invoices, closings, monthly batches. */
const DAYS_AT_ENDS = 4;
const MONTHS_BACK = 3;

/**
 * Days of past months (starts, ms) that stand to the end or the beginning of their month as a day does; none for a day in a
 * month's midst.
 */
export function sameDaysOfMonths(dayStart: number): number[] {
  const day = dayStart / DAY;
  const fromStart = day - firstOfMonth(day);
  const fromEnd = firstOfMonth(day, 1) - day;
  const days: number[] = [];
  for (let back = 1; back <= MONTHS_BACK; back++) {
    if (fromStart < DAYS_AT_ENDS) days.push((firstOfMonth(day, -back) + fromStart) * DAY);
    if (fromEnd <= DAYS_AT_ENDS) days.push((firstOfMonth(day, 1 - back) - fromEnd) * DAY);
  }
  return days;
}
