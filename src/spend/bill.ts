import type { Series } from '../source/series.ts';
import type { CostRow, Counts } from '../source/source.ts';
import { ITEMS, type Kind, type KindRules, kindKey, kindOfCost, type UsageDetail } from './kind.ts';
import { kindsOfSeries } from './kindsOfSeries.ts';
import { modelsAsUsed } from './modelsAsUsed.ts';

/** Usage of one bucket. */
export interface UsageCell {
  readonly series: Series;
  /** Start of its hour, ms. */
  readonly start: number;
  readonly counts: Counts;
}

/** A line of a bill. */
export interface BillLine extends CostRow {
  /** True once two readings six hours apart or more agree on it, with the same usage; the bill may still be growing. */
  readonly hasEndedGrowing?: boolean;
}

/** One UTC day as the ledger holds it: its bill, if there is one, and its usage. */
export interface DayRecord {
  readonly start: number;
  readonly bill: readonly BillLine[];
  readonly isFinal: boolean;
  readonly usage: readonly UsageCell[];
  readonly detail: UsageDetail;
  readonly defaultWorkspaceId: string;
}

/** Usage by series alone, which is all that a day is priced by: as columns, for it may have thousands of series. */
export interface SeriesTotals {
  readonly series: readonly Series[];
  /** The count of series s and item i is at s × items + i. */
  readonly counts: Float64Array;
}

/** A day with its usage by series, without hours. */
export interface DayTotals extends Omit<DayRecord, 'usage'> {
  readonly usage: SeriesTotals;
}

/** A line of the bill that usage knows nothing of: code execution, session usage, whatever comes. */
export interface UnallocatedCost {
  readonly workspaceId: string;
  readonly costType: string;
  readonly description: string;
  readonly model: string;
  readonly amount: bigint;
}

/** Bill and usage of one kind. */
interface KindTotals {
  readonly kind: Kind;
  /** Billed, in millionths of a cent; null where no line of the bill is of this kind. */
  readonly billed: bigint | null;
  /** True once all of its lines have ended growing. */
  readonly hasEndedGrowing: boolean;
  /** Tokens or searches. */
  readonly units: number;
}

/** A day's bill and usage, side by side by kind. */
export interface DayByKind {
  readonly start: number;
  readonly rules: KindRules;
  /** True where its bill, or recent ones, name no geographies: then its kinds have none either. */
  readonly isGeoUnsaid: boolean;
  readonly kinds: ReadonlyMap<string, KindTotals>;
  readonly unallocated: readonly UnallocatedCost[];
  readonly priorityTokens: number;
}

/** Facts of recent bills, for a day whose own bill does not have them yet. */
interface BillsLately {
  /** Service tiers that they name. */
  readonly billedTiers: Iterable<string>;
  /** True where they name no geographies. */
  readonly isGeoUnsaid: boolean;
}

const NO_BILLS: BillsLately = { billedTiers: [], isGeoUnsaid: false };

/** Brings a day's bill and usage to the same kinds; `lately` stands in for facts that the day's own bill does not have. */
export function dayByKind(day: DayRecord | DayTotals, lately = NO_BILLS): DayByKind {
  const usage = 'series' in day.usage ? day.usage : totalsOf(day.usage);
  const named = day.bill.map((row) => row.serviceTier).filter((tier) => tier !== '');
  const isGeoUnsaid = !(saysGeo(day.bill) ?? !lately.isGeoUnsaid);
  const rules: KindRules = {
    detail: isGeoUnsaid ? { ...day.detail, geo: '' } : day.detail,
    billedTiers: new Set([...named, ...lately.billedTiers]),
    defaultWorkspaceId: day.defaultWorkspaceId,
    modelsAsUsed: modelsAsUsed(day.bill, usage.series),
  };
  const kinds = new Map<string, { -readonly [Name in keyof KindTotals]: KindTotals[Name] }>();
  const totals = (kind: Kind, key = kindKey(kind)) => {
    let entry = kinds.get(key);
    if (!entry) {
      entry = { kind, billed: null, hasEndedGrowing: true, units: 0 };
      kinds.set(key, entry);
    }
    return entry;
  };
  const unallocated: UnallocatedCost[] = [];
  for (const row of day.bill) {
    const kind = kindOfCost(row, rules);
    if (kind) {
      const entry = totals(kind);
      entry.billed = (entry.billed ?? 0n) + row.amount;
      entry.hasEndedGrowing &&= row.hasEndedGrowing === true;
    } else {
      const workspaceId = row.workspaceId === day.defaultWorkspaceId ? '' : row.workspaceId;
      const { costType, description, model, amount } = row;
      unallocated.push({ workspaceId, costType, description, model, amount });
    }
  }
  let priorityTokens = 0;
  const keyed = kindsOfSeries(rules).ofAll(usage.series);
  const ofKind: ReturnType<typeof totals>[] = [];
  for (let at = 0; at < keyed.length; at++) {
    const units = usage.counts[at] ?? 0;
    if (units === 0) continue;
    const kindOfItem = keyed[at];
    if (!kindOfItem) {
      priorityTokens += units;
      continue;
    }
    let entry = ofKind[kindOfItem.index];
    if (!entry) {
      entry = totals(kindOfItem.kind, kindOfItem.key);
      ofKind[kindOfItem.index] = entry;
    }
    entry.units += units;
  }
  return { start: day.start, rules, isGeoUnsaid, kinds, unallocated, priorityTokens };
}

function totalsOf(cells: readonly UsageCell[]): SeriesTotals {
  const counts = new Float64Array(cells.length * ITEMS.length);
  for (const [index, cell] of cells.entries()) counts.set(cell.counts, index * ITEMS.length);
  return { series: cells.map(({ series }) => series), counts };
}

/** True where a bill has tokens by geography; null where it has no tokens. Models without a geography do not count. */
function saysGeo(bill: readonly CostRow[]): boolean | null {
  const geos = new Set(bill.filter(({ costType }) => costType === 'tokens').map(({ inferenceGeo }) => inferenceGeo));
  if (geos.size === 0) return null;
  return !geos.has('') || [...geos].some((geo) => geo !== '' && geo !== 'not_available');
}
