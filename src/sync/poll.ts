import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { UsageDetail } from '../spend/kind.ts';
import { DAY, HOUR, MINUTE, startOfUtcDay } from '../time/utc.ts';
import { type Coverage, PROBED_GEO } from './coverage.ts';
import { coarseMinutes } from './geography.ts';
import { POLLED_DAYS } from './history.ts';
import { awaitAll } from './inParallel.ts';
import {
  dueBillsAgain,
  dueGrowingBills,
  dueHours,
  dueHoursAgain,
  dueMinutes,
  dueTotals,
  type FetchSpan,
  type HistoryState,
  hourSpans,
  MOST_HOURS,
  minutesFrom,
  OVERLAP_MINUTES,
  tailOf,
} from './plan.ts';
import { PROBE, type Reader, TOTALS } from './reader.ts';
import type { Sizes } from './sizes.ts';
import { requestsOf } from './splitUsage.ts';
import { minuteSpans } from './usagePages.ts';

/** Budget of one poll, in requests and in bytes before compression. */
export const POLL_REQUESTS = 3;
export const POLL_BYTES = 250_000;
/** Bills of a week's end are smaller than others, so that days of several weeks are sized smaller still. */
const AGAIN_BYTES = 0.75 * POLL_BYTES;
/** Share of a size that is aimed at: minutes differ, and bodies have an envelope. */
const SIZED_BYTES = 0.9 * POLL_BYTES;

interface Ask {
  readonly requests: number;
  /** Expected, before compression; an unknown size counts as all of a poll's. */
  readonly bytes: number;
  run(signal: AbortSignal): Promise<void>;
}

/** The steady state: asks only for what can have changed, and little at a time. */
export class Poll {
  readonly #reader: Reader;
  readonly #coverage: Coverage;
  readonly #ledger: OrganizationLedger;
  readonly #sizes: Sizes;
  /** True where the last poll left the tail out, or failed. */
  #owesTail = true;

  constructor(reader: Reader, coverage: Coverage, ledger: OrganizationLedger, sizes: Sizes) {
    this.#reader = reader;
    this.#coverage = coverage;
    this.#ledger = ledger;
    this.#sizes = sizes;
  }

