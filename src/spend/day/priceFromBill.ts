import { BASIS_CODES } from '../../shared/basis.ts';
import type { Series } from '../../source/series.ts';
import type { DaySpend, KindLine } from '../daySpend.ts';
import { ITEMS, type Kind, type UsageDetail, withKnownGeo } from '../kind.ts';
import { kindsOfSeries } from '../kindsOfSeries.ts';
import type { Rate } from '../rate.ts';
import { attributeLine, type Rows } from './attributeLine.ts';
import type { DayUsage } from './dayUsage.ts';
import { type DimensionKeys, UNSEEN } from './dimensionKeys.ts';
import { InputRates, NO_RATE, savedBy } from './inputRates.ts';
import { LargeAmounts } from './largeAmounts.ts';
import {
  HIGHEST_AMOUNT,
  narrowed,
  type PricedDay,
  SAME_DATE_HOUR,
  type UnallocatedLine,
  type WholeDayBatch,
} from './pricedDay.ts';
import type { SeriesOrder } from './seriesOrder.ts';

/** Line of a row that belongs to none of the day's: Priority Tier. */
const NO_LINE = -1;
/** Items with a rate of their own beside that of uncached input, which is the first. */
const isCached = (item: number) => item >= 1 && item <= 3;

/** A day by kind with its usage, and the dictionaries that days share. */
export interface DayToPrice {
  readonly spend: DaySpend;
  readonly usage: DayUsage;
  /** Dimensions that the usage was read by beside the usual ones. */
  readonly detail: UsageDetail;
  readonly keys: DimensionKeys;
  readonly order: SeriesOrder;
  /** Rate of a kind that day, where the day itself has none. */
  readonly priceOf: (kind: Kind) => Rate | null;
}

/**
 * Prices a day's usage by series, item and slot of time, from what each kind was billed or is estimated at. Its parts
 * add up to the day to the last unit.
 */
export function priceFromBill({ spend, usage, detail, keys, order, priceOf }: DayToPrice): PricedDay {
  const { rules } = spend.byKind;
  const { slots } = usage;
  // Lines of a day are in the order of its kinds.
  const lines = new Map([...spend.byKind.kinds.keys()].map((key, index) => [key, index]));
  const lineOfKind: number[] = [];
  const rowsOf: number[][] = spend.kinds.map(() => []);
  const rates = new InputRates(spend.kinds, priceOf);
  const columns = newRows(usage);
  const { keyOf, lineOf, rateOf, rows } = columns;
  const { indexes, apiKeys } = order.of(usage.series);
  const keyed = kindsOfSeries(rules).ofAll(usage.series);
  const workspaceOf = ({ workspaceId }: Series) => (workspaceId === rules.defaultWorkspaceId ? '' : workspaceId);
  let row = 0;
  for (let place = 0; place < indexes.length; place++) {
    const index = indexes[place] ?? 0;
    const series = usage.series[index];
    if (!series) continue;
    const told = withKnownGeo(series, detail);
    const known = keys.ofSeries(told);
    const first = index * ITEMS.length;
    for (let item = 0; item < ITEMS.length; item++) {
      const units = copyCells(usage, first + item, rows, row);
      if (units === 0) continue;
      const kindOfItem = keyed[first + item];
      const line = kindOfItem ? (lineOfKind[kindOfItem.index] ?? lines.get(kindOfItem.key) ?? NO_LINE) : NO_LINE;
      if (kindOfItem) lineOfKind[kindOfItem.index] = line;
      const isPaidCache = line !== NO_LINE && isCached(item) && spend.kinds[line]?.notBilledUnits === 0;
      if (line !== NO_LINE) rowsOf[line]?.push(row);
      const key = known[item] ?? UNSEEN;
      keyOf[row] = key === UNSEEN ? keys.addOf(told, item, workspaceOf(series), known) : key;
      lineOf[row] = line;
      rateOf[row] = isPaidCache ? rates.inputOf(line, lines.get(keyed[first]?.key ?? '')) : NO_RATE;
      rows.units[row] = units;
      rows.apiKeys[row] = apiKeys[place] ?? 0;
      row += 1;
    }
  }
  const { cellSlots, firsts, counts, amounts, dayAmounts } = rows;
  const unallocated: UnallocatedLine[] = [];
  const at = spend.start + SAME_DATE_HOUR;
  let held = 0n;
  let largeAmounts: LargeAmounts | null = null;
  for (const [index, line] of spend.kinds.entries()) {
    const ofLine = rowsOf[index] ?? [];
    const size = line.amount < 0n ? -line.amount : line.amount;
    if (ofLine.length > 0 && held + size < HIGHEST_AMOUNT) {
      held += size;
      attributeLine(Number(line.amount), ofLine, rows);
    } else if (ofLine.length > 0) {
      largeAmounts ??= new LargeAmounts(rows);
      largeAmounts.attribute(line.amount, ofLine);
    } else if (line.amount !== 0n) {
      const basis = BASIS_CODES[line.basis];
      unallocated.push({ at, key: keys.ofKind(line.kind), amount: line.amount, basis, spread: null });
    }
  }
  for (const { amount, basis, spread, ...line } of spend.unallocated) {
    const key = keys.ofLine(line);
    unallocated.push({ at: spread ? spend.start : at, key, amount, basis: BASIS_CODES[basis], spread });
  }
  const batch: WholeDayBatch = {
    start: spend.start,
    starts: Float64Array.from(slots.slice(0, -1)),
    ends: Float64Array.from(slots.slice(1)),
    keys: keyOf,
    ...flagsOfRows(lineOf, spend.kinds),
    firsts,
    cellSlots,
    counts: narrowed(counts),
    amounts: narrowed(amounts),
    scale: 1n,
    inputRates: rateOf,
    rates: rates.all,
    dayCounts: narrowed(rows.units),
    dayAmounts: narrowed(dayAmounts),
    daySaved: narrowed(savedOfRows(rateOf, rates.all, rows)),
  };
  return { ...batch, unallocated, highParts: largeAmounts?.beside(batch) ?? null };
}

