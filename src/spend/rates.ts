import type { FoldedDay } from './bill.ts';
import { distrusted } from './distrust.ts';
import { type Kind, kindElsewhereKey, kindKey } from './kind.ts';
import { listPrice } from './listPrices.ts';
import { othersThan, pooled, type Rate, type RateDay, scaledByList } from './rate.ts';
import { DAY, utcDay } from './time.ts';

/** The rung of the ladder that a rate stands on. */
export type RateSource = 'own' | 'ownMedian' | 'elsewhere' | 'discountedList' | 'list';

export interface SourcedRate extends Rate {
  readonly source: RateSource;
  /** UTC day that it was learned on; that of the price, for a list price. */
  readonly day: string;
}

const WEEK = 7;
const PER_MILLION = 1_000_000n;

/** Effective rate of each kind: its billed amount over its units. A kind that no line of the bill is of teaches nothing. */
export function learnRates(day: FoldedDay): RateDay {
  const name = utcDay(day.start);
  const own = new Map<string, Rate>();
  const everywhere = new Map<string, Map<string, Rate>>();
  const paidOfList = new Map<string, Rate>();
  for (const [key, { kind, billed, units }] of day.kinds) {
    if (billed === null || billed < 0n || units <= 0) continue;
    const rate = { amount: billed, units: BigInt(units) };
    own.set(key, rate);
    const elsewhere = kindElsewhereKey(kind);
    const byWorkspace = everywhere.get(elsewhere) ?? new Map<string, Rate>();
    everywhere.set(elsewhere, byWorkspace.set(kind.workspaceId, rate));
    const list = listPrice(kind, name);
    if (list === null || list === 0n) continue;
    const before = paidOfList.get(kind.model) ?? { amount: 0n, units: 0n };
    paidOfList.set(kind.model, {
      amount: before.amount + billed * PER_MILLION,
      units: before.units + list * rate.units,
    });
  }
  const { isGeoUnsaid, folding } = day;
  return { start: day.start, day: name, own, everywhere, paidOfList, billedTiers: folding.billedTiers, isGeoUnsaid };
}

/** The rates of the whole days that are known, newest first. */
export class Rates {
  readonly #days: readonly RateDay[];
  /** Service tiers that the newest bills name. */
  readonly billedTiers: ReadonlySet<string>;
  /** The newest bills say nothing of geographies: a token costs the same wherever it is made. */
  readonly isGeoUnsaid: boolean;
  /** Prices that were asked for: the same are, at every look. */
  readonly #prices = new Map<string, SourcedRate | null>();

  constructor(days: Iterable<RateDay>) {
    this.#days = [...days].sort((a, b) => b.start - a.start);
    const lately = this.#days.slice(0, WEEK);
    this.billedTiers = new Set(lately.flatMap((day) => [...day.billedTiers]));
    this.isGeoUnsaid = lately.length > 0 && lately.every((day) => day.isGeoUnsaid);
  }

  /**
   * What a unit of a kind costs on a UTC day that is not billed: the kind's own rate on the newest whole day, the same
   * kind's in the other workspaces that day, list price times what this organization pays of list for the model, the list
   * price. Null when it is unpriced. Learned rates older than a week stand behind the discounted list price.
   */
  priceOf(kind: Kind, dayStart: number): SourcedRate | null {
    const key = `${dayStart} ${kindKey(kind)}`;
    const known = this.#prices.get(key);
    if (known !== undefined) return known;
    const price = this.#priceOf(kind, dayStart);
    this.#prices.set(key, price);
    return price;
  }

  #priceOf(kind: Kind, dayStart: number): SourcedRate | null {
    const newest = this.#days[0]?.start ?? Number.NEGATIVE_INFINITY;
    const lastWeek = this.#days.filter((day) => day.start > newest - WEEK * DAY);
    return (
      this.#learned(kind, dayStart, lastWeek) ??
      discountedList(kind, dayStart, lastWeek) ??
      this.#learned(kind, dayStart, this.#days.slice(lastWeek.length)) ??
      plainList(kind, dayStart)
    );
  }

  #learned(kind: Kind, dayStart: number, days: readonly RateDay[]): SourcedRate | null {
    const key = kindKey(kind);
    for (const day of days) {
      const own = day.own.get(key);
      const others = othersThan(kind, day);
      if (!own && others.length === 0) continue;
      if (!own) return scaled({ ...pooled(others), source: 'elsewhere', day: day.day }, kind, dayStart);
      const week = this.#days.filter((other) => other.start < day.start && other.start >= day.start - WEEK * DAY);
      const median = distrusted(kind, own, day, week);
      if (median) return scaled({ ...median, source: 'ownMedian', day: day.day }, kind, dayStart);
      return scaled({ ...own, source: 'own', day: day.day }, kind, dayStart);
    }
    return null;
  }
}

function scaled(rate: SourcedRate, kind: Kind, dayStart: number): SourcedRate {
  return { ...rate, ...scaledByList(rate, kind, rate.day, utcDay(dayStart)) };
}

function discountedList(kind: Kind, dayStart: number, days: readonly RateDay[]): SourcedRate | null {
  const list = listPrice(kind, utcDay(dayStart));
  if (list === null) return null;
  for (const day of days) {
    const paid = day.paidOfList.get(kind.model);
    if (!paid) continue;
    const rate = { amount: list * paid.amount, units: PER_MILLION * paid.units };
    return { ...rate, source: 'discountedList', day: day.day };
  }
  return null;
}

function plainList(kind: Kind, dayStart: number): SourcedRate | null {
  const day = utcDay(dayStart);
  const list = listPrice(kind, day);
  return list === null ? null : { amount: list, units: PER_MILLION, source: 'list', day };
}
