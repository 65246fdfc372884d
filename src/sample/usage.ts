import { SERIES_FIELDS, seriesWith } from '../source/series.ts';
import type { BucketWidth, UsageBucket, UsageQuery, UsageRow } from '../source/source.ts';
import { DAY, HOUR, MINUTE, startOfHour } from '../time/utc.ts';
import { dayNumber } from './schedule.ts';
import { type Stream, streamsOn } from './streams.ts';
import { elapsedPart, type Flow, flowsOfDay, type HourTraffic, hourOf, minutesOf, sumBy } from './traffic.ts';

const WIDTHS: Record<BucketWidth, number> = { '1m': MINUTE, '1h': HOUR, '1d': DAY };

/**
 * The buckets of a query that are there at this instant, one after the other: hours and days when they are over, minutes
 * up to the running one, of which only the seconds that have passed.
 */
export function* usageBuckets(query: UsageQuery, now: number): Generator<UsageBucket> {
  const width = WIDTHS[query.width];
  const shown = query.width === '1m' ? Math.ceil(now / width) * width : Math.floor(now / width) * width;
  const to = Math.min(query.to, shown);
  const flowsAt = flowReader(query.width, now);
  for (let start = Math.floor(query.from / width) * width; start + width <= to; start += width)
    yield { start, end: start + width, rows: rowsOf(flowsAt(start), query) };
}

/** Remembers the day's streams and the hour's minutes, since buckets are read in order. */
function flowReader(width: BucketWidth, now: number): (start: number) => Iterable<Flow> {
  let day = Number.NaN;
  let streams: readonly Stream[] = [];
  let hour = Number.NaN;
  let minutes: readonly (readonly Flow[])[] = [];
  const hourAt = (start: number): HourTraffic => {
    if (dayNumber(start) !== day) {
      day = dayNumber(start);
      streams = streamsOn(day);
    }
    return hourOf(start, streams);
  };
  return (start) => {
    if (width === '1d') return flowsOfDay(dayNumber(start));
    const hourStart = startOfHour(start);
    if (width === '1h') return hourAt(hourStart).flows;
    if (hourStart !== hour) {
      hour = hourStart;
      minutes = minutesOf(hourAt(hourStart));
    }
    const flows = minutes[(start - hourStart) / MINUTE] ?? [];
    return start + MINUTE <= now ? flows : elapsedPart(flows, (now - start) / MINUTE);
  };
}

type Grouping = Pick<UsageQuery, 'groupBy' | 'inferenceGeo' | 'speed'>;

/** Sums flows by the dimensions asked for, after the filters; a group of nothing but zeros is not there. */
function rowsOf(flows: Iterable<Flow>, { groupBy, inferenceGeo, speed }: Grouping): UsageRow[] {
  const fields = SERIES_FIELDS.filter(({ name }) => groupBy.includes(name));
  const asked = [...flows].filter(
    ({ stream }) =>
      (inferenceGeo === undefined || stream.inferenceGeo === inferenceGeo) &&
      (speed === undefined || stream.speed === speed),
  );
  const groups = sumBy(asked, (stream) => fields.map(({ key }) => stream[key]).join('|'));
  return groups.flatMap(({ stream, amounts }) => {
    if (amounts.every((amount) => amount === 0)) return [];
    return [{ series: seriesWith((field) => (fields.includes(field) ? stream[field.key] : '')), counts: amounts }];
  });
}
