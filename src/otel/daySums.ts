import type { Money } from '../shared/money.ts';
import type { DayUsage } from '../spend/day/dayUsage.ts';
import type { DimensionKey } from '../spend/day/dimensionKeys.ts';
import { batchesOf, type PricedDay, type UnallocatedLine, type WholeDayBatch } from '../spend/day/pricedDay.ts';
import { ITEMS, type UsageDetail, WEB_SEARCHES, withKnownGeo } from '../spend/kind.ts';
import { DAY, type Span } from '../time/utc.ts';
import type { Grain } from './grain.ts';

/** Values of `gen_ai.token.type`, in the order of `ITEMS`: they do not overlap, so their sum is right. */
const TOKEN_TYPES = ['input_uncached', 'cache_write_5m', 'cache_write_1h', 'cache_read', 'output'] as const;
/** Stands in the place of a token type. */
export const SEARCH = 'web_search';

/** CountsById by the identity of their counter: the token type, or `SEARCH`, and then the grain's. */
export type CountsById = ReadonlyMap<string, number>;

interface CountedUsage {
  readonly usage: DayUsage;
  /** Detail that it was read in. */
  readonly detail: UsageDetail;
  readonly defaultWorkspaceId: string;
}

/** Identity of a counter. */
export function counterId(item: string, grainId: string): string {
  return `${item}\0${grainId}`;
}

/** The parts that a counter's identity is made of. */
export function partsOf(id: string): { readonly item: string; readonly grainId: string } {
  const end = id.indexOf('\0');
  return { item: id.slice(0, end), grainId: id.slice(end + 1) };
}

/** Sums the usage of a span (ms) by counter: of the slots that begin in it. */
export function countsOf({ usage, detail, defaultWorkspaceId }: CountedUsage, span: Span, grain: Grain): CountsById {
  const { slots, series, firsts, cellSlots, counts } = usage;
  const isInside = slots.map((start) => start >= span.start && start < span.end);
  const sums = new Map<string, number>();
  for (const [index, each] of series.entries()) {
    let grainId: string | null = null;
    for (let item = 0; item < ITEMS.length; item++) {
      const row = index * ITEMS.length + item;
      const end = firsts[row + 1] ?? 0;
      let sum = 0;
      for (let cell = firsts[row] ?? 0; cell < end; cell++)
        if (isInside[cellSlots[cell] ?? 0]) sum += counts[cell] ?? 0;
      if (sum === 0) continue;
      if (grainId === null) {
        const told = withKnownGeo(each, detail);
        const workspaceId = told.workspaceId === defaultWorkspaceId ? '' : told.workspaceId;
        grainId = grain.idOf(told.model, { ...told, workspaceId });
      }
      const id = counterId(item === WEB_SEARCHES ? SEARCH : (TOKEN_TYPES[item] ?? ''), grainId);
      sums.set(id, (sums.get(id) ?? 0) + sum);
    }
  }
  return sums;
}

/** Sums the cost of a priced day, or of the part of it that lies in a span (ms), by the identity of the grain. */
export function amountsOf(
  day: PricedDay,
  keys: readonly DimensionKey[],
  span: Span,
  grain: Grain,
): ReadonlyMap<string, Money> {
  const isWhole = span.start <= day.start && span.end >= day.start + DAY;
  const sums = new Map<string, Money>();
  const ids: string[] = [];
  const add = (number: number, amount: Money) => {
    const key = keys[number];
    if (!key || amount === 0n) return;
    const id = ids[number] ?? grain.idOf(key.model, key);
    ids[number] = id;
    sums.set(id, (sums.get(id) ?? 0n) + amount);
  };
  for (const batch of batchesOf(day)) {
    const ofRow = isWhole ? (row: number) => batch.dayAmounts[row] ?? 0 : sumsInside(batch, span);
    for (let row = 0; row < batch.keys.length; row++) {
      const amount = ofRow(row);
      if (amount !== 0) add(batch.keys[row] ?? 0, BigInt(amount) * batch.scale);
    }
  }
  for (const line of day.unallocated) add(line.key, isWhole ? line.amount : partOf(line, span));
  return sums;
}

function sumsInside({ starts, firsts, cellSlots, amounts }: WholeDayBatch, span: Span): (row: number) => number {
  const isInside = Array.from(starts, (start) => start >= span.start && start < span.end);
  return (row) => {
    const end = firsts[row + 1] ?? 0;
    let sum = 0;
    for (let cell = firsts[row] ?? 0; cell < end; cell++) if (isInside[cellSlots[cell] ?? 0]) sum += amounts[cell] ?? 0;
    return sum;
  };
}

function partOf({ at, amount, spread }: UnallocatedLine, { start, end }: Span): Money {
  if (!spread) return at >= start && at < end ? amount : 0n;
  const [from, to] = [Math.max(start, spread.start), Math.min(end, spread.until)];
  return from < to ? spread.between(from, to) : 0n;
}
