/** Ranges of the choice as lengths, days and bounds. Days are `YYYY-MM-DD`. */
import { type Choice, type Range, type Unit, unitFor } from '../../src/shared/choice.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import { namedDays } from '../../src/shared/namedDays.ts';

const DAY = 86_400_000;

const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (start: number) => new Date(start).toISOString().slice(0, 10);

/** Shifts a day by so many days, back when negative. */
export function shiftDay(day: string, days: number): string {
  return dayOf(startOf(day) + days * DAY);
}

/** The first day of a history of so many days, today included. */
export function firstDay(today: string, historyDays: number): string {
  return shiftDay(today, 1 - historyDays);
}

/** Approximate length of a range, ms: days that change clocks count as 24 hours. */
export function lengthOf(range: Range, today: string): number {
  switch (range.type) {
    case 'days':
      return startOf(range.to) - startOf(range.from) + DAY;
    case 'since':
      return Math.max(startOf(today) - startOf(range.from) + DAY, DAY);
    case 'instants':
      return range.end - range.start;
    default: {
      const { first, last } = namedDays(range.type, startOf(today) / DAY);
      return (last - first + 1) * DAY;
    }
  }
}

/** How many days a day is before another. */
export function daysBetween(day: string, later: string): number {
  return (startOf(later) - startOf(day)) / DAY;
}

/** Change of a choice for a new range: a unit that was the range's usual one follows, another stays where it suits. */
export function rangeChange(
  { range: left, unit }: Pick<Choice, 'range' | 'unit'>,
  range: Range,
  today: string,
): Partial<Choice> {
  const length = lengthOf(range, today);
  const isUsual = unit === usualUnit(lengthOf(left, today));
  return { range, unit: unitFor(isUsual ? usualUnit(length) : unit, length) };
}

/** A day by day is a single bar. */
const usualUnit = (lengthMs: number): Unit => (lengthMs < 2 * DAY ? 'hour' : 'day');

/** Two days as the user wrote them, put in order and within the bounds; null while one is missing. */
export function daysRange(one: string, other: string, bounds: { readonly first: string; readonly last: string }) {
  if (one === '' || other === '') return null;
  // Days of one form order as text.
  const within = (day: string) => (day < bounds.first ? bounds.first : day > bounds.last ? bounds.last : day);
  const [from = '', to = ''] = [within(one), within(other)].sort();
  return { type: 'days', from, to } as const;
}

export function sameRange(one: Range, other: Range): boolean {
  if (one.type === 'days') return other.type === 'days' && one.from === other.from && one.to === other.to;
  if (one.type === 'since') return other.type === 'since' && one.from === other.from;
  if (one.type === 'instants') return other.type === 'instants' && one.start === other.start && one.end === other.end;
  return one.type === other.type;
}

/** The length of the chosen range: as answered where that is the answer to it, else about. */
export function chosenLength(
  { range }: Choice,
  { choice, span }: Pick<Explorer, 'choice' | 'span'>,
  today: string,
): number {
  return sameRange(range, choice.range) ? span.end - span.start : lengthOf(range, today);
}
