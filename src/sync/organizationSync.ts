import { AdminApiError } from '../adminApi/errors.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { Source } from '../source/source.ts';
import { NO_DETAIL } from '../spend/kind.ts';
import { type Clock, DAY, MINUTE, startOfHour, startOfUtcDay } from '../time/utc.ts';
import { BillOutage } from './billOutage.ts';
import { Claim, type ClaimName } from './claim.ts';
import { fetchClaudeCode } from './claudeCodeDays.ts';
import { Coverage } from './coverage.ts';
import { BY_GEOGRAPHY, fetchGeography } from './geography.ts';
import { fetchHistory, lacksBills, needsHistory } from './history.ts';
import { fetchMinutes, minutesReadSince } from './minutes.ts';
import type { FetchSpan } from './plan.ts';
import { Poll } from './poll.ts';
import { Reader } from './reader.ts';
import { refreshBills } from './refreshBills.ts';
import { Sizes } from './sizes.ts';
import type { WantedParts } from './usagePages.ts';

export interface SyncOptions {
  readonly source: Source;
  readonly ledger: OrganizationLedger;
  readonly clock: Clock;
  /** Clock of the machine, which all windows share, by which they claim; `clock` may have been corrected by the API's. */
  readonly machine: Clock;
  readonly historyDays: number;
  readonly intervalMs: number;
  /** Starts of the hours that are cut, by a midnight of the zone or by a measurement; none at most times. */
  readonly cutHours: (now: number) => readonly number[];
  /** Minutes that are not forgotten with the others: of hours that a zone's midnight cuts, and of measurements. */
  readonly keepMinute: (start: number) => boolean;
  readonly warn: (line: string) => void;
}

/** Events while the history is fetched. */
export interface SyncEvents {
  /** Today's figure can be made. */
  onFirstLook(): void;
  /** Share of the history that is there, 0 to 1. */
  onProgress(done: number): void;
}

/** Data that is missing, and somebody wants to see. */
export interface Wanted {
  readonly minutes: boolean;
  readonly geography: boolean;
}

const MINUTES_KEPT = 3 * DAY;
/** Bills that a history has not brought are not asked for sooner again, ms; twice as long each time. */
const FIRST_WAIT_FOR_BILLS = 5 * MINUTE;

/** Extent of a look at the API: nothing was asked for, only what does not show the newest usage, or that, too. */
export type Looked = 'not' | 'beside' | 'wholly';

/** Keeps the ledger of one organization up to date, together with the other windows. Has no timer: see Poller. */
export class OrganizationSync {
  readonly #options: SyncOptions;
  readonly #coverage: Coverage;
  readonly #sizes = new Sizes();
  readonly #reader: Reader;
  readonly #poll: Poll;
  readonly #billOutage: BillOutage;
  /** Old bills are missing, and the API has not given them when it was asked: when to ask again, and how long that was, ms. */
  #billsWait = { until: 0, ms: FIRST_WAIT_FOR_BILLS };
  #history: AbortController | null = null;
  #historyCancelled = false;
  /** True where the API asked for a pause while the history was fetched. */
  #isScarce = false;
  #forgottenBefore = 0;
  /** True while something is watched closely: then each minute is polled, whatever the interval. */
  isClose = false;

