import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { UsageTable } from '../../ledger/usageTable.ts';
import { BASIS_CODES } from '../../shared/basis.ts';
import { type Cost, sumOfCosts } from '../../shared/cost.ts';
import type { Now } from '../../shared/explorer.ts';
import { mulDiv } from '../../shared/money.ts';
import { foldDay, type OtherLine } from '../../spend/bill.ts';
import { apportionColumn } from '../../spend/day/apportionColumn.ts';
import { type Fold, foldsOf } from '../../spend/folds.ts';
import { type Folding, isWebSearch, NO_SPLITS } from '../../spend/kind.ts';
import { HOUR, MINUTE, startOfUtcDay, zoneDay } from '../../spend/time.ts';
import type { Unmetered } from '../../spend/unmetered.ts';
import { type Freshness, isShown } from '../freshness.ts';
import { seriesNames } from '../namesakes.ts';
import type { SpendBook } from '../spendBook.ts';
import { modelValue } from './dimensions.ts';
import { plus, plusMoney } from './rollup.ts';

export interface NowInput {
  readonly book: SpendBook;
  readonly ledger: OrganizationLedger;
  /** ms */
  readonly now: number;
  readonly zone: string;
  readonly freshness: Freshness;
}

const MINUTES = HOUR / MINUTE;

/**
 * The newest 60 minutes that have data, a minute a bucket, at the rates of their day and with what is estimated beside usage;
 * null unless all of them are there.
 */
export function nowView(input: NowInput): Now | null {
  const { ledger, now, zone, freshness } = input;
  const { usageTo } = freshness;
  if (usageTo === null) return null;
  const from = usageTo - HOUR;
  if (ledger.usage.readings('1m', from, usageTo).length < MINUTES) return null;
  const columns = byModel(from, input);
  const order = [...columns].sort(([a, x], [b, y]) =>
    x.total === y.total ? (a < b ? -1 : 1) : x.total > y.total ? -1 : 1,
  );
  const amounts = new BigInt64Array(order.length * MINUTES);
  const bases = new Uint8Array(amounts.length);
  const unpricedTokens = new Float64Array(amounts.length);
  const perHour = { amount: 0n, unpricedTokens: 0, basis: 'estimated' } satisfies Cost;
  for (const [series, [, column]] of order.entries()) {
    amounts.set(column.amounts, series * MINUTES);
    bases.set(column.bases, series * MINUTES);
    unpricedTokens.set(column.unpriced, series * MINUTES);
    perHour.amount += column.total;
    perHour.unpricedTokens += column.unpriced.reduce((sum, tokens) => sum + tokens, 0);
  }
  const buckets = Array.from({ length: MINUTES }, (_, minute) => {
    const start = from + minute * MINUTE;
    const end = start + MINUTE;
    return { start, end, basis: 'estimated', running: start <= now && now < end } as const;
  });
  const series = seriesNames(order.map(([id]) => modelValue(id)));
  const chart = { kind: 'cost', unit: 'minute', zone, buckets, series, amounts, bases, unpricedTokens } as const;
  return { chart, perHour, day: dayOf(perHour, input) };
}

/** Today so far, and the rest of the day at this rate. */
function dayOf(perHour: Cost, { book, now, zone, freshness }: NowInput): Cost {
  const today = zoneDay(now, zone);
  const so = sumOfCosts(isShown(freshness, today) ? book.costItems(today) : [], 'estimated');
  const known = Math.min(now, Math.max(freshness.dataTo ?? today.start, today.start));
  const rest = mulDiv(perHour.amount, BigInt(today.end - known), BigInt(HOUR));
  return { amount: so.amount + rest, unpricedTokens: so.unpricedTokens, basis: 'estimated' };
}

interface Column {
  total: bigint;
  readonly amounts: BigInt64Array;
  readonly bases: Uint8Array;
  readonly unpriced: Float64Array;
}

