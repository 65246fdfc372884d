import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import type { Unit } from '../choice.ts';
import { cutWords } from '../choiceWords.ts';
import { clockText } from '../clockText.ts';
import type { Format } from '../format.ts';
import type { ChartBucket } from '../panelView.ts';

const MANY_MONTHS = 11;

/**
 * Names of buckets, as short as they can be while they differ: `14:05`, `Nov 22, 14:00`, `Sun, Nov 22, 2026`,
 * `Nov 16 – Nov 22`, `November`, `Aug 25 – Aug 31 (part of a month)`.
 */
export function bucketLabels(
  buckets: readonly Pick<ChartBucket, 'start' | 'end' | 'cut'>[],
  unit: Unit,
  format: Format,
): string[] {
  const isOneDay = format.day(buckets[0]?.start ?? 0) === format.day(buckets.at(-1)?.start ?? 0);
  const timeText = (at: number) => `${format.day(at)}, ${clockText(at, format)}`;
  return buckets.map((bucket) => {
    const { start, end, cut = false } = bucket;
    const days = spanText(format.day(onFirstDay(bucket)), format.day(onLastDay(bucket)));
    if (cut) return `${unit === 'day' ? spanText(timeText(start), timeText(end)) : days} (${cutWords(bucket, unit)})`;
    if (unit === 'day') return format.longDay(onFirstDay(bucket));
    if (unit === 'week') return days;
    if (unit === 'month') return monthText((start + end) / 2, buckets.length > MANY_MONTHS, format);
    return isOneDay ? clockText(start, format) : timeText(start);
  });
}

const spanText = (first: string, last: string) => (first === last ? first : `${first} – ${last}`);

function monthText(middle: number, withYear: boolean, format: Format): string {
  return withYear ? `${format.month(middle)} ${new Date(middle).getUTCFullYear()}` : format.month(middle);
}
