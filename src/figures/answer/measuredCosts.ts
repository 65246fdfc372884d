import { BASES } from '../../shared/basis.ts';
import type { Cost } from '../../shared/cost.ts';
import type { UsageCell } from '../../spend/bill.ts';
import { DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { MinuteCounts } from '../../spend/day/splitSlot.ts';
import { NO_DETAIL } from '../../spend/kind.ts';
import { DAY, HOUR, type Span, startOfHour, startOfUtcDay } from '../../time/utc.ts';
import { hasMinutes } from '../scan/availability.ts';
import { daysIn, type PricedDays } from '../scan/pricedDays.ts';
import { scanDays } from '../scan/scanDays.ts';
import { Rollup } from '../sums/rollup.ts';

/** Cost of the usage of one API key and model. */
export interface MeasuredItem extends Cost {
  readonly apiKeyId: string;
  /** The model, or the cost type of a search. */
  readonly model: string;
}

export interface MinutesOfUsage {
  /** Usage of the minutes of an hour. */
  minutes(hour: number): readonly UsageCell[];
  defaultWorkspaceId(): string;
}

/**
 * Cost of usage from one minute to another, by API key and model: the tokens and searches that the explorer shows of the
 * span. Charges without usage are left out: a bill has them by the day, so that they belong to no minute and to no key.
 */
export class MeasuredCosts {
  readonly #pricedDays: PricedDays;
  readonly #usage: MinutesOfUsage;
  /** By the start of the UTC day: only days whose data have changed are priced again. */
  #days = new Map<number, { readonly revision: string; readonly items: readonly MeasuredItem[] }>();

  constructor(pricedDays: PricedDays, usage: MinutesOfUsage) {
    this.#pricedDays = pricedDays;
    this.#usage = usage;
  }

  /** Null where something of the span has not been read, or an end of it cannot be cut. */
  of(span: Span): readonly MeasuredItem[] | null {
    const days = daysIn(span);
    if (!days.every((day) => this.#pricedDays.isComplete(day)) || !this.#canCut(span)) return null;
    const before = this.#days;
    this.#days = new Map();
    return days.flatMap((day) => {
      const part = { start: Math.max(span.start, day), end: Math.min(span.end, day + DAY) };
      const revision = `${this.#pricedDays.revision(day)}/${part.start}/${part.end}`;
      const known = before.get(day);
      const items = known?.revision === revision ? known.items : this.#itemsOf(part);
      this.#days.set(day, { revision, items });
      return items;
    });
  }

  /** Lets go of what it has made. */
  forget(): void {
    this.#days.clear();
  }

  #canCut({ start, end }: Span): boolean {
    return [start, end].every((at) => {
      const hour = this.#pricedDays.entry(startOfUtcDay(at))?.hours.get(startOfHour(at));
      return at % HOUR === 0 || hour === undefined || hasMinutes(at, this.#pricedDays);
    });
  }

  #itemsOf({ start, end }: Span): MeasuredItem[] {
    const keys = new DimensionKeys();
    const day = this.#pricedDays.priced(startOfUtcDay(start), keys);
    const minutes = (hour: number) => this.#minutesOf(hour, keys);
    const batches = [...scanDays({ boundaries: [start, end], available: [true], dayAt: () => day, minutes })];
    const rollup = new Rollup(keys.all.length);
    for (const batch of batches) rollup.add({ ...batch, unallocated: [] });
    return keys.all.flatMap(({ apiKeyId, model, costType }, key) => {
      const own = { apiKeyId: apiKeyId ?? '', model: model || costType };
      const priced = BASES.flatMap((basis, code): MeasuredItem[] => {
        const amount = rollup.amounts[code]?.at(key) ?? 0n;
        return basis === 'none' || amount === 0n ? [] : [{ ...own, amount, basis, unpricedTokens: 0 }];
      });
      const unpricedTokens = rollup.unpriced[key] ?? 0;
      return unpricedTokens === 0 ? priced : [...priced, { ...own, amount: 0n, basis: 'estimated', unpricedTokens }];
    });
  }

  #minutesOf(hour: number, keys: DimensionKeys): MinuteCounts | null {
    if (!hasMinutes(hour, this.#pricedDays)) return null;
    const detail = this.#pricedDays.entry(startOfUtcDay(hour))?.detail ?? NO_DETAIL;
    return new MinuteCounts(this.#usage.minutes(hour), keys, this.#usage.defaultWorkspaceId(), detail);
  }
}
