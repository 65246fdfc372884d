import type { Unit } from '../../src/shared/choice.ts';
import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { onFirstDay, onLastDay } from '../../src/shared/daysOfSpan.ts';
import type { Format } from '../../src/shared/format.ts';
import type { ChartBucket } from '../../src/shared/panelView.ts';

const MANY_MONTHS = 11;

/**
 * Names of buckets, as short as they are told apart by: `14:05`, `Nov 22, 14:00`, `Sun, Nov 22, 2026`, `Nov 16 – Nov 22`,
 * `November`, `Aug 25 – Aug 31 (part of a month)`.
 */
export function bucketLabels(
  buckets: readonly Pick<ChartBucket, 'start' | 'end' | 'cut'>[],
  unit: Unit,
  format: Format,
): string[] {
  const isOneDay = format.day(buckets[0]?.start ?? 0) === format.day(buckets.at(-1)?.start ?? 0);
  const timeText = (at: number) => `${format.day(at)}, ${format.time(at)}`;
  const labels = buckets.map((bucket) => {
    const { start, end, cut = false } = bucket;
    const days = spanText(format.day(onFirstDay(bucket)), format.day(onLastDay(bucket)));
    if (cut)
      return `${unit === 'day' ? spanText(timeText(start), timeText(end)) : days} (part of a ${UNIT_WORDS[unit]})`;
    if (unit === 'day') return format.longDay(onFirstDay(bucket));
    if (unit === 'week') return days;
    if (unit === 'month') return monthText((start + end) / 2, buckets.length > MANY_MONTHS, format);
    return isOneDay ? format.time(start) : timeText(start);
  });
  if (unit !== 'hour' && unit !== 'minute') return labels;
  // The hour that comes twice when clocks are turned back.
  const seen = new Map<string, number>();
  for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1);
  return labels.map((label, at) =>
    (seen.get(label) ?? 0) > 1 ? `${label} ${format.zoneName(buckets[at]?.start ?? 0)}` : label,
  );
}

const spanText = (first: string, last: string) => (first === last ? first : `${first} – ${last}`);

function monthText(middle: number, withYear: boolean, format: Format): string {
  return withYear ? `${format.month(middle)} ${new Date(middle).getUTCFullYear()}` : format.month(middle);
}
