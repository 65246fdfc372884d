import { type Freshness, takeOver } from '../figures/scan/freshness.ts';
import { PricedDayCache } from '../figures/scan/pricedDayCache.ts';
import { PricedDays } from '../figures/scan/pricedDays.ts';
import type { QuerySources } from '../figures/scan/queryContext.ts';
import type { DayEntry } from '../ledger/dayEntry.ts';
import { DayIndex } from '../ledger/dayIndex.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { Summary } from '../shared/summary.ts';
import type { Organization } from '../source/source.ts';
import { DAY, startOfUtcDay } from '../time/utc.ts';

/** Budgets and forecasts; fields are left out before they are known. */
export type Planning = Pick<Summary, 'budgets' | 'badBudgets' | 'forecasts' | 'runway'>;

/** All that answers are made of, at one moment. Nothing of it is written. */
export interface ToolSources extends QuerySources {
  readonly organization: Organization;
  /** IANA name of the zone in which days begin. */
  readonly zone: string;
  /** The figures are made up. */
  readonly sample: boolean;
  /** Sentences on why figures are not of now, or not complete. */
  readonly problems: readonly string[];
  /** The answer may have so many bytes; 6 KB where left out, which is also the most. */
  readonly mostBytes?: number | undefined;
  /** Left out where nobody knows the user's budgets. */
  readonly planning?: () => Planning;
}

/** A ledger that is only read, and how its figures are made. */
export interface ToolLedgerOptions {
  readonly ledger: OrganizationLedger;
  /** Changes whenever anybody writes into the ledger. */
  readonly version: () => number;
  readonly organization: Organization;
  /** IANA name. */
  readonly zone: string;
  /** UTC days, today included. */
  readonly historyDays: number;
  readonly sample: boolean;
}

/** The days of a ledger, read again only when something was written into it: they are thousands of readings. */
class KeptIndex extends DayIndex {
  readonly #version: () => number;
  #kept: { readonly key: string; readonly entries: DayEntry[] } | null = null;

  constructor(ledger: OrganizationLedger, version: () => number) {
    super(ledger);
    this.#version = version;
  }

  override entries(from: number, to: number): DayEntry[] {
    const key = [this.#version(), from, to].join();
    if (this.#kept?.key !== key) this.#kept = { key, entries: super.entries(from, to) };
    return this.#kept.entries;
  }
}

/** The figures of one organization's ledger, for a process that has nothing but a `ReadOnlyLedger`. */
export class ToolLedger {
  readonly #options: ToolLedgerOptions;
  readonly #pricedDays: PricedDays;
  readonly #dayCache = new PricedDayCache();

  constructor(options: ToolLedgerOptions) {
    this.#options = options;
    this.#pricedDays = new PricedDays(new KeptIndex(options.ledger, options.version));
  }

  /** Takes over the ledger's newest data. `now` in ms. */
  sources(now: number): ToolSources {
    const { ledger, organization, zone, historyDays, sample } = this.#options;
    const [pricedDays, dayCache] = [this.#pricedDays, this.#dayCache];
    const today = startOfUtcDay(now);
    // Where nobody has looked for hours, today is known up to then: hours that were not asked for are no gap in it.
    const readAt = Math.max(today, Math.min(now, ledger.syncState.get('checkedAt') || now));
    const freshness: Freshness = takeOver(pricedDays, ledger.usage, today - (historyDays - 1) * DAY, readAt);
    return { ledger, organization, zone, sample, pricedDays, dayCache, freshness, now, problems: [] };
  }

  /** Lets go of the days that were made for answers. */
  forgetDays(): void {
    this.#dayCache.clear();
  }
}
