import { DAY, MINUTE, type Span } from '../../time/utc.ts';
import { instantOfLocal, zoneDay, zoneOffset } from '../../time/zone.ts';
import type { ReportData } from '../reportData.ts';

/**
 * Span that the day at a position of `data.days` is compared with, `back` days (7 at most) earlier: a day, or for the
 * running one the part up to the same minute on the clock. Null where the two are not alike, or nothing of the day was
 * read. Days of the zone are alike, also when clocks are changed; all others where they are as long.
 */
export function daysBefore(
  data: Pick<ReportData, 'days' | 'daysBefore' | 'now' | 'dataTo' | 'period'>,
  at: number,
  back: number,
): Span | null {
  const { zone } = data.period;
  const day = data.days[at];
  const earlier = at < back ? data.daysBefore.at(at - back) : data.days[at - back];
  if (!day || !earlier || day.cut || earlier.cut) return null;
  const sameTime = (instant: number) => instantOfLocal(instant + zoneOffset(instant, zone) - back * DAY, zone);
  const moment = Math.floor(Math.min(data.now, data.dataTo ?? data.now) / MINUTE) * MINUTE;
  const isRunning = data.now < day.end;
  const end = isRunning ? Math.min(sameTime(moment), earlier.end) : earlier.end;
  const length = (isRunning ? moment : day.end) - day.start;
  const isOfZone = ({ start }: Span) => zoneDay(start, zone).start === start;
  const isAlike = (isOfZone(day) && isOfZone(earlier)) || end - earlier.start === length;
  return length > 0 && isAlike ? { start: earlier.start, end } : null;
}
