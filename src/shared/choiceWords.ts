/** A choice in words: the sentence of the panel, the headings of its tables, the names of exported files. */
import { HOUR, type Span } from '../time/utc.ts';
import { capital } from './capital.ts';
import type { Choice, NamedRange, Range, Shape, Unit } from './choice.ts';
import { DIMENSION_WORDS } from './dimensions.ts';
import { MEASURE_WORDS } from './measures.ts';

export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
};

export const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  bars: 'bars',
  lines: 'lines',
  cumulative: 'running total',
  heat: 'heat map',
};

export const RANGE_WORDS: Readonly<Record<NamedRange, string>> = {
  today: 'today',
  yesterday: 'yesterday',
  thisWeek: 'this week',
  last7: 'the last 7 days',
  last30: 'the last 30 days',
  last90: 'the last 90 days',
  thisMonth: 'this month',
  lastMonth: 'last month',
};

/** `span` words the instants of a range of no name. */
export function rangeWords(range: Range, span: (start: number, end: number) => string): string {
  if (range.type === 'days') return range.from === range.to ? range.from : `${range.from} to ${range.to}`;
  if (range.type === 'since') return `since ${range.from}`;
  return range.type === 'instants' ? span(range.start, range.end) : RANGE_WORDS[range.type];
}

/** `Cost by model` */
export function titleOf({ measure, by }: Pick<Choice, 'measure' | 'by'>): string {
  return capital(`${MEASURE_WORDS[measure]} by ${DIMENSION_WORDS[by]}`);
}

/** `Cost by hour of the week` */
export function weekTitleOf({ measure }: Pick<Choice, 'measure'>): string {
  return capital(`${MEASURE_WORDS[measure]} by hour of the week`);
}

/** A day on which clocks are turned back, ms. */
const LONGEST_DAY = 25 * HOUR;

/** `part of a week`, for a bucket that is cut; a day that begins in UTC and ends in a zone behind it is more than a day. */
export function cutWords({ start, end }: Span, unit: Unit): string {
  const isMore = unit === 'day' && end - start > LONGEST_DAY;
  return `${isMore ? 'more than' : 'part of'} a ${UNIT_WORDS[unit]}`;
}
