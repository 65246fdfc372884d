import type { Unit } from '../../src/shared/choice.ts';
import { cutWords } from '../../src/shared/choiceWords.ts';
import { clockText } from '../../src/shared/clockText.ts';
import type { Chart } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { ChartBucket } from '../../src/shared/panelView.ts';
import { onFirstDay, onLastDay } from '../../src/time/daysOfSpan.ts';
import { type ClockTime, zoneClock } from '../../src/time/zoneClock.ts';

export interface AxisName {
  readonly index: number;
  readonly name: string;
}

/** Length of `Tue, Nov 24` by that of `Nov 24`. */
const WEEKDAY_LENGTH = 1.6;
/** Days from one name on the axis to the next, up to which they have their weekdays. */
const MOST_DAYS_APART = 4;
const A_DAY = 24 * 60;
/** Minutes: steps that divide a day and begin at its midnight. */
const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, A_DAY] as const;

/**
 * Chooses the buckets that are named on the axis, at most `room` of them. Days, weeks and months are counted from the
 * running one, or the newest, so that today always is; hours and minutes are even ones of the zone's clock.
 */
export function axisNames(chart: Named, format: Format): (room: number) => AxisName[] {
  const names = made.get(chart.buckets) ?? makeNames(chart, format);
  made.set(chart.buckets, names);
  return names;
}

type Named = Pick<Chart, 'unit' | 'zone' | 'buckets'>;
/** An answer is drawn many times, in one locale and zone. */
const made = new WeakMap<Chart['buckets'], (room: number) => AxisName[]>();

function makeNames(chart: Named, format: Format): (room: number) => AxisName[] {
  const { unit, buckets } = chart;
  if (unit === 'hour' || unit === 'minute') return clockNames(chart, format);
  const running = buckets.findIndex((bucket) => bucket.running);
  const anchor = running < 0 ? buckets.length - 1 : running;
  const stepOf = (room: number) => Math.ceil(buckets.length / Math.max(1, Math.floor(room)));
  return (room) => {
    const long = stepOf(room / WEEKDAY_LENGTH);
    const hasWeekday = unit === 'day' && long <= MOST_DAYS_APART;
    const step = hasWeekday ? long : stepOf(room);
    // Beside narrow bars the last name has no room beyond its own.
    const isLong = (index: number) => hasWeekday && (step === 1 || index < buckets.length - 1);
    return buckets.flatMap((bucket, index) => {
      if ((index - anchor) % step !== 0) return [];
      return [{ index, name: nameOf(bucket, unit, isLong(index) ? format.weekdayDay : format.day) }];
    });
  };

  function nameOf(bucket: ChartBucket, of: Unit, dayName: Format['day']): string {
    const { start, end, running: isNow, cut = false } = bucket;
    if (of === 'month' && !cut) return format.month((start + end) / 2);
    return isNow && of === 'day' ? 'today' : dayName(onFirstDay(bucket));
  }
}

function clockNames({ unit, zone, buckets }: Named, format: Format) {
  const clock = zoneClock(zone);
  const times = buckets.map(({ start }) => clock(start));
  const isOneDay = times[0]?.day === times.at(-1)?.day;
  const smallest = unit === 'hour' ? 60 : 1;
  const midnights = evenTimes(times, A_DAY, smallest);
  const named = (index: number): AxisName => {
    const start = buckets[index]?.start ?? 0;
    return { index, name: midnights.includes(index) && !isOneDay ? format.day(start) : format.time(start) };
  };
  return (room: number): AxisName[] => {
    const most = Math.max(1, Math.floor(room));
    for (const step of STEPS) {
      if (step < smallest) continue;
      const found = evenTimes(times, step, smallest);
      if (found.length <= most) return found.map(named);
    }
    const every = Math.ceil(midnights.length / most);
    return midnights.filter((_, at) => at % every === 0).map(named);
  };
}

/**
 * The first bucket of each step. Hours that begin at half past are as even as can be, as is what follows a time that
 * clocks leave out; a time that they show twice is named once.
 */
function evenTimes(times: readonly ClockTime[], step: number, length: number): number[] {
  return times.flatMap(({ day, minute }, index) => {
    const before = times[index - 1];
    const isFirst = before
      ? before.day !== day || Math.floor(before.minute / step) !== Math.floor(minute / step)
      : minute % step < length;
    return isFirst ? [index] : [];
  });
}

/**
 * Names a bucket in full: `Sun, Nov 22, 2026`, `Mon, Nov 16 – Sun, Nov 22, 2026`, `Sun, Nov 22, 2026, 14:00–15:00`,
 * `Tue, Aug 25 – Mon, Aug 31, 2026 (part of a month)`.
 */
export function bucketTitle(bucket: Pick<ChartBucket, 'start' | 'end' | 'cut'>, unit: Unit, format: Format): string {
  const { start, end } = bucket;
  if (bucket.cut) return `${spanTitle(bucket, unit === 'day' ? 'hour' : unit, format)} (${cutWords(bucket, unit)})`;
  switch (unit) {
    case 'minute':
      return `${format.longDay(start)}, ${clockText(start, format)}`;
    case 'hour':
      return `${format.longDay(start)}, ${clockText(start, format)}–${clockText(end, format)}`;
    case 'day':
      return format.longDay(onFirstDay(bucket));
    case 'week':
      return spanTitle(bucket, unit, format);
    case 'month': {
      // Its middle is in the same month and year in whatever zone it was cut.
      const middle = (start + end) / 2;
      return `${format.month(middle)} ${new Date(middle).getUTCFullYear()}`;
    }
  }
}

/** Names several buckets by their ends: `Fri, Nov 6 – Mon, Nov 16, 2026`, `Nov 21, 22:00 – Nov 22, 02:00`. */
export function spanTitle(span: Pick<ChartBucket, 'start' | 'end'>, unit: Unit, format: Format): string {
  if (unit !== 'hour' && unit !== 'minute') {
    return format.longDays(onFirstDay(span), onLastDay(span));
  }
  return [span.start, span.end].map((instant) => `${format.day(instant)}, ${clockText(instant, format)}`).join(' – ');
}

/** Names of the weekdays, Monday first. */
export function weekdayNames(format: Format, zone: string): string[] {
  const clock = zoneClock(zone);
  const names = new Array<string>(7).fill('');
  // Far from UTC the noon of a Monday is on another day, but seven noons are on seven days.
  for (let day = 1; day <= 7; day++) {
    const noon = Date.UTC(2024, 0, day, 12);
    names[(new Date(clock(noon).day).getUTCDay() + 6) % 7] = format.weekday(noon);
  }
  return names;
}
