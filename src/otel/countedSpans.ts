import { DAY, HOUR, type Span, startOfHour, startOfUtcDay } from '../time/utc.ts';

/** A part of a UTC day whose usage counts, known by its start. */
export interface CountedSpan extends Span {
  /** The rest of the hour that the start falls into: it is cut by the minute, as long as minutes are kept. */
  readonly isHead: boolean;
}

/** Spans from the start of the counters, a minute, to the running day; those before `settledTo` are settled. Instants in ms. */
export function countedSpans(startedAt: number, settledTo: number, now: number): CountedSpan[] {
  const hour = startedAt % HOUR === 0 ? startedAt : startOfHour(startedAt) + HOUR;
  const firstDayEnd = startOfUtcDay(startedAt) + DAY;
  const spans: CountedSpan[] = [
    { start: startedAt, end: hour, isHead: true },
    { start: hour, end: firstDayEnd, isHead: false },
  ];
  for (let day = firstDayEnd; day <= now; day += DAY) spans.push({ start: day, end: day + DAY, isHead: false });
  return spans.filter(({ start, end }) => start < end && start >= settledTo);
}
