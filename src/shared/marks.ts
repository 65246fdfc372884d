/** Marks on the time axis of charts, and where they are: the same on screen, in tables and in files. */
import { zoneClock } from '../time/zoneClock.ts';
import type { Mark } from './alert.ts';
import type { DayNote } from './dayNote.ts';
import type { ChartBucket } from './panelView.ts';

/** What marks are collected from. */
export interface Marked {
  readonly summary: { readonly marks?: readonly Mark[] };
  readonly notes: readonly DayNote[];
}

/** Alerts, unusual spend and notes together, oldest first. */
export function marksOf({ summary: { marks = [] }, notes }: Marked): readonly Mark[] {
  if (notes.length === 0) return marks;
  const noted = notes.map(({ at, text }): Mark => ({ kind: 'note', at, text }));
  return [...marks, ...noted].sort((a, b) => a.at - b.at);
}

/** Marks of each bucket; an empty list where no bucket has any. A note is on its date, whatever the zone. */
export function marksByBucket(
  marks: readonly Mark[],
  { buckets, zone }: { readonly buckets: readonly Pick<ChartBucket, 'start' | 'end'>[]; readonly zone: string },
): readonly (readonly Mark[])[] {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (marks.length === 0 || !first || !last) return [];
  const clock = zoneClock(zone);
  const bucketOf = ({ kind, at }: Mark): number => {
    if (kind !== 'note') return at < first.start ? -1 : buckets.findIndex(({ end }) => at < end);
    const day = new Date(at).toISOString().slice(0, 10);
    return day < clock(first.start).day ? -1 : buckets.findIndex(({ end }) => day <= clock(end - 1).day);
  };
  const found: Mark[][] = buckets.map(() => []);
  for (const mark of marks) found[bucketOf(mark)]?.push(mark);
  return found.some((of) => of.length > 0) ? found : [];
}

/** `Note: migration`; alerts and unusual spend are sentences already. */
export function markText({ kind, text }: Mark): string {
  return kind === 'note' ? `Note: ${text}` : text;
}
