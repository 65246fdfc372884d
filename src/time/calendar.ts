import { DAY, firstOfMonth, type Span, startOfUtcDay, weekdayOf } from './utc.ts';
import { instantOfLocal, zoneOffset } from './zone.ts';

/** Kept UTC days, oldest first, and whether what is known of them can be cut at an instant (ms). */
export interface KeptDays {
  entries(): readonly Pick<Span, 'start'>[];
  canCutAt(at: number): boolean;
}

/** The days of a zone by number: day 0 is 1 January 1970. Instants in ms. */
export class Calendar {
  readonly zone: string;
  /** The day that `now` is in. */
  readonly today: number;
  /** From this day on days are cut in the zone; before it, where hours or minutes are not known, they are UTC days. */
  readonly exactFrom: number;
  /** Start of the first day that all of is kept, ms. */
  readonly keptFrom: number;
  readonly #starts = new Map<number, number>();

  constructor(zone: string, now: number, kept: KeptDays) {
    this.zone = zone;
    this.today = localDay(now, zone);
    const oldest = kept.entries()[0]?.start ?? now;
    let day = this.today;
    while (day * DAY >= startOfUtcDay(oldest) && kept.canCutAt(localStart(day, zone))) day -= 1;
    this.exactFrom = zone === 'UTC' ? Number.NEGATIVE_INFINITY : day + 1;
    const first = this.dayOf(oldest);
    this.keptFrom = this.startOf(this.startOf(first) < oldest ? first + 1 : first);
  }

  startOf(day: number): number {
    let start = this.#starts.get(day);
    if (start === undefined) {
      start = day >= this.exactFrom ? localStart(day, this.zone) : day * DAY;
      this.#starts.set(day, start);
    }
    return start;
  }

  /** Number of the day; where UTC days end and local days begin one is shorter or longer, so that all time is in one day. */
  dayOf(instant: number): number {
    if (instant >= this.startOf(this.exactFrom)) return localDay(instant, this.zone);
    return Math.min(Math.floor(instant / DAY), this.exactFrom - 1);
  }

  /** True of a day that is longer or shorter than others, because it begins with one of UTC and ends with one of the zone. */
  isSeam(day: number): boolean {
    return day === this.exactFrom - 1 && this.startOf(day + 1) !== (day + 1) * DAY;
  }

  /**
   * So many days before an instant, when clocks show the same: those of the zone, or of UTC where its days are. What
   * lies between two instants is as long as between the earlier ones, but for changes of clocks.
   */
  daysEarlier(instant: number, days: number): number {
    if (instant < this.startOf(this.exactFrom)) return instant - days * DAY;
    return instantOfLocal(instant + zoneOffset(instant, this.zone) - days * DAY, this.zone);
  }

  /** Monday is 0. */
  weekday(day: number): number {
    return weekdayOf(day);
  }

  /** First day of the month that a day is in, or of one so many months later. */
  monthOf(day: number, later = 0): number {
    return firstOfMonth(day, later);
  }
}

function localDay(instant: number, zone: string): number {
  return Math.floor((instant + zoneOffset(instant, zone)) / DAY);
}

function localStart(day: number, zone: string): number {
  return zone === 'UTC' ? day * DAY : instantOfLocal(day * DAY, zone);
}
