/** Questions put to a ledger that was made by hand, and their answers as tables. */

import { explore } from '../../../../src/figures/answer/explore.ts';
import { type Freshness, freshness } from '../../../../src/figures/scan/freshness.ts';
import { PricedDayCache } from '../../../../src/figures/scan/pricedDayCache.ts';
import { PricedDays } from '../../../../src/figures/scan/pricedDays.ts';
import { DayIndex } from '../../../../src/ledger/dayIndex.ts';
import type { OrganizationLedger } from '../../../../src/ledger/ledger.ts';
import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { splitAt } from '../../../../src/shared/costSplit.ts';
import type { Chart, Explorer, Totals } from '../../../../src/shared/explorer.ts';
import { DAY, startOfUtcDay } from '../../../../src/time/utc.ts';

export interface Circumstances {
  readonly now: number;
  readonly zone?: string;
  /** UTC days of history. */
  readonly days?: number;
}

/** One panel's priced days over a ledger, as the engine holds them. */
export class Asker {
  readonly pricedDays: PricedDays;
  readonly dayCache = new PricedDayCache();
  readonly #ledger: OrganizationLedger;

  constructor(ledger: OrganizationLedger) {
    this.#ledger = ledger;
    this.pricedDays = new PricedDays(new DayIndex(ledger));
  }

  ask(choice: Partial<Choice>, { now, zone = 'UTC', days = 30 }: Circumstances): Explorer {
    const today = startOfUtcDay(now);
    this.pricedDays.refresh(today - (days - 1) * DAY, now);
    return explore({
      pricedDays: this.pricedDays,
      ledger: this.#ledger,
      choice: { ...FIRST_CHOICE, ...choice },
      now,
      zone,
      freshness: this.freshness(now),
      fetching: null,
      dayCache: this.dayCache,
    });
  }

  freshness(now: number): Freshness {
    const { usage } = this.#ledger;
    const from = startOfUtcDay(now) - DAY;
    return freshness(usage.readings('1h', from, now), usage.readings('1m', from, now));
  }
}

/** Cells of a chart by the name of their series: amounts, counts, or parts over wholes. */
export function cellsOf(chart: Chart): Record<string, (bigint | number | string)[]> {
  const width = chart.buckets.length;
  const cell = (at: number) =>
    chart.kind === 'share' ? `${chart.parts[at]}/${chart.wholes[at]}` : (chart.amounts[at] ?? 0);
  return Object.fromEntries(
    chart.series.map(({ name }, series) => [name, chart.buckets.map((_, bucket) => cell(series * width + bucket))]),
  );
}

/** Billed, mixed and estimated money together, by name. */
export function costs(totals: Totals): Record<string, bigint> {
  return Object.fromEntries(totals.values.map(({ name }, at) => [name, costAt(totals, at)]));
}

export function costAt({ billed, mixed, estimated }: Totals, at: number): bigint {
  return (billed[at] ?? 0n) + (mixed[at] ?? 0n) + (estimated[at] ?? 0n);
}

export function total(amounts: Iterable<bigint>): bigint {
  return [...amounts].reduce((sum, amount) => sum + amount, 0n);
}

export function costTotal(totals: Totals): bigint {
  return total(totals.values.map((_, at) => costAt(totals, at)));
}

export function chartTotal(chart: Chart): bigint {
  return chart.kind === 'cost' ? total(chart.amounts) : 0n;
}

/** Billed, estimated and mixed money of the chart, by cell; and of the table, by UTC day. */
export function partsOfChart({ chart }: Explorer): bigint[] {
  const sums = [0n, 0n, 0n, 0n];
  const add = (basis: number, amount: bigint) => {
    sums[basis] = (sums[basis] ?? 0n) + amount;
  };
  if (chart.kind !== 'cost') return sums.slice(1);
  for (const [at, amount] of chart.amounts.entries()) {
    const { billed, estimated } = splitAt(chart, at) ?? { billed: 0n, estimated: 0n };
    add(1, billed);
    add(2, estimated);
    add(chart.bases[at] ?? 0, amount - billed - estimated);
  }
  return sums.slice(1);
}

export function partsOfTotals({ chart, totals: { billed, estimated, mixed } }: Explorer): bigint[] {
  return chart.kind === 'cost' ? [billed, estimated, mixed].map(total) : [0n, 0n, 0n];
}

export const starts = ({ buckets }: Chart) => buckets.map(({ start }) => new Date(start).toISOString().slice(5, 16));
