import { type Money, mulDiv } from '../../shared/money.ts';
import { ITEMS, isPlainGeo, TOKEN_ITEMS } from '../../spend/kind.ts';
import { listPrice } from '../../spend/listPrices.ts';
import { pooled, type Rate } from '../../spend/rate.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { amountOf, isTokens } from '../table/sums.ts';

/** Fields of another kind that tokens might have been of. */
export type Change = Partial<Pick<UsageLine, 'item' | 'serviceTier' | 'model'>>;

/** Effective rates of a period: what each kind of token cost in it, over the tokens that were paid for. */
export class PeriodRates {
  readonly #rates = new Map<string, Map<string, Rate>>();
  readonly #listDay: string;

  /** `listDay`: UTC day `YYYY-MM-DD` that list prices are compared on. */
  constructor(lines: Iterable<UsageLine>, listDay: string) {
    this.#listDay = listDay;
    for (const line of lines) {
      if (!isPaid(line)) continue;
      const byWorkspace = this.#rates.get(kindOf(line)) ?? new Map<string, Rate>();
      const own = { amount: amountOf(line), units: BigInt(line.paidUnits) };
      const before = byWorkspace.get(line.workspaceId);
      this.#rates.set(kindOf(line), byWorkspace.set(line.workspaceId, before ? pooled([before, own]) : own));
    }
  }

  /**
   * Cost of a line's paid tokens as another kind, in millionths of a cent: at the rate that its workspace paid for that
   * kind in the period, else at that of all workspaces, else at its own cost times the ratio of the two list prices, so
   * that discounts stay. Null where none of them is known, and for a line that nothing was paid for.
   */
  costAs(line: UsageLine, change: Change): Money | null {
    if (!isPaid(line)) return null;
    const other = { ...line, ...change };
    const paid = this.#rates.get(kindOf(other));
    const rate = paid && (paid.get(line.workspaceId) ?? pooled([...paid.values()]));
    if (rate) return mulDiv(BigInt(line.paidUnits), rate.amount, rate.units);
    const [from, to] = [this.listPriceOf(line), this.listPriceOf(other)];
    return from === null || to === null || from === 0n ? null : mulDiv(amountOf(line), to, from);
  }

  /** Null where the list does not have it. */
  listPriceOf({ model, item, serviceTier, contextWindow, inferenceGeo, speed }: UsageLine): Money | null {
    const named = TOKEN_ITEMS[item];
    if (named === undefined) return null;
    const tier = serviceTier === 'batch' ? 'batch' : 'standard';
    return listPrice({ model, item: named, serviceTier: tier, contextWindow, inferenceGeo, speed }, this.#listDay);
  }
}

/** The last instant of a period that has happened, ms. */
export function lastMoment({ period, now }: Pick<ReportData, 'period' | 'now'>): number {
  return Math.max(period.start, Math.min(period.end, now) - 1);
}

/** Tokens with a price, some of which were paid for. Priority Tier and refused requests are in no bill. */
export function isPaid(line: UsageLine): boolean {
  return isTokens(line) && line.paidUnits > 0 && line.unpricedTokens === 0 && amountOf(line) > 0n;
}

function kindOf({ model, item, serviceTier, contextWindow, inferenceGeo, speed }: UsageLine): string {
  return [
    model,
    ITEMS[item],
    serviceTier,
    contextWindow || '0-200k',
    isPlainGeo(inferenceGeo) ? '' : inferenceGeo,
    speed,
  ].join('\u0000');
}
