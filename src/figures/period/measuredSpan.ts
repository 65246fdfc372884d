import type { Measurement } from '../../shared/measurement.ts';
import { DAY, HOUR, MINUTE, type Span, startOfHour } from '../../time/utc.ts';

/** Usage "typically appears within 5 minutes", at times later: this long after its end, ms, a measurement is final. */
const LATE = 10 * MINUTE;
/** Minutes of a measurement are kept this long, ms: older ends of it are those of hours. */
const MINUTES_KEPT = 7 * DAY;

/** The span that a measurement counts, as of an instant (ms). */
export interface MeasuredSpan extends Span {
  /** An end of it is too old to be cut by the minute. */
  readonly isByHour: boolean;
}

/**
 * Full minutes, as usage has no seconds: both the minute of the start and that of the stop count. An end that is older than
 * seven days is moved outwards to the hour. While it runs it ends with the running minute.
 */
export function measuredSpan({ startedAt, stoppedAt }: Measurement, now: number): MeasuredSpan {
  const first = startOfMinute(startedAt);
  const last = Math.max(startOfMinute(stoppedAt ?? now) + MINUTE, first + MINUTE);
  const oldest = now - MINUTES_KEPT;
  const start = first < oldest ? startOfHour(first) : first;
  const end = last < oldest ? Math.ceil(last / HOUR) * HOUR : last;
  return { start, end, isByHour: start !== first || end !== last };
}

/** Time by which late usage of a stopped measurement has come, ms; null while it runs. */
export function finalAt(measurement: Measurement): number | null {
  const { startedAt, stoppedAt } = measurement;
  return stoppedAt === null ? null : measuredSpan(measurement, Math.min(startedAt, stoppedAt)).end + LATE;
}

/** Starts of the hours that the ends of a measurement cut, ms: their minutes are needed. */
export function hoursCutByMeasurement(measurement: Measurement, now: number): number[] {
  const { start, end } = measuredSpan(measurement, now);
  const ends = measurement.stoppedAt === null ? [start] : [start, end];
  return ends.filter((at) => at % HOUR !== 0).map(startOfHour);
}

/** True of a minute, by its start (ms), that a measurement may still need: all of the hours that it touches. */
export function isMinuteMeasured(minute: number, measurement: Measurement, now: number): boolean {
  const { start, end } = measuredSpan(measurement, now);
  const isRecent = minute >= now - MINUTES_KEPT - HOUR;
  return isRecent && minute >= startOfHour(start) && minute < Math.ceil(end / HOUR) * HOUR;
}

function startOfMinute(instant: number): number {
  return Math.floor(instant / MINUTE) * MINUTE;
}
