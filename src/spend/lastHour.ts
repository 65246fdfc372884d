import type { Cost } from '../shared/cost.ts';
import type { Money } from '../shared/money.ts';
import type { Series } from '../source/series.ts';
import { startOfUtcDay } from '../time/utc.ts';
import type { UnallocatedCost } from './bill.ts';
import { apportionColumn } from './day/apportionColumn.ts';
import { type DayUsage, seriesTotals } from './day/dayUsage.ts';
import { type DaySpend, spendOfDay } from './daySpend.ts';
import { ITEMS, isWebSearch, type UsageDetail } from './kind.ts';
import { kindsOfSeries } from './kindsOfSeries.ts';
import type { Rates } from './rates.ts';
import type { UnallocatedEstimates } from './unallocated.ts';

/** Usage of the newest minutes, and what it is priced by. */
export interface HourToPrice {
  /** Its slots are the minutes. */
  readonly usage: DayUsage;
  readonly detail: UsageDetail;
  readonly defaultWorkspaceId: string;
  readonly rates: Rates;
  readonly unallocated: UnallocatedEstimates;
}

/** Cost by minute of one kind, or of an estimate beside usage. */
export interface MinuteLine extends Pick<UnallocatedCost, 'model' | 'costType' | 'description'> {
  /** Millionths of a cent. */
  readonly amounts: readonly bigint[];
  /** Tokens without a known price. */
  readonly unpriced: Float64Array;
  /** 1 in the minutes that it has anything of. */
  readonly seen: Uint8Array;
}

/**
 * Minutes of usage, priced as those of a UTC day without a bill are, at the rates of the day that they end in, with
 * what is estimated beside usage. Always an estimate.
 */
export class LastHour {
  /** Start of the first minute, ms. */
  readonly start: number;
  readonly cost: Cost;
  /** Cost of its usage, without what is estimated beside usage. */
  readonly ofUsage: Money;
  readonly #hour: HourToPrice;
  readonly #spend: DaySpend;

  constructor(hour: HourToPrice) {
    const { usage, detail, defaultWorkspaceId, rates, unallocated } = hour;
    const [start = 0, end = 0] = [usage.slots[0], usage.slots.at(-1)];
    const day = { start: startOfUtcDay(end - 1), bill: [], isFinal: false, detail, defaultWorkspaceId };
    this.start = start;
    this.#hour = hour;
    this.#spend = spendOfDay({ ...day, usage: seriesTotals(usage) }, rates);
    const beside = unallocated.daily.reduce((sum, line) => sum + unallocated.between(line, start, end), 0n);
    const { total, unpricedTokens } = this.#spend;
    this.ofUsage = total;
    this.cost = { amount: total + beside, unpricedTokens, basis: 'estimated' };
  }

  /** The cost by minute: each kind's is handed to its minutes by their units, so that they add up to it exactly. */
  byMinute(): MinuteLine[] {
    const { usage, unallocated } = this.#hour;
    const minutes = usage.slots.length - 1;
    const units = this.#unitsByKind();
    const parts = new Float64Array(minutes);
    const ofKinds = [...this.#spend.byKind.kinds.keys()].map((key, index): MinuteLine => {
      const line = this.#spend.kinds[index];
      const counts = units.get(key) ?? new Float64Array(minutes);
      apportionColumn(Number(line?.amount ?? 0n), counts, minutes, parts);
      return {
        model: line?.kind.model ?? '',
        costType: line && isWebSearch(line.kind.item) ? 'web_search' : 'tokens',
        description: '',
        amounts: Array.from(parts, (part, minute) => (counts[minute] === 0 ? 0n : BigInt(part))),
        unpriced: line && line.unpricedTokens > 0 ? counts : new Float64Array(minutes),
        seen: Uint8Array.from(counts, (count) => (count === 0 ? 0 : 1)),
      };
    });
    const beside = unallocated.daily.map((line): MinuteLine => {
      const amounts = usage.slots.slice(1).map((end, at) => unallocated.between(line, usage.slots[at] ?? end, end));
      const seen = Uint8Array.from(amounts, (amount) => (amount === 0n ? 0 : 1));
      return { ...line, amounts, unpriced: new Float64Array(minutes), seen };
    });
    return [...ofKinds, ...beside];
  }

  /** Calls back with the cost of each series by minute: each kind's is handed to its usage by the units, and adds up to it. */
  eachCell(visit: (series: Series, minute: number, amount: number) => void): void {
    const { series, firsts, cellSlots, counts } = this.#hour.usage;
    const kinds = kindsOfSeries(this.#spend.byKind.rules).ofAll(series);
    const cells = new Map<string, { readonly own: Series; readonly minute: number; readonly count: number }[]>();
    for (let row = 0; row < series.length * ITEMS.length; row++) {
      const kind = kinds[row];
      const own = series[Math.floor(row / ITEMS.length)];
      if (!kind || !own) continue;
      const ofKind = cells.get(kind.key) ?? [];
      cells.set(kind.key, ofKind);
      for (let cell = firsts[row] ?? 0; cell < (firsts[row + 1] ?? 0); cell++) {
        ofKind.push({ own, minute: cellSlots[cell] ?? 0, count: counts[cell] ?? 0 });
      }
    }
    for (const [index, key] of [...this.#spend.byKind.kinds.keys()].entries()) {
      const ofKind = cells.get(key) ?? [];
      const parts = new Float64Array(ofKind.length);
      const amount = Number(this.#spend.kinds[index]?.amount ?? 0n);
      apportionColumn(
        amount,
        Float64Array.from(ofKind, ({ count }) => count),
        ofKind.length,
        parts,
      );
      for (const [at, { own, minute }] of ofKind.entries()) visit(own, minute, parts[at] ?? 0);
    }
  }

  #unitsByKind(): Map<string, Float64Array> {
    const { slots, series, firsts, cellSlots, counts } = this.#hour.usage;
    const kinds = kindsOfSeries(this.#spend.byKind.rules).ofAll(series);
    const units = new Map<string, Float64Array>();
    for (let row = 0; row < series.length * ITEMS.length; row++) {
      const kind = kinds[row];
      if (!kind) continue;
      const ofKind = units.get(kind.key) ?? new Float64Array(slots.length - 1);
      units.set(kind.key, ofKind);
      for (let cell = firsts[row] ?? 0; cell < (firsts[row + 1] ?? 0); cell++) {
        const minute = cellSlots[cell] ?? 0;
        ofKind[minute] = (ofKind[minute] ?? 0) + (counts[cell] ?? 0);
      }
    }
    return units;
  }
}
