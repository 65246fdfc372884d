import { apportion, type Money, mulDiv } from '../../shared/money.ts';
import type { CostRow } from '../../source/source.ts';
import { type Kind, kindKey } from '../../spend/kind.ts';
import { listPrice } from '../../spend/listPrices.ts';
import { isUnallocatedKey, unallocatedKey } from '../../spend/unallocated.ts';
import { utcDay } from '../../time/utc.ts';
import type { DayBill } from '../reportData.ts';

/** Sums over the days that were measured: estimated by kind at their end, and final by now. */
export interface Compared {
  readonly days: number;
  readonly billed: Money;
  readonly estimated: Money;
}

/** Sums over the final days that units are known of. */
export interface Rated {
  readonly units: number;
  readonly billed: Money;
  /** Cost of the units at the list prices of their days; null where one of them has none. */
  readonly list: Money | null;
}

/** A line of the bill, all its days together. Amounts in millionths of a cent. */
export interface StatementLine {
  /** False for estimates that belong to no line of the bill. */
  readonly onBill: boolean;
  readonly workspaceId: string;
  readonly costType: string;
  /** `''` where the bill has none. */
  readonly description: string;
  readonly model: string;
  readonly tokenType: string;
  readonly billed: Money;
  /** Null where nothing was measured, or nothing can be: cost without usage that is no notable part of bills. */
  readonly compared: Compared | null;
  /** Null for a line without units. */
  readonly rated: Rated | null;
}

/** Fields by which lines of the bill differ. */
type LineNames = Pick<StatementLine, 'workspaceId' | 'costType' | 'description' | 'model' | 'tokenType'>;

interface Entry {
  readonly names: LineNames;
  billed: Money;
  comparedBilled: Money;
  ratedBilled: Money;
  readonly days: Set<number>;
}

/** A kind, or a cost without usage that was estimated too. */
interface OfKind {
  readonly kind: Kind | null;
  estimated: Money;
  units: number;
  list: Money | null;
  readonly days: Set<number>;
  /** Billed by line: nearly always one. */
  readonly lines: Map<Entry, Money>;
}

const PER_MILLION = 1_000_000n;
const OFF_THE_BILL: LineNames = { workspaceId: '', costType: '', description: '', model: '', tokenType: '' };

/**
 * Lines of bills by workspace, cost type, description, model and token type. Estimates and units are known by kind:
 * where a kind is on several lines they go by what was billed. Estimates of kinds without a line come as lines of their
 * own.
 */
export function statementLines(bills: readonly DayBill[]): StatementLine[] {
  const entries = new Map<string, Entry>();
  const kinds = new Map<string, OfKind>();
  const offTheBill = entryOf(OFF_THE_BILL);
  const expected = new Set(bills.flatMap((bill) => [...(bill.estimated?.keys() ?? [])].filter(isUnallocatedKey)));
  for (const bill of bills) addBill(bill, expected, entries, kinds);
  for (const bill of bills) addEstimates(bill, kinds, offTheBill);
  const sums = new Map<Entry, { estimated: Money; units: bigint; list: Money | null }>();
  for (const { estimated, units, list, days, lines } of kinds.values()) {
    const weights = [...lines.values()].map((amount) => (amount < 0n ? -amount : amount));
    const parts = [estimated, BigInt(units), list ?? 0n].map((amount) => apportion(amount, weights));
    for (const [index, entry] of [...lines.keys()].entries()) {
      const before = sums.get(entry) ?? { estimated: 0n, units: 0n, list: 0n };
      const own = parts.map((part) => part[index] ?? 0n);
      sums.set(entry, {
        estimated: before.estimated + (own[0] ?? 0n),
        units: before.units + (own[1] ?? 0n),
        list: list === null || before.list === null ? null : before.list + (own[2] ?? 0n),
      });
      for (const day of days) entry.days.add(day);
    }
  }
  const lines = [...entries.values()].map((entry): StatementLine => {
    const { names, billed, comparedBilled, ratedBilled, days } = entry;
    const sum = sums.get(entry);
    const compared =
      sum && days.size > 0 ? { days: days.size, billed: comparedBilled, estimated: sum.estimated } : null;
    const units = Number(sum?.units ?? 0n);
    const rated = sum && units > 0 ? { units, billed: ratedBilled, list: sum.list } : null;
    return { onBill: true, ...names, billed, compared, rated };
  });
  const { days, comparedBilled: estimated } = offTheBill;
  if (estimated === 0n) return lines;
  const compared = { days: days.size, billed: 0n, estimated };
  return [...lines, { onBill: false, ...OFF_THE_BILL, billed: 0n, compared, rated: null }];
}

export function isMeasured({ whole, estimated }: DayBill): boolean {
  return whole && estimated !== null;
}

/** `expected` has the keys of costs without usage that were estimated on any of the days. */
function addBill(
  bill: DayBill,
  expected: ReadonlySet<string>,
  entries: Map<string, Entry>,
  kinds: Map<string, OfKind>,
): void {
  const counted = new Map<OfKind, number>();
  for (const row of bill.rows) {
    const kind = bill.kindOf(row);
    const entry = entryFor(row, kind, entries);
    entry.billed += row.amount;
    const key = kind ? kindKey(kind) : unallocatedKey(row);
    if (!kind && !expected.has(key)) continue;
    const of = kindFor(key, kind, kinds);
    of.lines.set(entry, (of.lines.get(entry) ?? 0n) + row.amount);
    if (!bill.whole) continue;
    const units = counted.get(of) ?? (kind ? bill.unitsOf(kind) : 0);
    counted.set(of, units);
    if (units > 0) entry.ratedBilled += row.amount;
    if (isMeasured(bill)) {
      entry.comparedBilled += row.amount;
      entry.days.add(bill.start);
    }
  }
  for (const [of, units] of counted) {
    if (units === 0 || !of.kind) continue;
    of.units += units;
    const list = listPrice(of.kind, utcDay(bill.start));
    of.list = list === null || of.list === null ? null : of.list + mulDiv(BigInt(units), list, PER_MILLION);
  }
}

function addEstimates(bill: DayBill, kinds: ReadonlyMap<string, OfKind>, offTheBill: Entry): void {
  if (!isMeasured(bill)) return;
  for (const [key, amount] of bill.estimated ?? []) {
    const of = kinds.get(key);
    if (of) of.estimated += amount;
    else offTheBill.comparedBilled += amount;
    (of ?? offTheBill).days.add(bill.start);
  }
}

function entryFor(row: CostRow, kind: Kind | null, entries: Map<string, Entry>): Entry {
  const workspaceId = kind?.workspaceId ?? row.workspaceId;
  const { costType, description, model, tokenType } = row;
  const names: LineNames = { workspaceId, costType, description, model, tokenType };
  const key = JSON.stringify(Object.values(names));
  const entry = entries.get(key) ?? entryOf(names);
  entries.set(key, entry);
  return entry;
}

function entryOf(names: LineNames): Entry {
  return { names, billed: 0n, comparedBilled: 0n, ratedBilled: 0n, days: new Set() };
}

function kindFor(key: string, kind: Kind | null, kinds: Map<string, OfKind>): OfKind {
  const of = kinds.get(key) ?? { kind, estimated: 0n, units: 0, list: 0n, days: new Set<number>(), lines: new Map() };
  kinds.set(key, of);
  return of;
}
