/** A ledger made by hand, and the figures that it gives. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explore } from '../../../src/figures/answer/explore.ts';
import { freshness } from '../../../src/figures/scan/freshness.ts';
import { PricedDayCache } from '../../../src/figures/scan/pricedDayCache.ts';
import { PricedDays } from '../../../src/figures/scan/pricedDays.ts';
import { type SummaryInput, summarize } from '../../../src/figures/summary.ts';
import { DayIndex } from '../../../src/ledger/dayIndex.ts';
import { Ledger, type OrganizationLedger } from '../../../src/ledger/ledger.ts';
import { FIRST_CHOICE, type Range, type Unit } from '../../../src/shared/choice.ts';
import type { Cost } from '../../../src/shared/cost.ts';
import type { CostChart } from '../../../src/shared/panelView.ts';
import type { Summary } from '../../../src/shared/summary.ts';
import type { CostRow, UsageRow } from '../../../src/source/source.ts';
import { NO_DETAIL } from '../../../src/spend/kind.ts';
import { DAY, HOUR, MINUTE, startOfUtcDay, utcDay } from '../../../src/time/utc.ts';
import { type NamedRow, rowOf } from '../../support/usageRow.ts';
import { series } from '../spend/made.ts';

const SIZE = { '1m': MINUTE, '1h': HOUR } as const;

/** Uncached input tokens, of the usual series where nothing else is given. */
export function usageRow(uncachedInput: number, own: Partial<NamedRow> = {}): UsageRow {
  const nothing = { cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0, output: 0, webSearches: 0 };
  return rowOf({ ...series(), ...nothing, uncachedInput, ...own });
}

export interface View {
  readonly summary: Summary;
  readonly pricedDays: PricedDays;
  readonly days: CostChart;
  readonly hours: CostChart;
}

export class HandMade implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
  readonly #ledger = new Ledger(join(this.#folder, 'ledger.db'), 0);
  readonly ledger: OrganizationLedger = this.#ledger.organization({ id: 'org', name: 'Acme' });
  readonly #pricedDays = new PricedDays(new DayIndex(this.ledger));

  /** Buckets that were asked for, from `from` to `to`, with the rows that `rowsOf` gives for the start of each. */
  read(
    width: '1m' | '1h',
    from: number,
    to: number,
    rowsOf: (start: number) => readonly UsageRow[],
    { readAt = to + 10 * MINUTE, detail = NO_DETAIL } = {},
  ): this {
    const asked = Array.from({ length: (to - from) / SIZE[width] }, (_, index) => from + index * SIZE[width]);
    const buckets = asked.map((start) => ({ start, end: start + SIZE[width], rows: rowsOf(start) }));
    this.ledger.usage.replace({ width, readAt, detail, asked, buckets });
    return this;
  }

  /** A bill that was read so long after its day that it is final. */
  bill(day: number, rows: readonly CostRow[], readAt = day + 2 * DAY): this {
    this.ledger.bills.replace([{ start: day, end: day + DAY, rows }], readAt);
    return this;
  }

  /** The figures of a moment, with so many UTC days of history, of which the chart shows so many. */
  at(now: number, own: Partial<SummaryInput> & { readonly days?: number; readonly shown?: number } = {}): View {
    const { zone = 'UTC', days = 30, shown = days, ...input } = own;
    const today = startOfUtcDay(now);
    const { usage } = this.ledger;
    this.#pricedDays.refresh(today - (days - 1) * DAY, now);
    const fresh = freshness(usage.readings('1h', today - DAY, now), usage.readings('1m', today - DAY, now));
    const summary = summarize(this.#pricedDays, {
      organization: { id: 'org', name: 'Acme' },
      sample: false,
      now,
      zone,
      locale: 'en-US',
      names: this.ledger.names.all(),
      freshness: fresh,
      checkedAt: now,
      intervalMs: MINUTE,
      problem: null,
      progress: null,
      setApart: [],
      lastHour: null,
      estimates: this.ledger.estimates.all(),
      ...input,
    });
    const [pricedDays, ledger, dayCache] = [this.#pricedDays, this.ledger, new PricedDayCache()];
    const chart = (range: Range, unit: Unit): CostChart => {
      const choice = { ...FIRST_CHOICE, range, unit };
      const { chart } = explore({ pricedDays, ledger, choice, now, zone, freshness: fresh, fetching: null, dayCache });
      assert.ok(chart.kind === 'cost');
      return chart;
    };
    return {
      summary,
      pricedDays: this.#pricedDays,
      days: chart(daysBack(now, zone, shown), 'day'),
      hours: chart({ type: 'today' }, 'hour'),
    };
  }

  [Symbol.dispose](): void {
    this.#ledger.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** So many days of a zone up to the running one. */
function daysBack(now: number, zone: string, count: number): Range {
  const today = Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now));
  return { type: 'days', from: utcDay(today - (count - 1) * DAY), to: utcDay(today) };
}

/** Amounts of a chart by bucket, all series together. */
export function columns({ buckets, series: stacked, amounts }: CostChart): bigint[] {
  return buckets.map((_, bucket) =>
    stacked.reduce((sum, _series, index) => sum + (amounts[index * buckets.length + bucket] ?? 0n), 0n),
  );
}

export const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** `amount basis`, or a dash where nothing is known. */
export function brief(figure: Cost | null): string {
  return figure === null ? '—' : `${figure.amount} ${figure.basis}`;
}
