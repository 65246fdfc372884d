import { BASIS_CODES } from '../../shared/basis.ts';
import { type Cost, sumOfCosts } from '../../shared/cost.ts';
import type { Now } from '../../shared/explorer.ts';
import { mulDiv } from '../../shared/money.ts';
import type { LastHour } from '../../spend/lastHour.ts';
import { HOUR, MINUTE } from '../../time/utc.ts';
import { zoneDay } from '../../time/zone.ts';
import { seriesNames } from '../namesakes.ts';
import { type Freshness, isShown } from '../scan/freshness.ts';
import type { PricedDays } from '../scan/pricedDays.ts';
import { modelValue } from '../sums/dimensions.ts';
import { plus, plusMoney } from '../sums/rollup.ts';

export interface NowInput {
  readonly pricedDays: PricedDays;
  /** ms */
  readonly now: number;
  readonly zone: string;
  readonly freshness: Freshness;
}

const MINUTES = HOUR / MINUTE;

/**
 * The newest 60 minutes that have data, a minute a bucket, at the rates of their day and with what is estimated beside
 * usage; null unless all of them are there.
 */
export function nowView(input: NowInput): Now | null {
  const { pricedDays, now, zone, freshness } = input;
  const hour = pricedDays.lastHour(freshness.usageTo);
  if (!hour) return null;
  const columns = byModel(hour);
  const order = [...columns].sort(([a, x], [b, y]) =>
    x.total === y.total ? (a < b ? -1 : 1) : x.total > y.total ? -1 : 1,
  );
  const amounts = new BigInt64Array(order.length * MINUTES);
  const bases = new Uint8Array(amounts.length);
  const unpricedTokens = new Float64Array(amounts.length);
  for (const [series, [, column]] of order.entries()) {
    amounts.set(column.amounts, series * MINUTES);
    bases.set(column.bases, series * MINUTES);
    unpricedTokens.set(column.unpriced, series * MINUTES);
  }
  const buckets = Array.from({ length: MINUTES }, (_, minute) => {
    const start = hour.start + minute * MINUTE;
    const end = start + MINUTE;
    return { start, end, basis: 'estimated', running: start <= now && now < end } as const;
  });
  const series = seriesNames(order.map(([id]) => modelValue(id)));
  const chart = { kind: 'cost', unit: 'minute', zone, buckets, series, amounts, bases, unpricedTokens } as const;
  return { chart, perHour: hour.cost, day: dayOf(hour.cost, input) };
}

/** Today so far, and the rest of the day at this rate. */
function dayOf(perHour: Cost, { pricedDays, now, zone, freshness }: NowInput): Cost {
  const today = zoneDay(now, zone);
  const so = sumOfCosts(isShown(freshness, today) ? pricedDays.costItems(today) : [], 'estimated');
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

/** Cost of the hour by model; without one, by its cost type or its description. */
function byModel(hour: LastHour): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const { model, costType, description, amounts, unpriced, seen } of hour.byMinute()) {
    const id = model || costType || description;
    const column = columns.get(id) ?? emptyColumn();
    columns.set(id, column);
    for (let minute = 0; minute < MINUTES; minute++) {
      if (seen[minute] === 0) continue;
      column.total += amounts[minute] ?? 0n;
      plusMoney(column.amounts, minute, amounts[minute]);
      column.bases[minute] = BASIS_CODES.estimated;
      plus(column.unpriced, minute, unpriced[minute]);
    }
  }
  return columns;
}

function emptyColumn(): Column {
  return {
    total: 0n,
    amounts: new BigInt64Array(MINUTES),
    bases: new Uint8Array(MINUTES),
    unpriced: new Float64Array(MINUTES),
  };
}
