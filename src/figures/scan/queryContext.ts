import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { Choice, Unit } from '../../shared/choice.ts';
import { DIMENSIONS, type Dimension } from '../../shared/dimensions.ts';
import type { ChartBucket } from '../../shared/panelView.ts';
import { COST_FIELDS } from '../../source/costFields.ts';
import type { PricedDay } from '../../spend/day/pricedDay.ts';
import { MinuteCounts } from '../../spend/day/splitSlot.ts';
import { NO_DETAIL } from '../../spend/kind.ts';
import type { Calendar } from '../../time/calendar.ts';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay } from '../../time/utc.ts';
import { isPartialBucket } from '../period/buckets.ts';
import { restatedIn } from '../restated.ts';
import { hasMinutes, isAvailable } from './availability.ts';
import type { Freshness } from './freshness.ts';
import type { PricedDayCache } from './pricedDayCache.ts';
import { daysIn, type PricedDays } from './pricedDays.ts';
import type { Steps } from './steps.ts';

/** Time of pricing a cell, in times of adding it up. */
const MAKING = 4;

/** Data that an answer is made of, at one moment. */
export interface QuerySources {
  readonly pricedDays: PricedDays;
  readonly ledger: OrganizationLedger;
  readonly dayCache: PricedDayCache;
  readonly now: number;
  readonly freshness: Freshness;
}

/** The ledger at one moment, as one choice reads it: its priced days, the availability of spans, its buckets. */
export class QueryContext {
  readonly now: number;
  /** End of the data, ms. */
  readonly knownTo: number;
  readonly pricedDays: PricedDays;
  readonly calendar: Calendar;
  /** True where its buckets are minutes. */
  readonly byMinute: boolean;
  readonly #input: QuerySources;
  readonly #defaultWorkspaceId: string;
  readonly #needsUsage: boolean;
  readonly #unit: Unit;
  /** True where its buckets have bills of their own. */
  readonly #ofDays: boolean;

  #minutes: { readonly hour: number; readonly counts: MinuteCounts | null } | null = null;

  constructor(input: QuerySources, calendar: Calendar, { measure, by, unit, filters }: Choice) {
    this.#input = input;
    this.calendar = calendar;
    this.pricedDays = input.pricedDays;
    this.now = input.now;
    this.#defaultWorkspaceId = input.ledger.names.defaultWorkspaceId();
    input.dayCache.begin(this.#defaultWorkspaceId);
    this.knownTo = Math.floor(Math.min(input.now, input.freshness.dataTo ?? input.now) / MINUTE) * MINUTE;
    this.#unit = unit;
    this.byMinute = unit === 'minute';
    this.#ofDays = measure === 'cost' && unit !== 'hour' && unit !== 'minute';
    this.#needsUsage = measure !== 'cost' || [by, ...filters.map(({ dimension }) => dimension)].some(isOfUsageAlone);
  }

  /** Prices the days of spans, so that all their keys are known, and yields the work of each: see `Steps`. */
  *load(...spans: readonly Span[]): Steps<void> {
    const { dayCache } = this.#input;
    for (const day of new Set(spans.flatMap(daysIn))) {
      const { made } = dayCache;
      const priced = this.dayAt(day);
      yield priced && dayCache.made > made ? MAKING * priced.counts.length : 1;
    }
  }

  readonly dayAt = (day: number): PricedDay | null => {
    const { dayCache, pricedDays } = this.#input;
    return dayCache.day(pricedDays, day, this.#midnightsIn(day));
  };

  /** Counts of the minutes of an hour; null where they are not all there. */
  readonly minutes = (at: number): MinuteCounts | null => {
    const hour = Math.floor(at / HOUR) * HOUR;
    if (this.#minutes?.hour !== hour) {
      const { ledger, dayCache } = this.#input;
      const cells = hasMinutes(hour, this.pricedDays) ? ledger.usage.cells('1m', hour, hour + HOUR, MINUTE) : null;
      const detail = this.pricedDays.entry(startOfUtcDay(hour))?.detail ?? NO_DETAIL;
      const counts = cells && new MinuteCounts(cells, dayCache.keys, this.#defaultWorkspaceId, detail);
      this.#minutes = { hour, counts };
    }
    return this.#minutes.counts;
  };

  isAvailable(span: Span, byMinute = this.byMinute): boolean {
    const { pricedDays, now, freshness } = this.#input;
    return isAvailable(span, { pricedDays, now, freshness, dayAt: this.dayAt, needsUsage: this.#needsUsage, byMinute });
  }

  bucketsOf(boundaries: readonly number[]): ChartBucket[] {
    return boundaries.slice(1).map((end, index) => {
      const start = boundaries[index] ?? end;
      const basis = this.isAvailable({ start, end }) ? this.pricedDays.basisOf({ start, end }) : 'none';
      const running = start <= this.now && this.now < end;
      const bucket = { start, end, basis, running };
      const cut = isPartialBucket(bucket, this.#unit, running, this.calendar);
      const restated = this.#ofDays ? restatedIn(this.pricedDays, bucket) : null;
      return { ...bucket, ...(cut && { cut }), ...(restated && { restated }) };
    });
  }

  #midnightsIn(day: number): number[] {
    const first = this.calendar.dayOf(day);
    const starts = [first, first + 1, first + 2].map((number) => this.calendar.startOf(number));
    return starts.filter((at) => at > day && startOfUtcDay(at) === day && at < day + DAY);
  }
}

/** True where only usage has the values of a dimension: a bill has no such field. */
function isOfUsageAlone(dimension: Dimension): boolean {
  const { field } = DIMENSIONS[dimension];
  return field !== undefined && !COST_FIELDS.some(({ key }) => key === field);
}
