import { includes, NO_DETAIL } from '../spend/kind.ts';
import { DAY, HOUR, startOfUtcDay } from '../time/utc.ts';
import { type Coverage, PROBED_GEO } from './coverage.ts';
import { inParallel, type Task, UNDER_WAY } from './inParallel.ts';
import {
  dueBills,
  dueHours,
  dueMinutes,
  dueTotals,
  type FetchSpan,
  type HistoryState,
  type HourSpan,
  MOST_HOURS,
  MOST_MINUTES,
  minutesFrom,
  OVERLAP_MINUTES,
  tailOf,
} from './plan.ts';
import type { Reader } from './reader.ts';
import type { Sizes } from './sizes.ts';

/** Size that one answer should have, bytes before compression: parsing it must not take the memory of all history. */
export const PAGE_BYTES = 4_000_000;
/** Today, and the two days before it whose rates price it. */
const FIRST_DAYS = 2 * DAY;
/** Hours a page, and days of the bill, while nothing is known of their size. */
const FIRST_HOURS = 24;
const FIRST_BILLS = 6;
/** Days of the bill a page: the hours of four weeks fill four pages of theirs. */
const PAGE_DAYS = 28;

/** Age below which polls read, ms: as long as a bill may take to become final. */
export const POLLED_DAYS = 8 * DAY;

/** Closed hours that are missing in one go, beyond which the history is fetched rather than caught up poll by poll. */
const CATCH_UP_HOURS = 2;

/** True on a first run, and when this machine has slept: more is missing than polls should catch up. */
export function needsHistory(state: HistoryState): boolean {
  const read = new Set(state.hours.map(({ start }) => start));
  const closed = Math.floor((state.now - state.start) / HOUR);
  return closed - read.size > CATCH_UP_HOURS;
}

/** True where bills are missing that are too old for polls: they could not be had when their hours were. */
export function lacksBills({ now, start, bills }: HistoryState): boolean {
  const read = new Set(bills.map((bill) => bill.start));
  for (let day = start; day < startOfUtcDay(now) - POLLED_DAYS; day += DAY) if (!read.has(day)) return true;
  return false;
}

interface HistoryEvents {
  /** Enough is there for today's figure: before, its hours may be there and its minutes not. */
  onFirstLook(): void;
  /** Share that is there, 0 to 1; not before the first look. */
  onProgress(done: number): void;
}

export interface HistoryParts {
  readonly reader: Reader;
  readonly coverage: Coverage;
  readonly sizes: Sizes;
  readonly events: HistoryEvents;
  readonly signal: AbortSignal;
  /** Requests are few: one thing is finished before the next begins, so that each adds to what is there. */
  readonly isScarce: boolean;
}

/**
 * Fetches missing data, the newest first: today, where the detail that its usage needs is known; the
 * newest bills; the days that price today, and beside them the older bills and the history backwards. Bills that cannot
 * be read hold nothing up. Everything lands in the ledger as it comes, so that a cancelled run goes on where it
 * stopped.
 */
export async function fetchHistory(parts: HistoryParts): Promise<void> {
  const run = new HistoryRun(parts);
  if (run.isToldByBills || parts.isScarce) await run.today();
  await run.newest();
  await run.rest();
}

/** Hours to be read, newest first, cut into pages one by one: each as large as the answers before it let it be. */
class Backlog {
  readonly #spans: HourSpan[] = [];

  /** Spans of hours behind those that are there. */
  add(spans: readonly HourSpan[]): void {
    for (const span of spans) {
      const last = this.#spans.at(-1);
      const joins =
        last && last.from === span.to && includes(last.detail, span.detail) && includes(span.detail, last.detail);
      if (joins) this.#spans.splice(-1, 1, { ...last, from: span.from });
      else this.#spans.push(span);
    }
  }

  page(mostHours: number): HourSpan | undefined {
    const next = this.#spans.shift();
    if (!next) return undefined;
    const from = Math.max(next.from, next.to - mostHours * HOUR);
    if (from > next.from) this.#spans.unshift({ ...next, to: from });
    return { ...next, from };
  }
}

