import type { DayColumns } from '../../ledger/dayColumns.ts';
import { BASES } from '../../shared/panelView.ts';
import type { DaySpend, KindLine } from '../../spend/daySpend.ts';
import { ITEMS, type Kind, type Splits } from '../../spend/kind.ts';
import type { Rate } from '../../spend/rate.ts';
import { toldApart } from '../../spend/series.ts';
import { DATED_ALIKE } from '../pieces.ts';
import { attributeLine, type Rows } from './attributeLine.ts';
import { InputRates, NO_RATE, savedBy } from './inputRates.ts';
import type { KindKeys } from './kindKeys.ts';
import { type DayCube, type DaySheet, HIGHEST_AMOUNT, type Loose } from './sheet.ts';
import { Surplus } from './surplus.ts';
import type { Traits } from './traits.ts';
import { inOrder } from './usageColumns.ts';

/** Items with a rate of their own beside that of uncached input, which is the first. */
const isCached = (item: number) => item >= 1 && item <= 3;

export interface DayParts {
  readonly day: DaySpend;
  readonly usage: DayColumns;
  /** What the usage is told apart by. */
  readonly splits: Splits;
  readonly traits: Traits;
  readonly kindKeys: KindKeys;
  /** What a unit of a kind costs that day where the day itself does not tell. */
  readonly priceOf: (kind: Kind) => Rate | null;
}

/** Prices of a day's usage by series, item and slot of time: its parts add up to the day to the last unit. */
export function buildCube({ day, usage, splits, traits, kindKeys, priceOf }: DayParts): DayCube {
  const { folding } = day.folded;
  const { slots } = usage;
  const width = slots.length - 1;
  // Lines of a day are in the order of its kinds.
  const lines = new Map([...day.folded.kinds.keys()].map((key, index) => [key, index]));
  const keysOf = kindKeys.of(folding);
  const rowsOf: number[][] = day.kinds.map(() => []);
  const rates = new InputRates(day.kinds, priceOf);
  const traitOf: number[] = [];
  const lineOf: number[] = [];
  const unitsOf: number[] = [];
  const keyOf: number[] = [];
  const rateOf: number[] = [];
  const firsts: number[] = [];
  for (const { series, first, key } of inOrder(usage)) {
    const keys = keysOf(series);
    const lineOfItem = (item: number) => lines.get(keys[item] ?? '');
    const told = toldApart(series, splits);
    const workspaceId = series.workspaceId === folding.defaultWorkspaceId ? '' : series.workspaceId;
    for (let item = 0; item < ITEMS.length; item++) {
      const units = sum(usage.counts, first + item * width, width);
      if (units === 0) continue;
      const line = lineOfItem(item);
      const isPaidCache = line !== undefined && isCached(item) && day.kinds[line]?.notBilledUnits === 0;
      if (line !== undefined) rowsOf[line]?.push(traitOf.length);
      traitOf.push(traits.ofUsage(told, item, workspaceId));
      lineOf.push(line ?? -1);
      unitsOf.push(units);
      keyOf.push(key);
      rateOf.push(isPaidCache ? rates.inputOf(line, lineOfItem(0)) : NO_RATE);
      firsts.push(first + item * width);
    }
  }
  const counts = new Float64Array(traitOf.length * width);
  for (let row = 0; row < firsts.length; row++) {
    const first = firsts[row] ?? 0;
    for (let slot = 0; slot < width; slot++) counts[row * width + slot] = usage.counts[first + slot] ?? 0;
  }
  const amounts = new Float64Array(counts.length);
  const dayAmounts = new Float64Array(traitOf.length);
  const rows: Rows = { width, units: Float64Array.from(unitsOf), keys: keyOf, counts, amounts, dayAmounts };
  const loose: Loose[] = [];
  const at = day.start + DATED_ALIKE;
  let held = 0n;
  let surplus: Surplus | null = null;
  for (const [index, line] of day.kinds.entries()) {
    const ofLine = rowsOf[index] ?? [];
    const size = line.amount < 0n ? -line.amount : line.amount;
    if (ofLine.length > 0 && held + size < HIGHEST_AMOUNT) {
      held += size;
      attributeLine(Number(line.amount), ofLine, rows);
    } else if (ofLine.length > 0) {
      surplus ??= new Surplus(rows);
      surplus.attribute(line.amount, ofLine);
    } else if (line.amount !== 0n) {
      const basis = BASES.indexOf(line.basis);
      loose.push({ at, trait: traits.ofKind(line.kind), amount: line.amount, basis, spread: null });
    }
  }
  for (const { amount, basis, spread, ...line } of day.others) {
    const trait = traits.ofLine(line);
    loose.push({ at: spread ? day.start : at, trait, amount, basis: BASES.indexOf(basis), spread });
  }
  const sheet: DaySheet = {
    start: day.start,
    starts: Float64Array.from(slots.slice(0, -1)),
    ends: Float64Array.from(slots.slice(1)),
    traits: Uint32Array.from(traitOf),
    ...toldOfRows(lineOf, day.kinds),
    counts,
    amounts,
    scale: 1n,
    inputRates: Int32Array.from(rateOf),
    rates: rates.all,
    dayCounts: rows.units,
    dayAmounts,
    daySaved: savedOfRows(rateOf, rates.all, rows),
  };
  return { ...sheet, loose, surplus: surplus?.beside(sheet) ?? null };
}

type Told = Pick<DayCube, 'bases' | 'unpriced' | 'paid' | 'refused' | 'listed'>;

/** What the line that a row is of tells of it. */
function toldOfRows(lineOf: readonly number[], lines: readonly KindLine[]): Told {
  const column = () => new Uint8Array(lineOf.length);
  const told = { bases: column(), unpriced: column(), paid: column(), refused: column(), listed: column() };
  for (let row = 0; row < lineOf.length; row++) {
    const line = lines[lineOf[row] ?? -1];
    if (!line) continue;
    const [isUnpriced, isRefused] = [line.unpricedTokens > 0, line.notBilledUnits > 0];
    told.bases[row] = BASES.indexOf(line.basis);
    told.unpriced[row] = isUnpriced ? 1 : 0;
    told.paid[row] = isUnpriced || isRefused ? 0 : 1;
    told.refused[row] = isRefused ? 1 : 0;
    told.listed[row] = line.source === 'list' ? 1 : 0;
  }
  return told;
}

function savedOfRows(rateOf: readonly number[], rates: readonly (Rate | null)[], { units, dayAmounts }: Rows) {
  const saved = new Float64Array(rateOf.length);
  for (let row = 0; row < rateOf.length; row++) {
    const rate = rates[rateOf[row] ?? NO_RATE];
    if (rate) saved[row] = Number(savedBy(rate, units[row] ?? 0, dayAmounts[row] ?? 0));
  }
  return saved;
}

function sum(column: Float64Array, first: number, size: number): number {
  let total = 0;
  for (let at = first; at < first + size; at++) total += column[at] ?? 0;
  return total;
}
