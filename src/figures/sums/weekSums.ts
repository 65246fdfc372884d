import type { Week } from '../../shared/explorer.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { DAY, HOUR, startOfUtcDay } from '../../time/utc.ts';
import { zoneOffset } from '../../time/zone.ts';
import type { QueryContext } from '../scan/queryContext.ts';
import type { DayBatch } from '../scan/scanDays.ts';
import type { CountedItems } from './countedItems.ts';
import { plus, plusMoney } from './rollup.ts';

const HOURS = 7 * 24;
/** 1 January 1970 was a Thursday. */
const THURSDAY = 3;

export interface WeekInput {
  readonly keys: readonly DimensionKey[];
  /** By key, whether it is counted. */
  readonly passing: readonly boolean[];
  readonly counted: CountedItems | null;
  readonly context: QueryContext;
}

interface SlotSum {
  readonly start: number;
  readonly end: number;
  /** In units of `scale`, where it is money. */
  readonly sum: number;
  readonly whole: number;
  readonly scale: bigint;
}

/** Usage by the hours of a week of a zone. What belongs to no hour, such as code execution, is in none of them. */
export class WeekSums {
  readonly #input: WeekInput;
  readonly #offsets = new Map<number, number | null>();
  readonly #amounts = new BigInt64Array(HOURS);
  readonly #parts = new Float64Array(HOURS);
  readonly #wholes = new Float64Array(HOURS);
  readonly #known = new Float64Array(HOURS);

  constructor(input: WeekInput) {
    this.#input = input;
  }

  add({ usage, buckets }: DayBatch): void {
    const { keys, passing, counted, context } = this.#input;
    if (!context.pricedDays.isComplete(startOfUtcDay(usage.starts[0] ?? 0))) return;
    const width = buckets.length;
    const sums = new Float64Array(width);
    const wholes = new Float64Array(width);
    for (let row = 0; row < usage.keys.length; row++) {
      const key = usage.keys[row] ?? 0;
      if (!passing[key]) continue;
      const item = keys[key]?.item ?? -1;
      const isPart = counted === null || counted.parts[item] === true;
      const isWhole = counted?.wholes?.[item] === true;
      const column = counted === null ? usage.amounts : usage.counts;
      const end = isPart || isWhole ? (usage.firsts[row + 1] ?? 0) : 0;
      for (let cell = usage.firsts[row] ?? 0; cell < end; cell++) {
        const slot = usage.cellSlots[cell] ?? 0;
        const value = column[cell];
        if (isPart) plus(sums, slot, value);
        if (isWhole) plus(wholes, slot, value);
      }
    }
    for (let slot = 0; slot < width; slot++) {
      const [start, end] = [usage.starts[slot] ?? 0, usage.ends[slot] ?? 0];
      // An hour that is not over is no measure of an average one.
      if ((buckets[slot] ?? -1) < 0 || end > context.knownTo) continue;
      this.#spread({ start, end, sum: sums[slot] ?? 0, whole: wholes[slot] ?? 0, scale: usage.scale });
    }
  }

  week(): Week {
    const { counted } = this.#input;
    return {
      amounts: counted === null ? this.#amounts : null,
      counts: counted === null ? null : this.#parts,
      wholes: counted?.wholes ? this.#wholes : null,
      hours: Uint16Array.from(this.#known, (ms) => Math.round(ms / HOUR)),
    };
  }

  /** Splits an hour of usage by the time, as it is of two hours of the week in zones that are not full hours from UTC. */
  #spread({ start, end, sum, whole, scale }: SlotSum): void {
    const local = start + this.#offset(start);
    const edge = start + HOUR - (((local % HOUR) + HOUR) % HOUR);
    const at = hourOfWeek(local);
    const early = edge >= end ? 1 : (edge - start) / (end - start);
    const [ofSum, ofWhole] = [Math.round(sum * early), Math.round(whole * early)];
    this.#put(at, ofSum, ofWhole, scale);
    if (early < 1) this.#put((at + 1) % HOURS, sum - ofSum, whole - ofWhole, scale);
    // High parts of amounts are of the same time as their low parts: it is counted once.
    if (scale !== 1n) return;
    plus(this.#known, at, Math.min(edge, end) - start);
    if (early < 1) plus(this.#known, (at + 1) % HOURS, end - edge);
  }

  #put(at: number, sum: number, whole: number, scale: bigint): void {
    if (this.#input.counted === null) plusMoney(this.#amounts, at, BigInt(sum) * scale);
    else plus(this.#parts, at, sum);
    plus(this.#wholes, at, whole);
  }

  #offset(at: number): number {
    const { zone } = this.#input.context.calendar;
    const day = startOfUtcDay(at);
    let offset = this.#offsets.get(day);
    if (offset === undefined) {
      const [first, last] = [zoneOffset(day, zone), zoneOffset(day + DAY, zone)];
      offset = first === last ? first : null;
      this.#offsets.set(day, offset);
    }
    return offset ?? zoneOffset(at, zone);
  }
}

function hourOfWeek(local: number): number {
  return (Math.floor(local / HOUR) + THURSDAY * 24) % HOURS;
}