class HistoryRun {
  readonly #parts: HistoryParts;
  readonly #signal: AbortSignal;
  readonly #today: number;
  readonly #backlog = new Backlog();
  #isLooked = false;
  /** Hours since then are read for today's figure, ms. */
  #lookedFrom = 0;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
    this.#signal = parts.signal;
    this.#today = startOfUtcDay(parts.coverage.state().now);
  }

  /** Bills of the last week are there: what they name is most likely all that there is. */
  get isToldByBills(): boolean {
    const { bills } = this.#parts.coverage.state();
    return bills.some(({ start, lines }) => lines > 0 && start >= this.#today - 7 * DAY);
  }

  /** Today, the days before it whose rates price it, and the names. */
  async today(): Promise<void> {
    await this.#run(this.#look(this.#parts.coverage.state(), this.#today - FIRST_DAYS));
  }

  /**
   * The newest bills, and a look for what they may not name. Yesterday comes along, to learn how big an hour is,
   * without any detail yet.
   */
  async newest(): Promise<void> {
    const state = this.#parts.coverage.state();
    const within = { from: this.#today - DAY, to: this.#today };
    const sample = dueHours({ ...state, detailOf: () => NO_DETAIL }, FIRST_HOURS, within);
    const isNewest = ({ to }: FetchSpan) => to > this.#today - FIRST_DAYS;
    const newest = this.#dueBills(state, FIRST_BILLS).slice(0, 1).filter(isNewest);
    const bills = newest.map((span) => () => this.#parts.reader.tryBills(span, this.#signal));
    await this.#run([...bills, ...this.#hours(sample), ...this.#probe()]);
  }

  /** Today, unless it is there; then older bills, and their hours behind them, in the detail that they name. */
  async rest(): Promise<void> {
    const { reader, coverage, sizes } = this.#parts;
    const state = coverage.state();
    const bills = this.#dueBills(state, Math.min(PAGE_DAYS, sizes.fit('bills', PAGE_BYTES, PAGE_DAYS)));
    const billedFrom = bills[0]?.to ?? state.start;
    const tasks = this.#isLooked ? [] : this.#look(state, billedFrom);
    const awaited = [...bills];
    const here = new Set<FetchSpan>();
    for (const span of bills) {
      tasks.push(async () => {
        if (!reader.areBillsPaused) await reader.tryBills(span, this.#signal);
        here.add(span);
        // Whichever comes first, the newest goes first.
        for (let next = awaited[0]; next && here.has(next); next = awaited[0]) {
          awaited.shift();
          this.#addHours(next);
        }
      });
    }
    this.#addHours({ from: billedFrom, to: this.#isLooked ? state.now : this.#lookedFrom });
    await this.#run(tasks);
    // Hours whose bills an earlier run read before it was cancelled.
    this.#addHours({ from: state.start, to: this.#today - FIRST_DAYS });
    await this.#run([]);
    await this.#hoursAgain();
  }

  /** Reads hours anew that have grown while this machine slept, before rates are learned of their days. */
  async #hoursAgain(): Promise<void> {
    const { reader, coverage } = this.#parts;
    if (reader.areTotalsPaused) return;
    await this.#run(dueTotals(coverage.state()).map((span) => () => reader.totals(span, this.#signal)));
    this.#addHours({ from: this.#today - POLLED_DAYS, to: this.#today });
    await this.#run([]);
  }

  /** Runs tasks, and then the hours that were put off by their end, page by page. */
  #run(tasks: Task[]): Promise<void> {
    const queue = { shift: () => tasks.shift() ?? this.#page() };
    return inParallel(queue, this.#signal, this.#parts.isScarce ? 1 : UNDER_WAY);
  }

  #addHours(within: FetchSpan): void {
    this.#backlog.add(dueHours(this.#parts.coverage.state(), MOST_HOURS, within));
  }

  #page(): Task | undefined {
    const page = this.#backlog.page(hoursAPage(this.#parts.sizes));
    return page && this.#hours([page])[0];
  }

  /** Tasks that together make today's figure, of the hours since an instant as far as they matter to it. */
  #look(state: HistoryState, from: number): Task[] {
    const pages = dueHours(state, hoursAPage(this.#parts.sizes), { from, to: state.now });
    const hours = pages.filter(({ to }) => to > this.#today - FIRST_DAYS);
    this.#lookedFrom = hours.at(-1)?.from ?? Math.max(from, this.#today - FIRST_DAYS);
    const tasks = [...this.#minutes(state), ...this.#hours(hours), ...this.#names()];
    let missing = tasks.length;
    return tasks.map((task) => async () => {
      await task();
      missing -= 1;
      if (missing > 0) return;
      this.#isLooked = true;
      this.#parts.events.onFirstLook();
    });
  }

  #probe(): Task[] {
    const { reader, coverage } = this.#parts;
    const span = coverage.dueProbe();
    return span ? [async () => coverage.addProbed(await reader.probe(span, PROBED_GEO, this.#signal))] : [];
  }

  #names(): Task[] {
    const { reader, coverage } = this.#parts;
    return coverage.areNamesDue() ? [() => reader.names(this.#signal)] : [];
  }

  #dueBills(state: HistoryState, most: number): FetchSpan[] {
    return this.#parts.reader.areBillsPaused ? [] : dueBills(state, most);
  }

  #hours(spans: readonly HourSpan[]): Task[] {
    const { reader, coverage, events } = this.#parts;
    return spans.map((span) => async () => {
      await reader.usage('1h', span, span.detail, this.#signal);
      if (this.#isLooked) events.onProgress(coverage.done());
    });
  }

  #minutes(state: HistoryState): Task[] {
    const readTo = this.#parts.coverage.minutesReadTo(state.now);
    const tail = tailOf(state.now, readTo, OVERLAP_MINUTES, minutesFrom(state.now, state.hours));
    return [tail, ...dueMinutes(state, MOST_MINUTES).reverse()].map((span) => {
      const detail = state.detailOf(startOfUtcDay(span.from));
      return () => this.#parts.reader.usage('1m', span, detail, this.#signal);
    });
  }
}

/** Hours that one answer should have. */
export function hoursAPage(sizes: Sizes): number {
  return Math.min(MOST_HOURS, sizes.fit('1h', PAGE_BYTES, FIRST_HOURS));
}