const rooms = {
  units: new Float64Array(0),
  counts: new Float64Array(0),
  amounts: new Float64Array(0),
  dayAmounts: new Float64Array(0),
};

/** Zeros to work with: the same room for each day, as megabytes to be collected for each would cost more than all else. */
function roomFor(name: keyof typeof rooms, size: number): Float64Array {
  if (rooms[name].length < size) rooms[name] = new Float64Array(2 * size);
  return rooms[name].subarray(0, size).fill(0);
}

/** Room for the rows of a day's usage, all of which have a cell. */
function newRows({ slots, firsts, counts }: DayUsage) {
  let size = 0;
  for (let row = 1; row < firsts.length; row++) if (firsts[row] !== firsts[row - 1]) size += 1;
  const rows: Rows = {
    width: slots.length - 1,
    units: roomFor('units', size),
    apiKeys: new Uint32Array(size),
    firsts: new Uint32Array(size + 1),
    cellSlots: new Uint8Array(counts.length),
    counts: roomFor('counts', counts.length),
    amounts: roomFor('amounts', counts.length),
    dayAmounts: roomFor('dayAmounts', size),
  };
  return { rows, keyOf: new Uint32Array(size), lineOf: new Int32Array(size), rateOf: new Int32Array(size) };
}

/** Copies the cells of a row of usage, and returns their sum. */
function copyCells({ firsts, cellSlots, counts }: DayUsage, from: number, to: Rows, row: number): number {
  const end = firsts[from + 1] ?? 0;
  let at = to.firsts[row] ?? 0;
  let sum = 0;
  for (let cell = firsts[from] ?? 0; cell < end; cell++, at++) {
    to.cellSlots[at] = cellSlots[cell] ?? 0;
    to.counts[at] = counts[cell] ?? 0;
    sum += counts[cell] ?? 0;
  }
  if (sum !== 0) to.firsts[row + 1] = at;
  return sum;
}

type RowFlags = Pick<PricedDay, 'bases' | 'unpriced' | 'paid' | 'refused' | 'listed'>;

/** Basis and flags of each row, from its line of the day. */
function flagsOfRows(lineOf: Int32Array, lines: readonly KindLine[]): RowFlags {
  const column = () => new Uint8Array(lineOf.length);
  const flags = { bases: column(), unpriced: column(), paid: column(), refused: column(), listed: column() };
  for (let row = 0; row < lineOf.length; row++) {
    const line = lines[lineOf[row] ?? -1];
    if (!line) continue;
    const isUnpriced = line.unpricedTokens > 0;
    const isRefused = line.notBilledUnits > 0;
    flags.bases[row] = BASIS_CODES[line.basis];
    flags.unpriced[row] = isUnpriced ? 1 : 0;
    flags.paid[row] = isUnpriced || isRefused ? 0 : 1;
    flags.refused[row] = isRefused ? 1 : 0;
    flags.listed[row] = line.source === 'list' ? 1 : 0;
  }
  return flags;
}

function savedOfRows(rateOf: Int32Array, rates: readonly (Rate | null)[], { units, dayAmounts }: Rows) {
  const saved = new Float64Array(rateOf.length);
  for (let row = 0; row < rateOf.length && rates.length > 0; row++) {
    const rate = rates[rateOf[row] ?? NO_RATE];
    if (rate) saved[row] = Number(savedBy(rate, units[row] ?? 0, dayAmounts[row] ?? 0));
  }
  return saved;
}
