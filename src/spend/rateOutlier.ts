import { middlesOf } from '../shared/median.ts';
import { type Kind, kindKey } from './kind.ts';
import { type KindRate, othersThan, pooled, type Rate, type RateDay, scaledByList } from './rate.ts';

/** Fewer days than this are no week to compare with. */
const ENOUGH = 3;
/**
 * A rate has left its week when it is further than this from the week's median, as a fraction of it: a little more than
 * what a dimension that usage was read without moves it from day to day (0.1 to 0.2 %).
 */
const MAX_DEVIATION = 0.003;
/** Two days show the same rate when they are nearer than this. */
const SAME = 0.002;
/** Two kinds fell by the same factor when their falls differ by no more than this part of them, and by `MAX_DEVIATION` at most. */
const ALIKE = 0.05;

/** Change of a rate from the median of its week, as a fraction of it. There is none without a week. */
interface Move {
  readonly by: number;
  /** The median to use where the move is a fall that is not believed; null where it is none. */
  readonly fallenFrom: Rate | null;
}

/**
 * Rates of a final day that are not to be trusted. One that suddenly fell below its own last week is an outlier: a key
 * that was refused all day, whose tokens are in usage and in no bill, does that. It is trusted
 * - when it rose: nothing that is refused makes a rate rise;
 * - on the second day in a row at a new level, which is a change of price;
 * - when the same kind fell in other workspaces too;
 * - when most other token types of its traffic, or most kinds of its workspace, fell by the same factor: a discount does
 *   that, while a key draws down only the kinds that it uses, each by its own share of them.
 * A key that was alone in its workspace leaves no line there and teaches nothing. Were it refused for a part of the day,
 * all its kinds might fall alike: that looks like a discount, and is taken for one until the next final day. Only
 * what fell to nothing is no discount. A week in which the price has changed is judged by, and replaced with, its newest
 * price alone.
 */
export class RateOutliers {
  readonly #day: RateDay;
  readonly #week: readonly RateDay[];
  readonly #moves = new Map<KindRate, Move | null>();
  #workspaces: Map<string, KindRate[]> | null = null;

  /** `week` is the final days of the week before `day`, newest first. */
  constructor(day: RateDay, week: readonly RateDay[]) {
    this.#day = day;
    this.#week = week;
  }

  /** The median of its week to use instead of a rate of the day, or null where the rate is to be trusted. */
  replacementFor(own: KindRate): Rate | null {
    const move = this.#moveOf(own);
    if (!move?.fallenFrom || this.#fellElsewhere(own.kind) || this.#fellTogether(own, move.by)) return null;
    return move.fallenFrom;
  }

  #moveOf(own: KindRate): Move | null {
    const known = this.#moves.get(own);
    if (known !== undefined) return known;
    const move = this.#judge(kindKey(own.kind), own);
    this.#moves.set(own, move);
    return move;
  }

  #judge(key: string, own: KindRate): Move | null {
    const ownWeek = this.#asOf(own.kind, this.#week, (other) => other.own.get(key));
    const usual = medianRate(ownWeek);
    const median = medianRate(newestLevel(ownWeek));
    if (!usual || !median) return null;
    const by = relativeChange(own, median);
    const [dayBefore] = this.#asOf(own.kind, this.#week.slice(0, 1), (other) => other.own.get(key));
    const [newest] = ownWeek;
    const isKnown =
      ownWeek.length < ENOUGH ||
      by >= -MAX_DEVIATION ||
      isNear(own, usual, MAX_DEVIATION) ||
      [dayBefore, newest].some((before) => before && isNear(own, before, SAME));
    return { by, fallenFrom: isKnown ? null : median };
  }

  #fellElsewhere(kind: Kind): boolean {
    const others = othersThan(kind, this.#day);
    if (others.length === 0) return false;
    const week = this.#asOf(kind, this.#week, (other) => {
      const rates = othersThan(kind, other);
      return rates.length > 0 ? pooled(rates) : undefined;
    });
    const median = medianRate(newestLevel(week));
    return median !== undefined && relativeChange(pooled(others), median) < -MAX_DEVIATION;
  }

  #fellTogether(own: KindRate, by: number): boolean {
    if (own.amount === 0n) return false;
    const near = Math.min(MAX_DEVIATION, ALIKE * Math.abs(by));
    const others = this.#inWorkspace(own.kind.workspaceId).filter((other) => other !== own);
    return [isSameTraffic, () => true].some((isPeer) => {
      let [alike, apart] = [0, 0];
      for (const other of others) {
        const move = isPeer(other.kind, own.kind) ? this.#moveOf(other) : null;
        if (!move) continue;
        if (other.amount > 0n && Math.abs(move.by - by) <= near) alike += 1;
        else apart += 1;
      }
      return alike > 0 && alike >= apart;
    });
  }

  /** A web search costs the same whatever discounts there are. */
  #inWorkspace(workspaceId: string): readonly KindRate[] {
    const tokens = () => [...this.#day.own.values()].filter(({ kind }) => kind.item !== 'web_search_requests');
    this.#workspaces ??= Map.groupBy(tokens(), ({ kind }) => kind.workspaceId);
    return this.#workspaces.get(workspaceId) ?? [];
  }

  /** Rates of other days, in the list prices of this one. */
  #asOf(kind: Kind, week: readonly RateDay[], rateOn: (other: RateDay) => Rate | undefined): Rate[] {
    const rates: Rate[] = [];
    for (const other of week) {
      const rate = rateOn(other);
      if (rate) rates.push(scaledByList(rate, kind, other.day, this.#day.day));
    }
    return rates;
  }
}

/** The other token types of the same traffic. */
function isSameTraffic(kind: Kind, other: Kind): boolean {
  return (
    kind.model === other.model &&
    kind.serviceTier === other.serviceTier &&
    kind.contextWindow === other.contextWindow &&
    kind.inferenceGeo === other.inferenceGeo &&
    kind.speed === other.speed
  );
}

/** The days of a week, newest first, that were of its newest price; all of them where no two days in a row agree. */
function newestLevel(rates: readonly Rate[]): readonly Rate[] {
  const level = rates.find((rate, index) => {
    const before = rates[index + 1];
    return before !== undefined && isNear(rate, before, SAME);
  });
  return level ? rates.filter((rate) => isNear(rate, level, MAX_DEVIATION)) : rates;
}

function isNear(rate: Rate, other: Rate, distance: number): boolean {
  return Math.abs(relativeChange(rate, other)) <= distance;
}

/** Relative distance of a rate from another. */
function relativeChange(rate: Rate, from: Rate): number {
  const [now, before] = [ratio(rate), ratio(from)];
  return now === before ? 0 : now / before - 1;
}

function ratio({ amount, units }: Rate): number {
  return Number(amount) / Number(units);
}

/** The lower of the two in the middle: a rate that has been. */
function medianRate(rates: readonly Rate[]): Rate | undefined {
  return middlesOf(rates, (a, b) => ratio(a) - ratio(b))?.lower;
}
