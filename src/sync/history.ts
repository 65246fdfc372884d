import { NO_SPLITS } from '../spend/kind.ts';
import { DAY, HOUR, startOfUtcDay } from '../spend/time.ts';
import type { Coverage } from './coverage.ts';
import {
  dueBills,
  dueHours,
  dueMinutes,
  type HistoryState,
  MOST_DAYS,
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
const FIRST_BILLS = 4;

/** Closed hours that are missing in one go, beyond which the history is fetched rather than caught up poll by poll. */
const CATCH_UP_HOURS = 6;

/** True on a first run, and when this machine has slept: more is missing than polls should catch up. */
export function needsHistory(state: HistoryState): boolean {
  const read = new Set(state.hours.map(({ start }) => start));
  const closed = Math.floor((state.now - state.start) / HOUR);
  return closed - read.size > CATCH_UP_HOURS;
}

export interface HistoryEvents {
  /** Enough is there for today's figure. */
  onFirstLook(): void;
  /** Share that is there, 0 to 1. */
  onProgress(done: number): void;
}

type Task = () => Promise<void>;

/**
 * Fetches what is missing, the newest first: the bills, then today and the days that price it, then history backwards.
 * Everything lands in the ledger as it comes, so that a cancelled run goes on where it stopped.
 */
export async function fetchHistory(
  reader: Reader,
  coverage: Coverage,
  sizes: Sizes,
  events: HistoryEvents,
  signal: AbortSignal,
): Promise<void> {
  const start = coverage.state();
  const today = startOfUtcDay(start.now);
  const bills = (spans: readonly Span[]) => spans.map((span) => () => reader.bills(span, signal));
  // Yesterday comes along with its bill, to learn how big an hour is. What the bills want told apart is asked for again.
  const yesterday = dueHours({ ...start, now: today, start: today - DAY, splitsOf: () => NO_SPLITS }, FIRST_HOURS);
  const first = yesterday.map((span) => () => reader.usage('1h', span, span.splits, signal));
  await inParallel([...bills(dueBills(start, FIRST_BILLS).slice(0, 1)), ...first], signal);

  const billed = coverage.state();
  const minutes = [
    tailOf(billed.now, 0, 0, minutesFrom(billed.now, billed.hours)),
    ...dueMinutes(billed, MOST_MINUTES).reverse(),
  ].map((span) => () => reader.usage('1m', span, billed.splitsOf(startOfUtcDay(span.from)), signal));
  const olderBills = bills(dueBills(billed, sizes.fit('bills', PAGE_BYTES, MOST_DAYS)));
  await inParallel([...olderBills, ...minutes], signal);

  const state = coverage.state();
  const spans = dueHours(state, Math.min(MOST_HOURS, sizes.fit('1h', PAGE_BYTES, FIRST_HOURS)));
  const isFirst = ({ to }: Span) => to > today - FIRST_DAYS;
  const look = firstLook(spans.filter(isFirst).length, events.onFirstLook);
  const tasks: Task[] = spans.map((span) => async () => {
    await reader.usage('1h', span, span.splits, signal);
    if (isFirst(span)) look();
    else events.onProgress(coverage.done());
  });
  tasks.splice(UNDER_WAY, 0, () => reader.names(signal));
  await inParallel(tasks, signal);
}

/** Calls back when it has been called as often as there are parts of today's figure; at once if there are none. */
function firstLook(parts: number, onFirstLook: () => void): () => void {
  let missing = parts;
  if (missing === 0) onFirstLook();
  return () => {
    missing -= 1;
    if (missing === 0) onFirstLook();
  };
}

/** Runs tasks in their order, a few at a time; the first failure ends it. */
async function inParallel(tasks: readonly Task[], signal: AbortSignal): Promise<void> {
  const queue = [...tasks];
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
