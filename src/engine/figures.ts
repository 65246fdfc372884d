import { priceUsage } from '../figures/burnRate.ts';
import { dayChart, hourChart } from '../figures/charts.ts';
import { type Freshness, freshness } from '../figures/freshness.ts';
import { SpendBook } from '../figures/spendBook.ts';
import { summarize } from '../figures/summary.ts';
import { DayBook } from '../ledger/dayBook.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { Figure, HistoryRange, PanelView, Progress, Trouble } from '../shared/panelView.ts';
import type { Summary } from '../shared/summary.ts';
import type { Organization } from '../source.ts';
import { DAY, HOUR, MINUTE, startOfUtcDay, zoneDay } from '../spend/time.ts';
import type { EngineConfig } from './protocol.ts';

/** A live estimate counts when it was made this soon after its day's end. */
const DAY_END = 30 * MINUTE;

export interface Circumstances {
  /** ms */
  readonly now: number;
  readonly trouble: Trouble | null;
  readonly progress: Progress | null;
}

/** Everything that is shown of one organization, from the ledger alone. */
export class Figures {
  readonly #ledger: OrganizationLedger;
  readonly #organization: Organization;
  readonly #config: EngineConfig;
  readonly #book: SpendBook;

  constructor(ledger: OrganizationLedger, organization: Organization, config: EngineConfig) {
    this.#ledger = ledger;
    this.#organization = organization;
    this.#config = config;
    this.#book = new SpendBook(new DayBook(ledger));
  }

  /** Null while hours of today are missing: a partial sum is never shown as a whole. */
  summary({ now, trouble, progress }: Circumstances): Summary | null {
    const { zone, locale, account } = this.#config;
    this.#refresh(now);
    if (!this.#isTodayComplete(now)) return null;
    const fresh = this.#freshness(now);
    this.#keepLiveEstimate(now);
    return summarize(this.#book, {
      organization: this.#organization,
      sample: account.type === 'sample',
      now,
      zone,
      locale,
      names: this.#ledger.names.all(),
      freshness: fresh,
      checkedAt: this.#ledger.moments.get('checkedAt') || null,
      trouble,
      progress,
      lastHour: this.#lastHour(fresh),
      estimates: this.#ledger.estimates.all(),
    });
  }

  panel(summary: Summary, range: HistoryRange, now: number): PanelView {
    const { zone } = this.#config;
    const fresh = this.#freshness(now);
    const days = dayChart(this.#book, now, zone, range, fresh);
    return { status: 'ready', range, summary, days, hours: hourChart(this.#book, now, zone, fresh) };
  }

  #refresh(now: number): void {
    this.#book.refresh(startOfUtcDay(now) - (this.#config.historyDays - 1) * DAY, now);
  }

  #isTodayComplete(now: number): boolean {
    const today = zoneDay(now, this.#config.zone);
    const days = [startOfUtcDay(today.start), startOfUtcDay(now)];
    return days.every((day) => this.#book.isComplete(day));
  }

  #freshness(now: number): Freshness {
    const { usage } = this.#ledger;
    const from = startOfUtcDay(now) - DAY;
    return freshness(usage.readings('1h', from, now), usage.readings('1m', from, now));
  }

  /** The newest 60 minutes that have data; null unless all of them have been read. */
  #lastHour({ usageTo }: Freshness): Figure | null {
    if (usageTo === null) return null;
    const from = usageTo - HOUR;
    const minutes = this.#ledger.usage.readings('1m', from, usageTo);
    if (minutes.length < HOUR / MINUTE) return null;
    const splits = this.#book.entry(startOfUtcDay(usageTo - 1))?.splits ?? { geo: '', fast: false };
    const cells = this.#ledger.usage.cells('1m', from, usageTo, 0);
    return priceUsage(cells, this.#book.rates, splits, this.#ledger.names.defaultWorkspaceId(), usageTo - 1);
  }

  /** We measure ourselves: what is estimated for a day just after its end is kept, to be compared with its bill. */
  #keepLiveEstimate(now: number): void {
    const today = startOfUtcDay(now);
    const start = today - DAY;
    const entry = this.#book.entry(start);
    if (now - today > DAY_END || this.#ledger.moments.get('checkedAt') < today || !entry || entry.billed) return;
    const day = this.#book.spend(start);
    if (!day || day.unpricedTokens > 0) return;
    const amount = day.kinds.reduce((sum, line) => sum + line.amount, 0n);
    this.#ledger.estimates.save({ start, amount }, now);
  }
}
