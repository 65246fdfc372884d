import type { Unit } from '../../src/shared/choice.ts';
import type { Format } from '../../src/shared/format.ts';

const MANY_MONTHS = 11;

/**
 * Names of buckets by their bounds in ms, as short as they are told apart by: `14:05`, `Nov 22, 14:00`, `Sun, Nov 22,
 * 2026`, `Nov 16 – Nov 22`, `November`.
 */
export function bucketLabels(starts: readonly number[], end: number, unit: Unit, format: Format): string[] {
  const endOf = (at: number) => starts[at + 1] ?? end;
  const isOneDay = format.day(starts[0] ?? end) === format.day(starts.at(-1) ?? end);
  const labels = starts.map((start, at) => {
    const last = endOf(at) - 1;
    if (unit === 'day') return format.longDay(start);
    if (unit === 'week') return spanText(format.day(start), format.day(last));
    if (unit === 'month') return monthText((start + last) / 2, starts.length > MANY_MONTHS, format);
    return isOneDay ? format.time(start) : `${format.day(start)}, ${format.time(start)}`;
  });
  if (unit !== 'hour' && unit !== 'minute') return labels;
  // The hour that comes twice when clocks are turned back.
  const seen = new Map<string, number>();
  for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1);
  return labels.map((label, at) =>
    (seen.get(label) ?? 0) > 1 ? `${label} ${format.zoneName(starts[at] ?? end)}` : label,
  );
}

const spanText = (first: string, last: string) => (first === last ? first : `${first} – ${last}`);

function monthText(middle: number, withYear: boolean, format: Format): string {
  return withYear ? `${format.month(middle)} ${new Date(middle).getUTCFullYear()}` : format.month(middle);
}
