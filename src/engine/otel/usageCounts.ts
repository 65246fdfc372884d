import type { Steps } from '../../figures/scan/steps.ts';
import type { OtelDay } from '../../ledger/otelTable.ts';
import { type CountedSpan, countedSpans } from '../../otel/countedSpans.ts';
import { type CountsById, countsOf } from '../../otel/daySums.ts';
import type { Grain } from '../../otel/grain.ts';
import type { MetricSources } from '../../otel/metricSources.ts';
import { DAY, MINUTE, startOfHour, startOfUtcDay } from '../../time/utc.ts';

/** Days that may be read again lie within so many; the shortest history has as many. */
const LOOKED_AT = 40 * DAY;

/** Usage since the start of the counters, as the ledger has it: counted anew where it was read again. Instants in ms. */
export class UsageCounts {
  readonly #grain: Grain;
  readonly #days: Map<number, OtelDay>;
  readonly #sums = new Map<string, number>();

  /** `days` as they were counted before. */
  constructor(grain: Grain, days: ReadonlyMap<number, OtelDay>) {
    this.#grain = grain;
    this.#days = new Map(days);
    for (const { counts } of days.values()) this.#add(counts, 1);
  }

  /** Sums over all days that are not settled. */
  get sums(): CountsById {
    return this.#sums;
  }

  /** CountsById the spans that are new or have changed, in steps, and returns them. */
  *refresh(startedAt: number, settledTo: number, now: number, sources: MetricSources): Steps<OtelDay[]> {
    const changed: OtelDay[] = [];
    for (const span of countedSpans(startedAt, settledTo, now)) {
      const day = this.#counted(span, sources);
      if (day === null) continue;
      const before = this.#days.get(span.start);
      if (before) this.#add(before.counts, -1);
      this.#add(day.counts, 1);
      this.#days.set(span.start, day);
      changed.push(day);
      yield day.counts.size;
    }
    return changed;
  }

  /** Takes out the days before the history, or before those that may be read again; also where days end then. */
  settle(settledTo: number, now: number, { pricedDays }: MetricSources): { settledTo: number; days: OtelDay[] } {
    const oldest = pricedDays.entries()[0]?.start ?? settledTo;
    const to = Math.max(settledTo, oldest, startOfUtcDay(now) - LOOKED_AT);
    const days = [...this.#days.values()].filter(({ start }) => start < to);
    for (const { start, counts } of days) {
      this.#days.delete(start);
      this.#add(counts, -1);
    }
    return { settledTo: to, days };
  }

  /** Counters that there has been something of on a day, or on the one before. */
  recentIds(day: number, sources: MetricSources): string[] {
    return [day - DAY, day].flatMap((start) => {
      const counts = this.#countsOf({ start, end: start + DAY, isHead: false }, sources);
      return counts ? [...counts.keys()] : [];
    });
  }

  /** Null where nothing is known of it, or nothing new. */
  #counted(span: CountedSpan, sources: MetricSources): OtelDay | null {
    const entry = sources.pricedDays.entry(startOfUtcDay(span.start));
    const before = this.#days.get(span.start);
    if (!entry || entry.revision === before?.revision) return null;
    // Without its minutes it would be cut by the quarter: what was counted by them is better.
    if (span.isHead && before && !entry.hours.get(startOfHour(span.start))?.divisible) return null;
    const counts = this.#countsOf(span, sources);
    return counts && { start: span.start, revision: entry.revision, counts };
  }

  #countsOf(span: CountedSpan, { pricedDays, defaultWorkspaceId }: MetricSources): CountsById | null {
    const day = startOfUtcDay(span.start);
    const entry = pricedDays.entry(day);
    const usage = span.isHead ? pricedDays.columns(day, [span.start], MINUTE) : pricedDays.columns(day);
    if (!entry || !usage) return null;
    return countsOf({ usage, detail: entry.detail, defaultWorkspaceId }, span, this.#grain);
  }

  #add(counts: CountsById, sign: 1 | -1): void {
    for (const [id, count] of counts) this.#sums.set(id, (this.#sums.get(id) ?? 0) + sign * count);
  }
}
