/** The previous period of an answer: its figures by bucket, its total, and its dates in words. */
import { onFirstDay, onLastDay } from '../time/daysOfSpan.ts';
import { DAY, HOUR, type Span } from '../time/utc.ts';
import type { Range } from './choice.ts';
import { clockText } from './clockText.ts';
import type { Explorer } from './explorer.ts';
import type { Format } from './format.ts';
import { isCost, isShare, unitsAt, unitsOf } from './measures.ts';
import { isMonth } from './namedDays.ts';

/**
 * Stands in a column of money for a bucket that the previous period does not have, such as September 31: no sum of
 * amounts is as low. Columns of numbers have NaN.
 */
export const NO_AMOUNT = -(2n ** 63n);

type Answer = Pick<Explorer, 'choice' | 'chart' | 'span' | 'previousSpan' | 'previousByBucket' | 'totals'>;

/** Figure of the previous period in a bucket: millionths of a cent, units or a fraction; null where it has none. */
export function previousAt(column: Explorer['previousByBucket'], bucket: number): bigint | number | null {
  const figure = column?.[bucket];
  return figure === undefined || figure === NO_AMOUNT || Number.isNaN(figure) ? null : figure;
}

/**
 * The whole previous period, which may have days that no bucket meets, such as October 31 beside November; null where it
 * is not known, or has no sum.
 */
export function previousTotal({ choice, totals: { before, values } }: Pick<Answer, 'choice' | 'totals'>) {
  if (before === null || isShare(choice.measure)) return null;
  if (isCost(choice.measure)) return before.cost.reduce((sum, amount) => sum + amount, 0n);
  return values.reduce((sum, _, at) => sum + unitsOf(choice.measure, unitsAt(before.counts, at)), 0);
}

/** Sums of the previous period up to each bucket, the last begun one with all that no bucket meets; null for a share. */
export function previousRunning(answer: Answer): readonly (bigint | number | null)[] | null {
  const { previousByBucket: column, chart } = answer;
  const total = previousTotal(answer);
  if (column === null || total === null) return null;
  const last = lastBegun(chart.buckets);
  let sum = column instanceof BigInt64Array ? 0n : 0;
  return chart.buckets.map((_, bucket) => {
    if (bucket > last) return null;
    const figure = previousAt(column, bucket);
    if (figure !== null) sum = typeof sum === 'bigint' ? sum + BigInt(figure) : sum + Number(figure);
    return bucket === last ? total : sum;
  });
}

function lastBegun(buckets: Answer['chart']['buckets']): number {
  const running = buckets.findIndex((bucket) => bucket.running);
  return running < 0 ? buckets.length - 1 : running;
}

/**
 * Returns true where buckets are compared by the date in the month, with whatever weekday that was: side by side in a
 * chart they would say nothing but that.
 */
export function comparesByDate({ choice: { range }, chart: { unit } }: Pick<Answer, 'choice' | 'chart'>): boolean {
  return unit !== 'month' && isOfMonth(range);
}

function isOfMonth(range: Range): boolean {
  if (range.type !== 'days') return range.type === 'thisMonth' || range.type === 'lastMonth';
  const [first, last] = [range.from, range.to].sort().map((day) => Date.parse(`${day}T00:00:00Z`) / DAY);
  return first !== undefined && last !== undefined && isMonth({ first, last });
}

/** Dates of the previous period: `Sep 26 – Oct 25`, `Nov 28 to 14:07` while the day is running; with times for hours. */
export function previousDates(answer: Pick<Answer, 'choice' | 'chart' | 'previousSpan'>, format: Format): string {
  const { choice, chart, previousSpan } = answer;
  if (choice.range.type === 'instants') return spanTimesText(previousSpan, format);
  const isCut = chart.buckets.some(({ running }) => running);
  return spanDaysText(previousSpan, isCut, format);
}

/** Names the span of the previous period that a bucket is compared with: `Sat, Sep 26`, `Sep 28 – Oct 4`. */
export function previousBucketDates(answer: Answer, bucket: number, format: Format): string {
  const { choice, chart, span, previousSpan } = answer;
  const own = chart.buckets[bucket];
  if (!own) return '';
  // Buckets and theirs are as far from each other as both periods are, but for changes of clocks.
  const shift = span.start - previousSpan.start;
  const met = { start: own.start - shift, end: own.end - shift };
  switch (chart.unit) {
    case 'minute':
    case 'hour':
      return choice.range.type === 'instants' ? spanTimesText(met, format) : clockTimes(own, shift, format);
    case 'day':
      return format.weekdayDay(onFirstDay(met));
    case 'week':
      return spanDaysText(met, false, format);
    case 'month':
      return spanDaysText(previousSpan, false, format);
  }
}

/** Dates of the previous period up to what a bucket is compared with: `Nov 9 – 11`. */
export function previousDatesTo(answer: Answer, bucket: number, format: Format): string {
  const { chart, span, previousSpan } = answer;
  const own = chart.buckets[bucket];
  if (!own || bucket >= lastBegun(chart.buckets)) return previousDates(answer, format);
  const end = Math.min(own.end - span.start + previousSpan.start, previousSpan.end);
  const met = { start: previousSpan.start, end };
  return chart.unit === 'hour' || chart.unit === 'minute'
    ? spanTimesText(met, format)
    : spanDaysText(met, false, format);
}

/** The same times of the clock on the day that is so much earlier, give or take an hour: `Nov 28, 14:00–15:00`. */
function clockTimes({ start, end }: Span, shift: number, format: Format): string {
  const noon = start + (12 - Number(format.time(start).slice(0, 2))) * HOUR;
  return `${format.day(noon - shift)}, ${clockText(start, format)}–${clockText(end, format)}`;
}

/** `Nov 22 – 28`; with a time where it is cut within a day: `Nov 28 to 14:07`. */
export function spanDaysText({ start, end }: Span, isCut: boolean, format: Format): string {
  const span = { start, end };
  const first = onFirstDay(span);
  const last = isCut ? Math.max(end - 1, first) : onLastDay(span);
  const text = format.days(first, last);
  return isCut && end - start < DAY - HOUR && format.day(first) === format.day(last)
    ? `${text} to ${format.time(end)}`
    : text;
}

/** `Nov 22, 14:00–15:00`, `Nov 22, 23:00 – Nov 23, 01:00` */
export function spanTimesText({ start, end }: Span, format: Format): string {
  const [day, endDay] = [format.day(start), format.day(end - 1)];
  const [from, to] = [clockText(start, format), clockText(end, format)];
  return day === endDay ? `${day}, ${from}–${to}` : `${day}, ${from} – ${format.day(end)}, ${to}`;
}