/** Each kind is priced over the hour, as the burn rate is, and then handed to its minutes: they add up to it exactly. */
function byModel(from: number, { book, ledger }: NowInput): Map<string, Column> {
  const day = startOfUtcDay(from + HOUR - 1);
  const splits = book.entry(day)?.splits ?? NO_SPLITS;
  const defaultWorkspaceId = ledger.names.defaultWorkspaceId();
  const usage = ledger.usage.cells('1m', from, from + HOUR, 0);
  const record = { start: day, bill: [], whole: false, usage, splits, defaultWorkspaceId };
  const { kinds, folding } = foldDay(record, book.rates);
  const minutes = minutesOfKinds(ledger.usage, from, folding);
  const columns = new Map<string, Column>();
  const parts = new Float64Array(MINUTES);
  for (const [key, { kind, units }] of kinds) {
    const ofKind = minutes.get(key) ?? new Float64Array(MINUTES);
    const rate = book.rates.priceOf(kind, day);
    const amount = rate ? mulDiv(BigInt(units), rate.amount, rate.units) : 0n;
    const id = isWebSearch(kind.item) ? 'web_search' : kind.model || 'tokens';
    const column = columns.get(id) ?? emptyColumn();
    columns.set(id, column);
    column.total += amount;
    apportionColumn(Number(amount), ofKind, MINUTES, parts);
    for (let minute = 0; minute < MINUTES; minute++) {
      if (ofKind[minute] === 0) continue;
      plusMoney(column.amounts, minute, BigInt(parts[minute] ?? 0));
      column.bases[minute] = BASIS_CODES.estimated;
      if (!rate && !isWebSearch(kind.item)) plus(column.unpriced, minute, ofKind[minute]);
    }
  }
  for (const line of book.unmetered.daily) addUnmetered(columns, line, from, book.unmetered);
  return columns;
}

/** What is estimated beside usage comes over the minutes of its hours evenly. */
function addUnmetered(columns: Map<string, Column>, line: OtherLine, from: number, unmetered: Unmetered): void {
  const id = line.model || line.costType || line.description;
  const column = columns.get(id) ?? emptyColumn();
  columns.set(id, column);
  for (let minute = 0; minute < MINUTES; minute++) {
    const start = from + minute * MINUTE;
    const amount = unmetered.between(line, start, start + MINUTE);
    if (amount === 0n) continue;
    column.total += amount;
    plusMoney(column.amounts, minute, amount);
    column.bases[minute] = BASIS_CODES.estimated;
  }
}

/** Units of each kind, by the minutes of an hour. */
function minutesOfKinds(usage: UsageTable, from: number, folding: Folding): Map<string, Float64Array> {
  const folds = foldsOf(folding);
  const minutes = new Map<string, Float64Array>();
  const ofFold = (fold: Fold | null) => {
    if (fold === null) return null;
    const known = minutes.get(fold.key) ?? new Float64Array(MINUTES);
    minutes.set(fold.key, known);
    return known;
  };
  /** By reference to a series: the minutes of the kinds of its items. */
  const ofSeries = new Map<number, readonly (Float64Array | null)[]>();
  for (const { start, columns } of usage.buckets('1m', from, from + HOUR)) {
    const minute = (start - from) / MINUTE;
    const { series, counts } = columns;
    const rows = series.length;
    for (let row = 0; row < rows; row++) {
      const ref = series[row] ?? 0;
      let ofItems = ofSeries.get(ref);
      if (!ofItems) {
        ofItems = folds.of(usage.seriesOf(ref)).map(ofFold);
        ofSeries.set(ref, ofItems);
      }
      for (let item = 0; item < ofItems.length; item++) {
        const ofKind = ofItems[item];
        if (ofKind) ofKind[minute] = (ofKind[minute] ?? 0) + (counts[item * rows + row] ?? 0);
      }
    }
  }
  return minutes;
}

function emptyColumn(): Column {
  return {
    total: 0n,
    amounts: new BigInt64Array(MINUTES),
    bases: new Uint8Array(MINUTES),
    unpriced: new Float64Array(MINUTES),
  };
}
