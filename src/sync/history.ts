import { NO_SPLITS } from '../spend/kind.ts';
import { DAY, HOUR, startOfUtcDay } from '../spend/time.ts';
import { type Coverage, PROBED_GEO } from './coverage.ts';
import { inParallel, type Task, UNDER_WAY } from './inParallel.ts';
import {
  dueBills,
  dueHours,
  dueMinutes,
  type HistoryState,
  type HourSpan,
  MOST_HOURS,
  MOST_MINUTES,
  minutesFrom,
  OVERLAP_MINUTES,
  type Span,
  tailOf,
} from './plan.ts';
import type { Reader } from './reader.ts';
import type { Sizes } from './sizes.ts';

/** What one answer should weigh, before compression: parsing it must not take the memory of the whole history. */
export const PAGE_BYTES = 4_000_000;
/** Today, and the two days before it whose rates price it. */
const FIRST_DAYS = 2 * DAY;
/** Hours a page, and days of the bill, while nothing is known of their size. */
const FIRST_HOURS = 24;
const FIRST_BILLS = 6;
/** Days of the bill a page: the hours of four weeks fill four pages of theirs. */
const PAGE_DAYS = 28;

/** Closed hours that are missing in one go, beyond which the history is fetched rather than caught up poll by poll. */
const CATCH_UP_HOURS = 2;

/** True on a first run, and when this machine has slept: more is missing than polls should catch up. */
export function needsHistory(state: HistoryState): boolean {
  const read = new Set(state.hours.map(({ start }) => start));
  const closed = Math.floor((state.now - state.start) / HOUR);
  return closed - read.size > CATCH_UP_HOURS;
}

export interface HistoryEvents {
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
 * Fetches what is missing, the newest first: the newest bills, then today and the days that price it, and beside them the
 * older bills and the history backwards. Everything lands in the ledger as it comes, so that a cancelled run goes on where
 * it stopped.
 */
export async function fetchHistory(parts: HistoryParts): Promise<void> {
  const run = new HistoryRun(parts);
  await run.newest();
  await run.rest();
}

class HistoryRun {
  readonly #parts: HistoryParts;
  readonly #signal: AbortSignal;
  readonly #today: number;
  #isLooked = false;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
    this.#signal = parts.signal;
    this.#today = startOfUtcDay(parts.coverage.state().now);
  }

  /**
   * The newest bills, and a look for what they may not name. Yesterday comes along, to learn how big an hour is, told apart
   * by nothing yet.
   */
  async newest(): Promise<void> {
    const state = this.#parts.coverage.state();
    const within = { from: this.#today - DAY, to: this.#today };
    const sample = dueHours({ ...state, splitsOf: () => NO_SPLITS }, FIRST_HOURS, within);
    const isNewest = ({ to }: Span) => to > this.#today - FIRST_DAYS;
    const bills = this.#bills(dueBills(state, FIRST_BILLS).slice(0, 1).filter(isNewest));
    await this.#run([...bills, ...this.#hours(sample), ...this.#probe()]);
  }

  /** Today, the days that price it, and the names; then older bills, and their hours behind them, told apart as they say. */
  async rest(): Promise<void> {
    const { reader, coverage, sizes } = this.#parts;
    const state = coverage.state();
    const lookFrom = this.#today - FIRST_DAYS;
    const bills = dueBills(state, Math.min(PAGE_DAYS, sizes.fit('bills', PAGE_BYTES, PAGE_DAYS)));
    const known = dueHours(state, hoursAPage(sizes), { from: bills[0]?.to ?? state.start, to: state.now });
    const first = known.filter(({ to }) => to > lookFrom);
    const due = (within: Span) => this.#hours(dueHours(coverage.state(), hoursAPage(sizes), within));
    const tasks = this.#look([...this.#minutes(state), ...this.#hours(first), ...this.#names()]);
    const awaited = [...bills];
    const here = new Set<Span>();
    for (const span of bills) {
      tasks.push(async () => {
        await reader.bills(span, this.#signal);
        here.add(span);
        // Whichever comes first, the newest goes first.
        for (let next = awaited[0]; next && here.has(next); next = awaited[0]) {
          awaited.shift();
          tasks.push(...due(next));
        }
      });
    }
    tasks.push(...this.#hours(known.slice(first.length)));
    await this.#run(tasks);
    // What an earlier run, cancelled, has read the bills of and not the hours.
    await this.#run(due({ from: state.start, to: lookFrom }));
  }

  #run(tasks: Task[]): Promise<void> {
    return inParallel(tasks, this.#signal, this.#parts.isScarce ? 1 : UNDER_WAY);
  }

  /** Tasks that together make today's figure. */
  #look(tasks: readonly Task[]): Task[] {
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

  #bills(spans: readonly Span[]): Task[] {
    return spans.map((span) => () => this.#parts.reader.bills(span, this.#signal));
  }

  #hours(spans: readonly HourSpan[]): Task[] {
    const { reader, coverage, events } = this.#parts;
    return spans.map((span) => async () => {
      await reader.usage('1h', span, span.splits, this.#signal);
      if (this.#isLooked) events.onProgress(coverage.done());
    });
  }

  #minutes(state: HistoryState): Task[] {
    const readTo = this.#parts.coverage.minutesReadTo(state.now);
    const tail = tailOf(state.now, readTo, OVERLAP_MINUTES, minutesFrom(state.now, state.hours));
    return [tail, ...dueMinutes(state, MOST_MINUTES).reverse()].map((span) => {
      const splits = state.splitsOf(startOfUtcDay(span.from));
      return () => this.#parts.reader.usage('1m', span, splits, this.#signal);
    });
  }
}

/** Hours that one answer should have. */
export function hoursAPage(sizes: Sizes): number {
  return Math.min(MOST_HOURS, sizes.fit('1h', PAGE_BYTES, FIRST_HOURS));
}