  constructor(options: SyncOptions) {
    const { source, ledger, clock, historyDays, cutHours, warn } = options;
    this.#options = options;
    const [sizes, refusedGeos, billsLeftOut] = [this.#sizes, new Set<string>(), new Map<number, number>()];
    this.#coverage = new Coverage({ ledger, clock, historyDays, cutHours, refusedGeos, billsLeftOut });
    this.#billOutage = new BillOutage({ syncState: ledger.syncState, clock, warn });
    const billOutage = this.#billOutage;
    this.#reader = new Reader({ source, ledger, clock, sizes, refusedGeos, billsLeftOut, billOutage, warn });
    this.#poll = new Poll(this.#reader, this.#coverage, ledger, this.#sizes);
  }

  /**
   * Fetches the history if much is missing, else polls, unless another window has within the interval, or is about to;
   * `force` asks whatever the others did. Throws what the source or the ledger throws.
   */
  async run(force: boolean, events: SyncEvents, signal: AbortSignal): Promise<Looked> {
    if (force) {
      this.#historyCancelled = false;
      this.#billOutage.endPause();
      this.#billsWait.until = 0;
    }
    try {
      if (this.#isHistoryDue()) {
        const looked = await this.#fetchHistory(events, signal);
        if (looked !== 'not' || !force) return looked;
      } else if (Claim.isAbandoned(this.#claim('fillingUntil'))) {
        this.#options.ledger.syncState.set('fillingUntil', 0);
      }
      return await this.#pollUnlessDone(force, signal);
    } catch (error) {
      // A failure of the API as a whole says nothing of the bills.
      if (!signal.aborted && error instanceof AdminApiError) this.#billOutage.end();
      throw error;
    }
  }

  #isHistoryDue(): boolean {
    if (this.#historyCancelled) return false;
    const state = this.#coverage.state();
    if (needsHistory(state)) return true;
    return lacksBills(state) && state.now >= this.#billsWait.until && !this.#billOutage.isPaused;
  }

  async #pollUnlessDone(force: boolean, signal: AbortSignal): Promise<Looked> {
    const { ledger, clock, machine, intervalMs } = this.#options;
    const { syncState } = ledger;
    const now = machine.now();
    // Nobody has asked what a window was about to ask when it died.
    const unlessAfter =
      force || Claim.isAbandoned(this.#claim('pollingUntil'))
        ? now
        : now - 0.9 * (this.isClose ? Math.min(intervalMs, MINUTE) : intervalMs);
    const polledAt = syncState.get('polledAt');
    if (polledAt > unlessAfter && polledAt <= now) return 'not';
    using claim = Claim.take(this.#claim('pollingUntil'));
    if (!claim && !force) return 'not';
    if (!syncState.claim('polledAt', now, unlessAfter, now)) return 'not';
    const isTailRead = await this.#poll.run(signal);
    this.#forgetOld(clock.now());
    if (!isTailRead) return 'beside';
    syncState.set('checkedAt', clock.now());
    return 'wholly';
  }

  #claim(name: ClaimName) {
    const { ledger, machine } = this.#options;
    return { name, syncState: ledger.syncState, clock: machine };
  }

  /** True where a window has died while it polled or fetched the history for all. */
  get isAbandoned(): boolean {
    return Claim.isAbandoned(this.#claim('pollingUntil')) || Claim.isAbandoned(this.#claim('fillingUntil'));
  }

  /** True once the history is there, or as much of it as the user waits for. */
  get isHistoryHeld(): boolean {
    return this.#historyCancelled || !needsHistory(this.#coverage.state());
  }

  /** HTTP status of the last answer for bills, 0 without a complete one; null when they could be read. */
  get billsStatus(): number | null {
    return this.#billOutage.status;
  }

  /** Number of answers that are in the ledger so far. */
  get landed(): number {
    return this.#reader.landed;
  }

  /** Share of the history that is there, 0 to 1, while another window fetches it; null while none does. */
  fetchedElsewhere(): number | null {
    return this.#history === null && Claim.isHeld(this.#claim('fillingUntil')) ? this.#coverage.done() : null;
  }

  /** Stops fetching the history until it is asked for again. */
  cancelHistory(): void {
    this.#historyCancelled = true;
    this.#history?.abort();
  }

  /**
   * Fetches data that the panel wants to show and nobody else asks for: the minutes of some spans, of a day at most each,
   * usage by inference geography of them, or both. See `fetchMinutes` and `fetchGeography`.
   */
  async wanted(
    spans: readonly [FetchSpan, ...FetchSpan[]],
    { minutes, geography }: Wanted,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    for (const [at, span] of minutes ? spans.entries() : []) {
      const progress = (done: number) => onProgress((at + done) / spans.length);
      await fetchMinutes(span, geography ? BY_GEOGRAPHY : NO_DETAIL, this.#wanted(progress, signal));
    }
    if (geography) await fetchGeography(spans, minutes, this.#wanted(onProgress, signal));
  }

  /** True where every minute of a span was read at an instant (ms) or later, or its hour was. */
  isReadSince(instant: number, span: FetchSpan): boolean {
    const { ledger } = this.#options;
    const hours = ledger.usage.readings('1h', startOfHour(span.from), span.to);
    const read = new Set(hours.filter(({ readAt }) => readAt >= instant).map(({ start }) => start));
    const minutes = minutesReadSince(instant, span, ledger);
    for (let minute = span.from; minute < span.to; minute += MINUTE) {
      if (!minutes.has(minute) && !read.has(startOfHour(minute))) return false;
    }
    return true;
  }

  /** Reads the minutes of a span that were last read before an instant (ms). Throws what the source or the ledger throws. */
  async minutesAgain(instant: number, span: FetchSpan, signal: AbortSignal): Promise<void> {
    await fetchMinutes(
      span,
      NO_DETAIL,
      this.#wanted(() => {}, signal),
      instant,
    );
  }

  #wanted(onProgress: (done: number) => void, signal: AbortSignal): WantedParts {
    const [reader, coverage, sizes] = [this.#reader, this.#coverage, this.#sizes];
    return { reader, ledger: this.#options.ledger, coverage, sizes, onProgress, signal };
  }

  /**
   * Claude Code Analytics of the UTC days of a span, as far back as history is kept: see `fetchClaudeCode`. Throws an
   * AdminApiError of the kind `forbidden` or `notFound` where the key may not read them.
   */
  async claudeCode(span: FetchSpan, onProgress: (done: number) => void, signal: AbortSignal): Promise<void> {
    const { ledger, clock } = this.#options;
    const now = clock.now();
    await fetchClaudeCode(this.#kept(span, now), { reader: this.#reader, ledger, now, onProgress, signal });
  }

  /** Reads the bills of the UTC days of a span once more, as far back as history is kept: see `refreshBills`. */
  async refreshBills(span: FetchSpan, signal: AbortSignal): Promise<void> {
    const { ledger, clock } = this.#options;
    const [reader, sizes, now] = [this.#reader, this.#sizes, clock.now()];
    await refreshBills(this.#kept(span, now), { reader, ledger, sizes, now, signal });
  }

  /** Reads names now, whenever that was tried before. Throws what the source or the ledger throws. */
  async refreshNames(signal: AbortSignal): Promise<void> {
    await this.#reader.namesNow(signal);
  }

  /** Oldest reading of the bills of a span, ms; null where none was read. */
  billsReadAt(span: FetchSpan): number | null {
    const bills = this.#options.ledger.bills.bills(startOfUtcDay(span.from), span.to);
    return bills.length === 0 ? null : Math.min(...bills.map(({ readAt }) => readAt));
  }

  #kept(span: FetchSpan, now: number): FetchSpan {
    return { from: Math.max(span.from, startOfUtcDay(now) - (this.#options.historyDays - 1) * DAY), to: span.to };
  }

  async #fetchHistory(events: SyncEvents, signal: AbortSignal): Promise<Looked> {
    const { ledger, clock, machine } = this.#options;
    const { syncState } = ledger;
    using claim = Claim.take(this.#claim('fillingUntil'));
    if (!claim) return 'not';
    let looked: Looked = 'beside';
    const history = new AbortController();
    this.#history = history;
    const alive = (done: number) => {
      syncState.set('checkedAt', clock.now());
      events.onProgress(done);
    };
    const onFirstLook = () => {
      looked = 'wholly';
      syncState.set('polledAt', machine.now());
      alive(this.#coverage.done());
      events.onFirstLook();
    };
    try {
      const both = AbortSignal.any([signal, history.signal]);
      const [reader, coverage, sizes] = [this.#reader, this.#coverage, this.#sizes];
      const tell = { onFirstLook, onProgress: alive };
      await fetchHistory({ reader, coverage, sizes, events: tell, signal: both, isScarce: this.#isScarce });
      this.#isScarce = false;
      this.#waitForBills();
      syncState.set('checkedAt', clock.now());
    } catch (error) {
      if (error instanceof AdminApiError && error.kind === 'rateLimited') this.#isScarce = true;
      if (signal.aborted || !history.signal.aborted) throw error;
    } finally {
      this.#history = null;
    }
    return looked;
  }

  /** Days that the API gives no bill of, although it gives others, are not asked for at every look. */
  #waitForBills(): void {
    const { ms } = this.#billsWait;
    const isWaiting = lacksBills(this.#coverage.state()) && !this.#billOutage.isPaused;
    const next = Math.min(2 * ms, DAY);
    this.#billsWait = isWaiting
      ? { until: this.#options.clock.now() + ms, ms: next }
      : { until: 0, ms: FIRST_WAIT_FOR_BILLS };
  }

  #forgetOld(now: number): void {
    const { ledger, historyDays, keepMinute } = this.#options;
    const first = startOfUtcDay(now) - historyDays * DAY;
    if (first === this.#forgottenBefore) return;
    this.#forgottenBefore = first;
    ledger.usage.forgetBefore('1m', startOfUtcDay(now) - MINUTES_KEPT, keepMinute);
    ledger.usage.forgetBefore('1m', first);
    ledger.usage.forgetBefore('1h', first);
    ledger.bills.forgetBefore(first);
    ledger.claudeCode.forgetBefore(first);
    ledger.setApart.forgetBefore(first);
  }
}
