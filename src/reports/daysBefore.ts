import { DAY, HOUR, instantOfLocal, MINUTE, type Span, zoneDay, zoneOffset } from '../spend/time.ts';
import type { ReportData } from './reportData.ts';

/** Clocks change by an hour or two. Days that differ by more are cut otherwise, as where those of UTC meet a zone's. */
const MOST_APART = 2 * HOUR;

/**
 * What the day at a position of `data.days` is like, so many days earlier: the same day, and of the running one the part
 * up to the same minute on the clock. Null where that would not be like with like, or nothing of the day has been read.
 */
export function daysBefore(
  data: Pick<ReportData, 'days' | 'now' | 'dataTo' | 'period'>,
  at: number,
  back: number,
): Span | null {
  const { zone } = data.period;
  const day = data.days[at];
  if (!day) return null;
  const sameTime = (instant: number) => instantOfLocal(instant + zoneOffset(instant, zone) - back * DAY, zone);
  const earlier = data.days[at - back] ?? dayLike(day, zone, back);
  const moment = Math.floor(Math.min(data.now, data.dataTo ?? data.now) / MINUTE) * MINUTE;
  const isRunning = data.now < day.end;
  const end = isRunning ? Math.min(sameTime(moment), earlier.end) : earlier.end;
  const length = (isRunning ? moment : day.end) - day.start;
  const isAlike = Math.abs(end - earlier.start - length) <= MOST_APART;
  return length > 0 && isAlike ? { start: earlier.start, end } : null;
}

/** Older days may be of UTC, whatever the zone. */
function dayLike({ start, end }: Span, zone: string, back: number): Span {
  if (zoneDay(start, zone).start !== start) return { start: start - back * DAY, end: end - back * DAY };
  return zoneDay(instantOfLocal(start + zoneOffset(start, zone) - back * DAY, zone), zone);
}
