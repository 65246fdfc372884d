import { type Range, UNITS, type Unit, unitFor } from '../../../src/shared/choice.ts';
import type { ChartBucket } from '../../../src/shared/panelView.ts';
import { onFirstDay, onLastDay } from '../../../src/time/daysOfSpan.ts';
import { zoneClock } from '../../../src/time/zoneClock.ts';

/** Range and unit that a click or a drag asks for. */
export interface Zoom {
  readonly range: Range;
  readonly unit: Unit;
}

type Span = Pick<ChartBucket, 'start' | 'end'>;

const INSIDE: Readonly<Record<Unit, Unit | null>> = {
  month: 'day',
  week: 'day',
  day: 'hour',
  hour: 'minute',
  minute: null,
};

/** Fewer buckets than this say little: a finer unit says more. */
const FEW = 6;

/** Finds the range and the finer unit of a bucket; null for a minute. */
export function drillDown(bucket: Span, unit: Unit, zone: string): Zoom | null {
  const inside = INSIDE[unit];
  return inside && { range: rangeOf(bucket, unit, zone), unit: inside };
}

/** Finds the range from one bucket to another, both inclusive and in either order; null when they are the same. */
export function zoomTo(buckets: readonly Span[], from: number, to: number, unit: Unit, zone: string): Zoom | null {
  const first = buckets[Math.max(0, Math.min(from, to))];
  const last = buckets[Math.min(buckets.length - 1, Math.max(from, to))];
  if (!first || !last || first === last) return null;
  const span = { start: first.start, end: last.end };
  const count = Math.abs(to - from) + 1;
  const wished = count < FEW ? (UNITS[UNITS.indexOf(unit) - 1] ?? unit) : unit;
  return { range: rangeOf(span, unit, zone), unit: unitFor(wished, span.end - span.start) };
}

/** Makes a range of a span: by days where it is whole days, else by instants. */
function rangeOf(span: Span, unit: Unit, zone: string): Range {
  if (unit === 'hour' || unit === 'minute') return { type: 'instants', start: span.start, end: span.end };
  const clock = zoneClock(zone);
  return { type: 'days', from: clock(onFirstDay(span)).day, to: clock(onLastDay(span)).day };
}
