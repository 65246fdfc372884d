import type { DayCost, DaySum, ValueSum } from '../../ledger/daySumTable.ts';
import { BASIS_CODES, basisAt } from '../../shared/basis.ts';
import type { Cost } from '../../shared/cost.ts';
import { in64Bits } from '../../shared/money.ts';
import { SCOPE_DIMENSIONS, type Scope, type ScopeDimension } from '../../shared/scope.ts';
import type { DimensionKey, DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { batchesOf, type PricedDay } from '../../spend/day/pricedDay.ts';
import type { DaySpend } from '../../spend/daySpend.ts';
import { ITEMS } from '../../spend/kind.ts';
import { DAY, HOUR } from '../../time/utc.ts';
import { valueIdOf } from '../sums/dimensions.ts';

const HOURS = DAY / HOUR;
const OUTPUT = ITEMS.indexOf('output_tokens');

/** Sums of the values of a dimension on one day, as columns: an object for each value of each day would be most of the memory. */
interface ValueColumns {
  /** Numbers of the values, ascending. */
  readonly values: Uint32Array;
  /** Millionths of a cent, by the place in `values`. */
  readonly amounts: BigInt64Array;
  /** Codes of bases; 0 where nothing has been paid. */
  readonly bases: Uint8Array;
  readonly unpriced: Float64Array;
  /** Output tokens that are paid for; null where they are not known. */
  readonly outputs: Float64Array | null;
  /** The hour h of the value at place p is at p × 24 + h; null where hours are not known, or not held any more. */
  readonly hours: Float64Array | null;
}

/** Values of a dimension by number. */
class ValueNumbers {
  readonly ids: string[] = [];
  readonly #byId = new Map<string, number>();

  of(id: string): number {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    this.#byId.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }

  known(id: string): number | undefined {
    return this.#byId.get(id);
  }
}

/** Dictionaries that the sums of all days share. */
export class ScopeNumbers {
  readonly workspace = new ValueNumbers();
  readonly apiKey = new ValueNumbers();
  readonly model = new ValueNumbers();
  #keys: DimensionKeys | null = null;
  #ofKeys: Readonly<Record<ScopeDimension, number[]>> = { workspace: [], apiKey: [], model: [] };

  /** By the number of a key of a priced day: the number of its value. */
  ofKeys(keys: DimensionKeys, dimension: ScopeDimension): readonly number[] {
    if (keys !== this.#keys) this.#ofKeys = { workspace: [], apiKey: [], model: [] };
    this.#keys = keys;
    const known = this.#ofKeys[dimension];
    const numberOf = (key: DimensionKey) => this[dimension].of(valueIdOf(key, dimension, 'cost'));
    for (let at = known.length; at < keys.all.length; at++) {
      const key = keys.all[at];
      if (key) known.push(numberOf(key));
    }
    return known;
  }
}

type Columns = Readonly<Record<ScopeDimension, ValueColumns | null>>;

/** Cost of one UTC day by scope. The values of a dimension add up to the day to the last unit. */
export class DaySums implements DayCost {
  readonly start: number;
  readonly cost: Cost;
  readonly isUnused: boolean;
  readonly outputTokens: number | null;
  readonly #columns: Columns;
  readonly #numbers: ScopeNumbers;
  #hours: Float64Array | null = null;

  constructor({ start, cost, isUnused, outputTokens }: DayCost, columns: Columns, numbers: ScopeNumbers) {
    this.start = start;
    this.cost = cost;
    this.isUnused = isUnused;
    this.outputTokens = outputTokens;
    this.#columns = columns;
    this.#numbers = numbers;
  }

  /** Cost of a scope, whose basis is `none` where it had none; null where the day is not known by its dimension. */
  costOf({ dimension, id }: Scope): Cost | null {
    if (dimension === null) return this.cost;
    const columns = this.#columns[dimension];
    if (!columns) return null;
    const place = placeOf(columns, this.#numbers[dimension].known(id));
    return costAt(columns, place);
  }

  /** Output tokens of a scope that are paid for: its work. Null where they are not known. */
  outputOf({ dimension, id }: Scope): number | null {
    if (dimension === null) return this.outputTokens;
    const columns = this.#columns[dimension];
    if (!columns?.outputs) return null;
    return columns.outputs[placeOf(columns, this.#numbers[dimension].known(id))] ?? 0;
  }

  /** Amounts by hour, millionths of a cent; null where hours are not known. Cost without an hour is in none. */
  hoursOf({ dimension, id }: Scope): Float64Array | null {
    if (dimension === null) return this.#hoursOfAll();
    const columns = this.#columns[dimension];
    if (!columns?.hours) return null;
    const place = placeOf(columns, this.#numbers[dimension].known(id));
    return place < 0 ? new Float64Array(HOURS) : columns.hours.slice(place * HOURS, (place + 1) * HOURS);
  }

  #hoursOfAll(): Float64Array | null {
    const hours = this.#columns.workspace?.hours;
    if (!hours) return null;
    if (this.#hours === null) {
      this.#hours = new Float64Array(HOURS);
      for (let at = 0; at < hours.length; at++) {
        this.#hours[at % HOURS] = (this.#hours[at % HOURS] ?? 0) + (hours[at] ?? 0);
      }
    }
    return this.#hours.slice();
  }

  /** Ids of the values that had any spend. */
  *spenders(dimension: ScopeDimension): Generator<string> {
    const columns = this.#columns[dimension];
    for (let place = 0; place < (columns?.values.length ?? 0); place++) {
      if (columns && columns.amounts[place] !== 0n) yield this.#idAt(columns, dimension, place);
    }
  }

  #idAt({ values }: ValueColumns, dimension: ScopeDimension, place: number): string {
    return this.#numbers[dimension].ids[values[place] ?? -1] ?? '';
  }

  /** The same without its hours, which take most of the room. */
  withoutHours(): DaySums {
    const { workspace, apiKey, model } = this.#columns;
    const without = (columns: ValueColumns | null) => columns && { ...columns, hours: null };
    const columns = { workspace: without(workspace), apiKey: without(apiKey), model: without(model) };
    return new DaySums(this, columns, this.#numbers);
  }

  get hasHours(): boolean {
    return this.#columns.workspace?.hours != null;
  }

  /** The sums as the ledger keeps them. */
  kept(): DaySum {
    const sumsOf = (dimension: ScopeDimension): ValueSum[] | null => {
      const columns = this.#columns[dimension];
      if (!columns) return null;
      return Array.from(columns.values, (_, place) => {
        const outputTokens = columns.outputs?.[place] ?? null;
        return { id: this.#idAt(columns, dimension, place), ...costAt(columns, place), outputTokens };
      });
    };
    const values = { workspace: sumsOf('workspace'), apiKey: sumsOf('apiKey'), model: sumsOf('model') };
    const { start, cost, isUnused, outputTokens } = this;
    return { start, cost, isUnused, outputTokens, values };
  }
}

/** Place of a value; -1 where the day has nothing of it. */
function placeOf({ values }: ValueColumns, value: number | undefined): number {
  if (value === undefined) return -1;
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return values[low] === value ? low : -1;
}

function costAt({ amounts, bases, unpriced }: ValueColumns, place: number): Cost {
  return { amount: amounts[place] ?? 0n, basis: basisAt(bases[place]), unpricedTokens: unpriced[place] ?? 0 };
}

/** A priced day with what it was made of. */
export interface DayToSum {
  readonly spend: DaySpend;
  readonly priced: PricedDay;
  readonly keys: DimensionKeys;
  /** False where its bill alone is known: it names no keys and no hours. */
  readonly isUsageKnown: boolean;
}

/** Sums a priced day by scope. */
export function sumDay({ spend, priced, keys, isUsageKnown }: DayToSum, numbers: ScopeNumbers): DaySums {
  const { start, total, basis, unpricedTokens, kinds, unallocated } = spend;
  const isUnused = basis === 'billed' && kinds.length === 0 && unallocated.length === 0;
  const isOutput = Uint8Array.from(keys.all, ({ item }) => (item === OUTPUT ? 1 : 0));
  const usage = isUsageKnown ? { isOutput } : null;
  const sum = (dimension: ScopeDimension) => sumValues(priced, numbers.ofKeys(keys, dimension), usage);
  const columns = { workspace: sum('workspace'), apiKey: isUsageKnown ? sum('apiKey') : null, model: sum('model') };
  const outputTokens = columns.workspace.outputs?.reduce((all, each) => all + each, 0) ?? null;
  const cost = { amount: total, basis, unpricedTokens };
  return new DaySums({ start, cost, isUnused, outputTokens }, columns, numbers);
}

/** Sums that the ledger has kept; they have no hours. */
export function keptSums(day: DaySum, numbers: ScopeNumbers): DaySums {
  const columnsOf = (dimension: ScopeDimension): ValueColumns | null => {
    const sums = day.values[dimension]?.map((sum) => ({ ...sum, value: numbers[dimension].of(sum.id) }));
    if (!sums) return null;
    sums.sort((a, b) => a.value - b.value);
    return {
      values: Uint32Array.from(sums, ({ value }) => value),
      amounts: BigInt64Array.from(sums, ({ amount }) => in64Bits(amount)),
      bases: Uint8Array.from(sums, ({ basis }) => BASIS_CODES[basis]),
      unpriced: Float64Array.from(sums, ({ unpricedTokens }) => unpricedTokens),
      outputs: sums.every(({ outputTokens }) => outputTokens !== null)
        ? Float64Array.from(sums, ({ outputTokens }) => outputTokens ?? 0)
        : null,
      hours: null,
    };
  };
  const [workspace, apiKey, model] = SCOPE_DIMENSIONS.map(columnsOf);
  return new DaySums(day, { workspace: workspace ?? null, apiKey: apiKey ?? null, model: model ?? null }, numbers);
}

/** Sums of a dimension; without hours and output where the day's `usage` is not known. By the number of a key: 1 of output. */
function sumValues(
  day: PricedDay,
  numberOf: readonly number[],
  usage: { readonly isOutput: Uint8Array } | null,
): ValueColumns {
  const values = valuesOf(day, numberOf);
  const placeByValue = new Int32Array((values.at(-1) ?? -1) + 1);
  for (const [place, value] of values.entries()) placeByValue[value] = place;
  const placeOfKey = (key: number) => placeByValue[numberOf[key] ?? 0] ?? 0;
  const amounts = new BigInt64Array(values.length);
  const bases = new Uint8Array(values.length);
  const unpriced = new Float64Array(values.length);
  const outputs = usage && new Float64Array(values.length);
  const hours = usage && new Float64Array(values.length * HOURS);
  const hourOf = Uint8Array.from(day.starts, (start) => Math.floor((start - day.start) / HOUR));
  for (const batch of batchesOf(day)) {
    const { firsts, cellSlots } = batch;
    const scale = Number(batch.scale);
    // Exact: doubles hold the day's sums of a batch.
    const sums = new Float64Array(values.length);
    for (let row = 0; row < batch.keys.length; row++) {
      const place = placeOfKey(batch.keys[row] ?? 0);
      sums[place] = (sums[place] ?? 0) + (batch.dayAmounts[row] ?? 0);
      bases[place] = (bases[place] ?? 0) | (batch.bases[row] ?? 0);
      if (batch.unpriced[row] === 1) unpriced[place] = (unpriced[place] ?? 0) + (batch.dayCounts[row] ?? 0);
      if (hours === null) continue;
      if (outputs && batch.paid[row] === 1 && usage?.isOutput[batch.keys[row] ?? 0] === 1) {
        outputs[place] = (outputs[place] ?? 0) + (batch.dayCounts[row] ?? 0);
      }
      const end = firsts[row + 1] ?? 0;
      for (let cell = firsts[row] ?? 0; cell < end; cell++) {
        const at = place * HOURS + (hourOf[cellSlots[cell] ?? 0] ?? 0);
        hours[at] = (hours[at] ?? 0) + (batch.amounts[cell] ?? 0) * scale;
      }
    }
    for (const [place, sum] of sums.entries()) {
      if (sum !== 0) amounts[place] = in64Bits((amounts[place] ?? 0n) + BigInt(sum) * batch.scale);
    }
  }
  for (const { key, amount, basis, spread } of day.unallocated) {
    const place = placeOfKey(key);
    amounts[place] = in64Bits((amounts[place] ?? 0n) + amount);
    bases[place] = (bases[place] ?? 0) | basis;
    for (const slot of hours === null ? [] : (spread?.slots() ?? [])) {
      const at = place * HOURS + Math.floor((slot.start - day.start) / HOUR);
      if (hours) hours[at] = (hours[at] ?? 0) + Number(slot.amount);
    }
  }
  return { values, amounts, bases, unpriced, outputs, hours };
}

/** Numbers of the values that a day has anything of, ascending. */
function valuesOf({ keys, unallocated }: PricedDay, numberOf: readonly number[]): Uint32Array {
  const values = new Set<number>();
  for (const key of keys) values.add(numberOf[key] ?? 0);
  for (const { key } of unallocated) values.add(numberOf[key] ?? 0);
  return Uint32Array.from(values).sort();
}
