import type { Arrival } from '../world/arrival.ts';
import { DAY, HOUR } from '../world/time.ts';
import type { Traffic } from '../world/traffic.ts';
import { usualTokens } from '../world/volume.ts';
import { COUNTER_COUNT, COUNTERS, type Counter, type Dimensions, type World } from '../world/world.ts';
import { type BillLine, billLines, extraAmount } from './bill.ts';
import { toMillionths } from './fine.ts';
import { createRates } from './rates.ts';
import { createTallier, midnightOf } from './tally.ts';

interface Bill {
  readonly lines: readonly BillLine[];
  /** Millionths of a cent: the sum of the lines. */
  readonly total: bigint;
}

/** Whole minutes of some of the traffic. A dimension that is not named is not looked at. */
export interface Slice extends Partial<Dimensions> {
  readonly from: number;
  readonly to: number;
  readonly counter?: Counter;
  /** Only what the API shows at this instant. */
  readonly shownAt?: number;
}

/** What nobody else knows. Days are any instant in them, or `YYYY-MM-DD`. */
export interface Truth {
  /** The bill of a UTC day when nothing is missing from it any more. */
  billOf(day: number | string): Bill;
  /** What `cost_report` shows of a day's bill at an instant; null while it shows nothing. */
  billAt(day: number | string, at: number): Bill | null;
  /**
   * Millionths of a cent that tokens and web searches will be billed with: refused requests and Priority Tier cost
   * nothing, code execution and session usage are not in it. Exact up to one rounding, half up.
   */
  trueCost(slice: Slice): bigint;
  /** Millionths of a cent of code execution and session usage between two instants of one UTC day, rounded down. */
  extraCost(slice: { readonly from: number; readonly to: number }): bigint;
  /** Tokens or searches; all five token types together when no counter is named. */
  count(slice: Slice): number;
}

export function createTruth(world: World, traffic: Traffic, arrival: Arrival): Truth {
  const rates = createRates(world);
  const tally = createTallier(traffic, arrival, rates);
  const bills = new Map<string, Bill>();

  const billUntil = (day: number, cutoff: number): Bill => {
    const id = `${day}|${cutoff}`;
    const known = bills.get(id);
    if (known) return known;
    const lines = billLines(world, rates, tally, day, cutoff);
    const bill = { lines, total: lines.reduce((sum, { amount }) => sum + amount, 0n) };
    bills.set(id, bill);
    return bill;
  };

  return {
    billOf: (day) => billUntil(midnightOf(day), midnightOf(day) + DAY),
    billAt: (day, at) => {
      const start = midnightOf(day);
      const { appearsAfter, completeAfter, lacks } = world.billing;
      const age = at - (start + DAY);
      if (age < appearsAfter) return null;
      const bill = billUntil(start, age < completeAfter ? start + DAY - lacks : start + DAY);
      return shownLines(bill, world.billing, start, at);
    },
    trueCost: (slice) => {
      const cells = matchingCells(world, slice);
      let fine = 0n;
      for (const [epoch, sums] of tally(slice.from, slice.to, slice.shownAt)) {
        for (const { stream, counter } of cells) {
          const rate = rates.of(epoch, stream)?.[counter];
          if (rate !== undefined) fine += BigInt(sums[stream * COUNTER_COUNT + counter] ?? 0) * rate;
        }
      }
      return toMillionths(fine);
    },
    extraCost: ({ from, to }) => {
      const day = midnightOf(from);
      const hours = Array.from({ length: 24 }, (_, hour) => {
        const start = day + hour * HOUR;
        const tokens = world.streams.reduce((sum, stream) => sum + usualTokens(stream, start), 0);
        const within = Math.max(0, Math.min(to, start + HOUR) - Math.max(from, start)) / HOUR;
        return { tokens, within };
      });
      const all = hours.reduce((sum, { tokens }) => sum + tokens, 0);
      const part = hours.reduce((sum, { tokens, within }) => sum + tokens * within, 0) / all;
      const daily = world.extras.reduce((sum, extra) => sum + extraAmount(extra, day), 0n);
      return BigInt(Math.floor(Number(daily) * part));
    },
    count: (slice) => {
      const counted = slice.counter === undefined ? COUNTERS.slice(0, -1) : [slice.counter];
      const cells = matchingCells(world, slice).filter(({ counter }) => counted.some((c) => c === COUNTERS[counter]));
      let count = 0;
      for (const sums of tally(slice.from, slice.to, slice.shownAt).values()) {
        for (const { stream, counter } of cells) count += sums[stream * COUNTER_COUNT + counter] ?? 0;
      }
      return count;
    },
  };
}

/** A bill without the lines that come late, and at a part of its amounts until it is restated. */
function shownLines(
  bill: Bill,
  { batchAfter = 0, restatements = [] }: World['billing'],
  day: number,
  at: number,
): Bill {
  const restated = restatements.filter((restatement) => restatement.day === day && at < restatement.until);
  const isLate = at < day + DAY + batchAfter;
  if (restated.length === 0 && !isLate) return bill;
  const lines = bill.lines
    .filter(({ serviceTier }) => !(isLate && serviceTier === 'batch'))
    .map((line) => ({
      ...line,
      amount: restated.reduce((amount, { percent }) => (amount * percent) / 100n, line.amount),
    }));
  return { lines, total: lines.reduce((sum, { amount }) => sum + amount, 0n) };
}

function matchingCells(world: World, slice: Slice): { stream: number; counter: number }[] {
  const named = Object.entries({
    workspace: slice.workspace,
    key: slice.key,
    model: slice.model,
    serviceTier: slice.serviceTier,
    contextWindow: slice.contextWindow,
    inferenceGeo: slice.inferenceGeo,
    speed: slice.speed,
  } satisfies Record<keyof Dimensions, unknown>).filter(([, value]) => value !== undefined);
  return world.streams.flatMap((stream, index) => {
    const dimensions = new Map<string, unknown>(Object.entries(stream));
    if (named.some(([name, value]) => dimensions.get(name) !== value)) return [];
    return COUNTERS.flatMap((name, counter) =>
      slice.counter === undefined || slice.counter === name ? [{ stream: index, counter }] : [],
    );
  });
}
