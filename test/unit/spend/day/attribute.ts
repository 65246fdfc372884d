import type { Basis } from '../../../../src/shared/basis.ts';
import { apportion } from '../../../../src/shared/money.ts';
import { type Series, seriesKey } from '../../../../src/source/series.ts';
import type { UsageCell } from '../../../../src/spend/bill.ts';
import type { DaySpend, KindLine } from '../../../../src/spend/daySpend.ts';
import { ITEMS, type Item, isPriority, isWebSearch, kindKey, normalizeKind } from '../../../../src/spend/kind.ts';

/** A part of a day's amount: one kind's, of one series of usage, in one hour. */
export interface Part {
  readonly item: Item | null;
  readonly line: KindLine | null;
  /** Null for what belongs to no usage. */
  readonly series: Series | null;
  /** Start of the hour, ms; that of the day for what belongs to no hour. */
  readonly start: number;
  readonly hasHour: boolean;
  readonly workspaceId: string;
  readonly model: string;
  readonly costType: string;
  readonly amount: bigint;
  readonly basis: Basis;
  readonly unpricedTokens: number;
}

interface Share {
  readonly cell: UsageCell;
  readonly units: bigint;
}

/**
 * The rule of attribution as it reads, an object for each part: what `priceFromBill` puts in columns is held against it.
 *
 * Attributes a priced day exactly, once, top-down: a kind's amount to the API keys by their units, a key's to the hours by
 * theirs, an hour's to its series. Every split is a largest remainder with ties by identity, so that any cut of the day
 * sums to its total to the last unit. `cuts` are instants (ms) inside hours that estimates of what has no usage are cut at.
 */
export function attribute(day: DaySpend, usage: readonly UsageCell[], cuts: readonly number[] = []): Part[] {
  const shares = sharesByKind(day, usage);
  const parts: Part[] = [];
  for (const line of day.kinds) {
    const ofKind = shares.get(kindKey(line.kind)) ?? [];
    const common = { item: line.kind.item, line, basis: line.basis, workspaceId: line.kind.workspaceId };
    const costType = isWebSearch(line.kind.item) ? 'web_search' : 'tokens';
    if (ofKind.length === 0) {
      const { amount, kind } = line;
      const loose = { series: null, start: day.start, hasHour: false, unpricedTokens: 0 };
      parts.push({ ...common, ...loose, costType, model: kind.model, amount });
      continue;
    }
    const unpriced = line.unpricedTokens > 0;
    for (const { share, amount } of topDown(line.amount, ofKind)) {
      const { series, start } = share.cell;
      const unpricedTokens = unpriced ? Number(share.units) : 0;
      const { model } = line.kind;
      parts.push({ ...common, costType, series, start, hasHour: true, model, amount, unpricedTokens });
    }
  }
  for (const { workspaceId, costType, model, amount, basis, spread } of day.unallocated) {
    const other = { item: null, line: null, series: null, unpricedTokens: 0, workspaceId, model, costType, basis };
    if (!spread) parts.push({ ...other, start: day.start, hasHour: false, amount });
    else for (const part of spread.slots(cuts)) parts.push({ ...other, ...part, hasHour: true });
  }
  return parts;
}

function sharesByKind(day: DaySpend, usage: readonly UsageCell[]): Map<string, Share[]> {
  const { rules: folding } = day.byKind;
  const keys = new Map<Series, (string | null)[]>();
  const shares = new Map<string, Share[]>();
  for (const cell of usage) {
    const { series } = cell;
    let ofSeries = keys.get(series);
    if (!ofSeries) {
      const priority = isPriority(series, folding);
      ofSeries = ITEMS.map((item) =>
        priority && !isWebSearch(item) ? null : kindKey(normalizeKind(series, item, folding)),
      );
      keys.set(series, ofSeries);
    }
    for (const [index, key] of ofSeries.entries()) {
      const units = cell.counts[index] ?? 0;
      if (key === null || units === 0) continue;
      const ofKind = shares.get(key) ?? [];
      if (ofKind.length === 0) shares.set(key, ofKind);
      ofKind.push({ cell, units: BigInt(units) });
    }
  }
  return shares;
}

const LEVELS: readonly ((share: Share) => string)[] = [
  (share) => share.cell.series.apiKeyId,
  (share) => String(share.cell.start).padStart(15, '0'),
  (share) => seriesKey(share.cell.series),
];

function* topDown(amount: bigint, shares: readonly Share[], level = 0): Generator<{ share: Share; amount: bigint }> {
  const identity = LEVELS[level];
  const [first] = shares;
  if (!identity || shares.length === 1) {
    if (first) yield { share: first, amount };
    return;
  }
  const groups = Map.groupBy(shares, identity);
  const order = [...groups.keys()].sort();
  const members = order.map((key) => groups.get(key) ?? []);
  const amounts = apportion(
    amount,
    members.map((group) => group.reduce((sum, share) => sum + share.units, 0n)),
  );
  for (const [index, group] of members.entries()) yield* topDown(amounts[index] ?? 0n, group, level + 1);
}
