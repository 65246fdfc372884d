import { knownZone } from './dayZone.ts';

export interface ClockTime {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Minutes since midnight, as clocks show. */
  readonly minute: number;
}

const MINUTE = 60_000;

type Clock = (instant: number) => ClockTime;

/** Making one takes many times as long as reading it. */
const clocks = new Map<string, Clock>();

/** Reads the clocks of a zone (IANA name); of UTC where the page knows none of that name, which the host may know. */
export function zoneClock(zone: string): Clock {
  const clock = clocks.get(zone) ?? makeClock(zone);
  clocks.set(zone, clock);
  return clock;
}

function makeClock(zone: string): Clock {
  const timeZone = knownZone(zone) ?? 'UTC';
  if (timeZone === 'UTC') return (instant) => clockOf(instant);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (instant) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return clockOf(Date.UTC(year, month - 1, day, hour, minute));
  };
}

function clockOf(local: number): ClockTime {
  const date = new Date(Math.floor(local / MINUTE) * MINUTE);
  return { day: date.toISOString().slice(0, 10), minute: date.getUTCHours() * 60 + date.getUTCMinutes() };
}
