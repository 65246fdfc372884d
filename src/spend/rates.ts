import { mulDiv } from '../shared/money.ts';
import { DAY, utcDay } from '../time/utc.ts';
import type { DayByKind } from './bill.ts';
import { type Kind, kindElsewhereKey, kindKey } from './kind.ts';
import { listPrice, undated } from './listPrices.ts';
import { type KindRate, othersThan, pooled, type Rate, type RateDay, scaledByList, scaledToKind } from './rate.ts';
import { RateOutliers } from './rateOutlier.ts';

/**
 * The rung of the ladder that a rate stands on; `snapshot` and `snapshotElsewhere` are those of another dated id of the
 * same model, in the workspace and in the others.
 */
export type RateSource =
  | 'own'
  | 'ownMedian'
  | 'elsewhere'
  | 'snapshot'
  | 'snapshotElsewhere'
  | 'discountedList'
  | 'list';

/** A rate with the rung and the day that it comes from. */
export interface SourcedRate extends Rate {
  readonly source: RateSource;
  /** UTC day that it was learned on; that of the price, for a list price. */
  readonly day: string;
}

const WEEK = 7;
const PER_MILLION = 1_000_000n;

/** Effective rate of each kind: its billed amount over its units. A kind without a line of the bill teaches nothing. */
export function learnRates(day: DayByKind): RateDay {
  const own = new Map<string, KindRate>();
  const everywhere = new Map<string, Map<string, KindRate>>();
  for (const [key, { kind, billed, units }] of day.kinds) {
    if (billed === null || billed < 0n || units <= 0) continue;
    const rate = { kind, amount: billed, units: BigInt(units) };
    own.set(key, rate);
    const elsewhere = kindElsewhereKey(kind);
    const byWorkspace = everywhere.get(elsewhere) ?? new Map<string, KindRate>();
    everywhere.set(elsewhere, byWorkspace.set(kind.workspaceId, rate));
  }
  const { isGeoUnsaid, rules, start } = day;
  return { start, day: utcDay(start), own, everywhere, billedTiers: rules.billedTiers, isGeoUnsaid };
}

/** The rates of the final days that are known, newest first. */
export class Rates {
  readonly #days: readonly RateDay[];
  /** Service tiers that the newest bills name. */
  readonly billedTiers: ReadonlySet<string>;
  /** True where the newest bills name no geographies: a token costs the same wherever it is made. */
  readonly isGeoUnsaid: boolean;
  /** Cache of prices: each look asks for the same ones. */
  readonly #prices = new Map<string, SourcedRate | null>();
  readonly #distrust = new Map<RateDay, RateOutliers>();
  readonly #models = new Map<RateDay, ReadonlyMap<string, readonly KindRate[]>>();

  constructor(days: Iterable<RateDay>) {
    this.#days = [...days].sort((a, b) => b.start - a.start);
    const lately = this.#days.slice(0, WEEK);
    this.billedTiers = new Set(lately.flatMap((day) => [...day.billedTiers]));
    this.isGeoUnsaid = lately.length > 0 && lately.every((day) => day.isGeoUnsaid);
  }

  /**
   * Rate of a kind on a UTC day that is not billed: the kind's own on the newest final day, the same kind's in the
   * other workspaces that day, those of another snapshot of the model, list price times what this organization pays of
   * list for the model, the list price. Null when it is unpriced. Learned rates older than a week stand behind the
   * discounted list price.
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
      this.#discountedList(kind, dayStart, lastWeek) ??
      this.#learned(kind, dayStart, this.#days.slice(lastWeek.length)) ??
      plainList(kind, dayStart)
    );
  }

  #learned(kind: Kind, dayStart: number, days: readonly RateDay[]): SourcedRate | null {
    for (const day of days) {
      const rate = this.#learnedOn(day, kind);
      if (rate) return { ...rate, ...scaledByList(rate, kind, rate.day, utcDay(dayStart)) };
    }
    return null;
  }

  #learnedOn(day: RateDay, kind: Kind): SourcedRate | null {
    const own = day.own.get(kindKey(kind));
    if (own) return this.#trusted(day, own);
    const others = othersThan(kind, day);
    if (others.length > 0) return { ...this.#pooled(day, others), source: 'elsewhere', day: day.day };
    const snapshots = this.#ofModel(day, kind.model).filter((other) => isSnapshotOf(other.kind, kind));
    const [first] = snapshots;
    if (!first) return null;
    const here = snapshots.filter((other) => other.kind.workspaceId === kind.workspaceId);
    const rate = this.#pooled(day, here.length > 0 ? here : snapshots);
    const source = here.length > 0 ? 'snapshot' : 'snapshotElsewhere';
    return { ...scaledToKind(rate, first.kind, kind, day.day), source, day: day.day };
  }

  /** One rate of several kinds, each as far as it is to be trusted. */
  #pooled(day: RateDay, rates: readonly KindRate[]): Rate {
    return pooled(
      rates.map((own) => {
        const { amount, units } = this.#trusted(day, own);
        return { amount: mulDiv(amount, own.units, units), units: own.units };
      }),
    );
  }

  /** A rate of a day, or the median of its week where it is not to be trusted. */
  #trusted(day: RateDay, own: KindRate): SourcedRate {
    let distrust = this.#distrust.get(day);
    if (!distrust) {
      const week = this.#days.filter((other) => other.start < day.start && other.start >= day.start - WEEK * DAY);
      distrust = new RateOutliers(day, week);
      this.#distrust.set(day, distrust);
    }
    const median = distrust.replacementFor(own);
    const { amount, units } = median ?? own;
    return { amount, units, source: median ? 'ownMedian' : 'own', day: day.day };
  }

  #discountedList(kind: Kind, dayStart: number, days: readonly RateDay[]): SourcedRate | null {
    const list = listPrice(kind, utcDay(dayStart));
    if (list === null) return null;
    for (const day of days) {
      const paid = this.#paidOfList(day, kind.model);
      if (paid)
        return { amount: list * paid.amount, units: PER_MILLION * paid.units, source: 'discountedList', day: day.day };
    }
    return null;
  }

  /** Amount paid for a model on a day, whichever snapshot of it, over what list prices would have made of it. */
  #paidOfList(day: RateDay, model: string): Rate | null {
    let [amount, units] = [0n, 0n];
    for (const own of this.#ofModel(day, model)) {
      const list = listPrice(own.kind, day.day);
      if (list === null || list === 0n) continue;
      const rate = this.#trusted(day, own);
      amount += mulDiv(rate.amount * PER_MILLION, own.units, rate.units);
      units += list * own.units;
    }
    return units > 0n ? { amount, units } : null;
  }

  #ofModel(day: RateDay, model: string): readonly KindRate[] {
    let byModel = this.#models.get(day);
    if (!byModel) {
      byModel = Map.groupBy(day.own.values(), ({ kind }) => undated(kind.model));
      this.#models.set(day, byModel);
    }
    return byModel.get(undated(model)) ?? [];
  }
}

/** True where two kinds differ by the date of their model alone, and by the workspace. */
function isSnapshotOf(kind: Kind, other: Kind): boolean {
  return (
    kindElsewhereKey({ ...kind, model: undated(kind.model) }) ===
    kindElsewhereKey({ ...other, model: undated(other.model) })
  );
}

function plainList(kind: Kind, dayStart: number): SourcedRate | null {
  const day = utcDay(dayStart);
  const list = listPrice(kind, day);
  return list === null ? null : { amount: list, units: PER_MILLION, source: 'list', day };
}
