import type { Calendar } from '../time/calendar.ts';
import { DAY, utcDay } from '../time/utc.ts';
import { zoneOffset } from '../time/zone.ts';
import { instantText } from './answerText.ts';
import type { ToldValue } from './foundValues.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Id and name of a day (`2026-11-29`, with its weekday) or an hour (its instant, with the time of the zone's clocks). */
export function bucketName(start: number, unit: 'day' | 'hour', calendar: Calendar, zone: string): ToldValue {
  if (unit === 'hour') {
    const local = new Date(start + zoneOffset(start, zone)).toISOString();
    return { id: instantText(start) ?? '', name: `${local.slice(0, 10)} ${local.slice(11, 16)}` };
  }
  const day = calendar.dayOf(start);
  const date = utcDay(day * DAY);
  return { id: date, name: `${WEEKDAYS[calendar.weekday(day)]}, ${date}` };
}
