import { NO_SPLITS } from '../spend/kind.ts';
import { DAY, HOUR, startOfUtcDay } from '../spend/time.ts';
import type { Coverage } from './coverage.ts';
import {
  dueBills,
  dueHours,
  dueMinutes,
  type HistoryState,
  type HourSpan,
  MOST_HOURS,
  MOST_MINUTES,
  minutesFrom,
  type Span,
  tailOf,
} from './plan.ts';
import type { Reader } from './reader.ts';
import { settle } from './settle.ts';
import type { Sizes } from './sizes.ts';

/** What one answer should weigh, before compression: parsing it must not take the memory of the whole history. */
const PAGE_BYTES = 4_000_000;
/** Requests under way at once; the client holds to the same number over everything it does. */
const UNDER_WAY = 4;
/** Today, and the two days before it whose rates price it. */
const FIRST_DAYS = 2 * DAY;
/** Hours a page, and days of the bill, while nothing is known of their size. */
const FIRST_HOURS = 24;
const FIRST_BILLS = 6;
/** Days of the bill a page: the hours of four weeks fill four pages of theirs. */
const PAGE_DAYS = 28;

/** Closed hours that are missing in one go, beyond which the history is fetched rather than caught up poll by poll. */
const CATCH_UP_HOURS = 6;

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

type Task = () => Promise<void>;

/**
 * Fetches what is missing, the newest first: the newest bills, then today and the days that price it, and beside them the
 * older bills and the history backwards. Everything lands in the ledger as it comes, so that a cancelled run goes on where
 * it stopped.
 */
export async function fetchHistory(
  reader: Reader,
  coverage: Coverage,
  sizes: Sizes,
  events: HistoryEvents,
  signal: AbortSignal,
): Promise<void> {
  let isLooked = false;
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const readBills = (spans: readonly Span[]) => spans.map((span) => () => reader.bills(span, either));
  const readHours = (spans: readonly HourSpan[]) =>
    spans.map((span) => async () => {
      await reader.usage('1h', span, span.splits, either);
      if (isLooked) events.onProgress(coverage.done());
    });
  const hoursAPage = () => Math.min(MOST_HOURS, sizes.fit('1h', PAGE_BYTES, FIRST_HOURS));

  const start = coverage.state();
  const today = startOfUtcDay(start.now);
  const lookFrom = today - FIRST_DAYS;
  // Yesterday comes along with its bill, to learn how big an hour is. What the bills want told apart is asked for again.
  const yesterday = dueHours({ ...start, splitsOf: () => NO_SPLITS }, FIRST_HOURS, { from: today - DAY, to: today });
  const sample = yesterday.map((span) => () => reader.usage('1h', span, span.splits, either));
  const newest = readBills(dueBills(start, FIRST_BILLS).slice(0, 1));
  await inParallel([...newest, ...sample, () => reader.names(either)], either);

  const lookAtToday = async () => {
    const state = coverage.state();
    const tail = tailOf(state.now, 0, 0, minutesFrom(state.now, state.hours));
    const minutes = [tail, ...dueMinutes(state, MOST_MINUTES).reverse()];
    const hours = dueHours(state, hoursAPage(), { from: lookFrom, to: state.now });
    const tasks = minutes.map(
      (span) => () => reader.usage('1m', span, state.splitsOf(startOfUtcDay(span.from)), either),
    );
    await inParallel([...tasks, ...readHours(hours)], either);
    isLooked = true;
    events.onFirstLook();
  };
  const olderHours = (within: Span) => dueHours(coverage.state(), hoursAPage(), within);
  /** Hours need to be told apart as their bills say, so they follow those. */
  const goBack = async () => {
    const bills = dueBills(coverage.state(), Math.min(PAGE_DAYS, sizes.fit('bills', PAGE_BYTES, PAGE_DAYS)));
    const known = bills[0]?.to ?? start.start;
    const tasks: Task[] = bills.map((span) => async () => {
      await reader.bills(span, either);
      tasks.push(...readHours(olderHours({ from: span.from, to: Math.min(span.to, lookFrom) })));
    });
    tasks.push(...readHours(olderHours({ from: known, to: lookFrom })));
    await inParallel(tasks, either);
    await inParallel(readHours(olderHours({ from: start.start, to: lookFrom })), either);
  };
  const orStop = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  await settle([orStop(lookAtToday()), orStop(goBack())]);
}

/** Runs the tasks of a queue in their order, a few at a time; they may add to it. The first failure ends it. */
async function inParallel(queue: Task[], signal: AbortSignal): Promise<void> {
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      signal.throwIfAborted();
      try {
        await task();
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }
  };
  await settle(Array.from({ length: UNDER_WAY }, worker));
}
