import { firstOfMonth, weekdayOf } from '../time/utc.ts';
import type { NamedRange } from './choice.ts';

/** Days by number (day 0 is 1 January 1970), both inclusive. */
export interface NumberedDays {
  readonly first: number;
  readonly last: number;
}

/** Days of a named range. A running week or month has all of its days, also those to come. */
export function namedDays(range: NamedRange, today: number): NumberedDays {
  switch (range) {
    case 'today':
      return { first: today, last: today };
    case 'yesterday':
      return { first: today - 1, last: today - 1 };
    case 'thisWeek': {
      const monday = today - weekdayOf(today);
      return { first: monday, last: monday + 6 };
    }
    case 'last7':
      return { first: today - 6, last: today };
    case 'last30':
      return { first: today - 29, last: today };
    case 'last90':
      return { first: today - 89, last: today };
    case 'thisMonth':
      return { first: firstOfMonth(today), last: firstOfMonth(today, 1) - 1 };
    case 'lastMonth':
      return { first: firstOfMonth(today, -1), last: firstOfMonth(today) - 1 };
  }
}

/** Returns true of days that are all of a month. */
export function isMonth({ first, last }: NumberedDays): boolean {
  return first === firstOfMonth(first) && last === firstOfMonth(first, 1) - 1;
}