  /**
   * Every poll reads the tail of today's minutes, and beside it as much as fits of what is due about hourly. Where
   * nothing fits beside the tail, every other poll leaves the tail out: what it missed is in the next one's overlap.
   * Where more than that is missing, the tail comes first whatever it takes, and the rest behind it. Returns true where
   * the tail was read.
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const state = this.#coverage.state();
    const detail = state.detailOf(startOfUtcDay(state.now));
    const missing = this.#missingHours(state);
    const isBehind = missing.length > 0 || this.#isBehind(state);
    const chores = this.#chores(state);
    const leanTail = this.#tail(state, detail, 1);
    const [first] = chores;
    const fits =
      first && first.requests + leanTail.requests <= POLL_REQUESTS && first.bytes + leanTail.bytes <= POLL_BYTES;
    const isChoresTurn = first !== undefined && !fits && !this.#owesTail && !isBehind;
    this.#owesTail = true;
    if (isChoresTurn) {
      await this.#ask(choose(chores, []), signal);
      return false;
    }
    if (fits && missing.length === 0) {
      await this.#ask(choose(chores, [leanTail]), signal);
    } else {
      await this.#ask([...missing, this.#tail(state, detail, this.#overlap(state, detail))], signal);
      if (isBehind) await this.#ask(choose(this.#chores(this.#coverage.state()), []), signal);
    }
    this.#owesTail = false;
    return true;
  }

  async #ask(asks: readonly Ask[], signal: AbortSignal): Promise<void> {
    await awaitAll(asks.map((ask) => ask.run(signal)));
  }

  /** Nobody has read the tail for longer than its overlap: the window was away, or the API was. */
  #isBehind({ now }: HistoryState): boolean {
    return now - this.#coverage.minutesReadTo(now) > OVERLAP_MINUTES * MINUTE;
  }

  /**
   * Closed hours of today and yesterday that were never read, and whose minutes were not read either: without them
   * there is no figure.
   */
  #missingHours(state: HistoryState): Ask[] {
    const read = new Set(state.hours.map(({ start }) => start));
    const oldest = Math.max(state.start, startOfUtcDay(state.now) - DAY);
    const missing: number[] = [];
    const minutesStart = Math.ceil(minutesFrom(state.now, state.hours) / HOUR) * HOUR;
    for (let hour = minutesStart - HOUR; hour >= oldest; hour -= HOUR) {
      if (!read.has(hour)) missing.push(hour);
    }
    return hourSpans(missing, MOST_HOURS, state.detailOf).map((span) => this.#usage('1h', span, span.detail));
  }

  #tail(state: HistoryState, detail: UsageDetail, overlap: number): Ask {
    const span = tailOf(
      state.now,
      this.#coverage.minutesReadTo(state.now),
      overlap,
      minutesFrom(state.now, state.hours),
    );
    return this.#usage('1m', span, detail);
  }

  #usage(width: '1m' | '1h', { from, to }: FetchSpan, detail: UsageDetail): Ask {
    return {
      requests: requestsOf(detail),
      bytes: this.#usageBytes(width, (to - from) / (width === '1m' ? MINUTE : HOUR), detail),
      run: (signal) => this.#reader.usage(width, { from, to }, detail, signal),
    };
  }

  #overlap(state: HistoryState, detail: UsageDetail): number {
    const fresh = (Math.floor(state.now / MINUTE) * MINUTE + MINUTE - this.#coverage.minutesReadTo(state.now)) / MINUTE;
    return Math.min(OVERLAP_MINUTES, Math.max(1, this.#fittingMinutes(detail) - fresh));
  }

  #fittingMinutes(detail: UsageDetail): number {
    return Math.floor(SIZED_BYTES / this.#usageBytes('1m', 1, detail));
  }

  #usageBytes(width: '1m' | '1h', buckets: number, detail: UsageDetail): number {
    const of = (what: string) => this.#bytes(what, buckets);
    return of(width) + (detail.geo === '' ? 0 : of(`${width} geo`)) + (detail.fast ? of(`${width} fast`) : 0);
  }

  #bytes(what: string, buckets: number): number {
    return this.#sizes.expect(what, buckets) ?? POLL_BYTES;
  }

  /** Chores that are due about hourly, the most important first. */
  #chores(state: HistoryState): Ask[] {
    const today = startOfUtcDay(state.now);
    const fitting = (what: string, unknown: number) => this.#sizes.fit(what, SIZED_BYTES / 2, unknown);
    const usage = this.#usage.bind(this);
    const chores: Ask[] = [];
    const [minutes] = dueMinutes(state, fitting('1m', 1));
    if (minutes) chores.push(usage('1m', minutes, state.detailOf(startOfUtcDay(minutes.from))));
    // Older hours are history: fetched in one go, or not at all where that was cancelled.
    const recent = { ...state, start: Math.max(state.start, today - POLLED_DAYS) };
    const [hours] = [...dueHours(recent, fitting('1h', 1)), ...dueHoursAgain(state, fitting('1h', 1), recent.start)];
    if (hours) chores.push(usage('1h', hours, hours.detail));
    const detail = state.detailOf(today);
    const open = { from: minutesFrom(state.now, state.hours), to: state.now };
    const [coarse] = minuteSpans(coarseMinutes(open, true, state, this.#ledger), this.#fittingMinutes(detail));
    if (coarse) chores.push(usage('1m', coarse, state.detailOf(startOfUtcDay(coarse.from))));
    // Before the bills: their amounts are divided by the usage of their day.
    const [totals] = this.#reader.areTotalsPaused ? [] : dueTotals(state);
    if (totals) {
      const bytes = this.#bytes(TOTALS, (totals.to - totals.from) / DAY);
      chores.push({ requests: 1, bytes, run: (signal) => this.#reader.totals(totals, signal) });
    }
    const arePaused = this.#reader.areBillsPaused;
    const [growing] = arePaused ? [] : dueGrowingBills(state, fitting('bills', 1), recent.start);
    if (growing) chores.push(this.#bills(growing));
    if (this.#coverage.areNamesDue()) {
      chores.push({ requests: 2, bytes: this.#bytes('names', 1), run: (signal) => this.#reader.names(signal) });
    }
    const probe = this.#coverage.dueProbe();
    if (probe) chores.push(this.#probe(probe));
    // Hours that are read again take a poll of their own, as many as fit into it.
    const [again] = arePaused ? [] : dueBillsAgain(state, this.#sizes.fit('bills', AGAIN_BYTES, 1));
    if (again) chores.push(this.#bills(again));
    return chores;
  }

  #bills(span: FetchSpan): Ask {
    const bytes = this.#bytes('bills', (span.to - span.from) / DAY);
    return { requests: 1, bytes, run: (signal) => this.#reader.tryBills(span, signal) };
  }

  #probe(span: FetchSpan): Ask {
    return {
      requests: 3,
      bytes: 3 * this.#bytes(PROBE, (span.to - span.from) / HOUR),
      run: async (signal) => this.#coverage.addProbed(await this.#reader.probe(span, PROBED_GEO, signal)),
    };
  }
}

/** The first chores that fit into a poll, beside what it does anyway. A poll with nothing else takes the first whatever its size. */
function choose(chores: readonly Ask[], already: readonly Ask[]): Ask[] {
  const chosen = [...already];
  for (const chore of chores) {
    const requests = chosen.reduce((sum, ask) => sum + ask.requests, chore.requests);
    const bytes = chosen.reduce((sum, ask) => sum + ask.bytes, chore.bytes);
    if (chosen.length === 0 || (requests <= POLL_REQUESTS && bytes <= POLL_BYTES)) chosen.push(chore);
  }
  return chosen;
}
