import { DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { bytesOf, type PricedDay } from '../../spend/day/pricedDay.ts';
import type { PricedDays } from './pricedDays.ts';

/** A year of 2,800 keys that use two models, and some to spare. */
const MOST_BYTES = 320 * 2 ** 20;

interface CachedDay {
  readonly revision: string;
  readonly day: PricedDay | null;
  readonly bytes: number;
  /** Number of the newest question that it was wanted for. */
  wantedBy: number;
}

/**
 * Priced days: each is made once, and again when its data have changed. Where there are too many, those are dropped
 * that the question at hand does not want, and then no more are kept: if the longest unused were dropped, a question
 * about more days than there is room for would find none of them the next time.
 */
export class PricedDayCache {
  readonly #mostBytes: number;
  #keys = new DimensionKeys();
  readonly #days = new Map<number, CachedDay>();
  #bytes = 0;
  #question = 0;
  #made = 0;
  #clearings = 0;
  #defaultWorkspaceId: string | null = null;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  get keys(): DimensionKeys {
    return this.#keys;
  }

  /** Number of days made so far. */
  get made(): number {
    return this.#made;
  }

  /** Number of times that the cache was cleared: keys have other numbers since. */
  get clearings(): number {
    return this.#clearings;
  }

  /** Bytes that the days kept take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Frees what is kept: a hidden panel costs nothing. */
  clear(): void {
    this.#keys = new DimensionKeys();
    this.#days.clear();
    this.#bytes = 0;
    this.#clearings += 1;
  }

  /**
   * A UTC day in columns, cut at the quarters of the hours that midnights (ms) of the zone fall into; null for an
   * unknown day.
   */
  day(pricedDays: PricedDays, dayStart: number, midnights: readonly number[]): PricedDay | null {
    const revision = pricedDays.revision(dayStart, midnights);
    const known = this.#days.get(dayStart);
    if (known?.revision === revision) {
      known.wantedBy = this.#question;
      return known.day;
    }
    this.#forget(dayStart);
    const day = pricedDays.priced(dayStart, this.#keys, midnights);
    this.#made += 1;
    this.#keep(dayStart, { revision, day, bytes: day ? bytesOf(day) : 0, wantedBy: this.#question });
    return day;
  }

  #keep(dayStart: number, day: CachedDay): void {
    for (const [start, { wantedBy }] of this.#days) {
      if (this.#bytes + day.bytes <= this.#mostBytes) break;
      if (wantedBy < this.#question) this.#forget(start);
    }
    if (this.#bytes + day.bytes > this.#mostBytes) return;
    this.#days.set(dayStart, day);
    this.#bytes += day.bytes;
  }

  #forget(dayStart: number): void {
    this.#bytes -= this.#days.get(dayStart)?.bytes ?? 0;
    this.#days.delete(dayStart);
  }

  /**
   * Begins another question. The default workspace's id is part of the keys: days of another one's are dropped.
   */
  begin(defaultWorkspaceId: string): void {
    this.#question += 1;
    if (this.#defaultWorkspaceId !== null && defaultWorkspaceId !== this.#defaultWorkspaceId) this.clear();
    this.#defaultWorkspaceId = defaultWorkspaceId;
  }
}
