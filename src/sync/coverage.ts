import type { Bill } from '../ledger/billTable.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import { combinedDetail, NO_DETAIL, type UsageDetail } from '../spend/kind.ts';
import { type Clock, DAY, HOUR, MINUTE, startOfHour, startOfUtcDay } from '../time/utc.ts';
import { type FetchSpan, type HistoryState, HOURLY } from './plan.ts';

const WEEK = 7 * DAY;
/** Time after which a bill names the detail that usage showed, ms. */
const PROBE_HOLDS = 3 * DAY;
/** The geography that is looked for before any bill has named one. */
export const PROBED_GEO = 'us';

export interface CoverageOptions {
  readonly ledger: OrganizationLedger;
  readonly clock: Clock;
  /** UTC days, the running one included. */
  readonly historyDays: number;
  /** Starts of the hours that are cut, by a midnight of the zone or by a measurement. */
  readonly cutHours: (now: number) => readonly number[];
  /** Geographies that the API refuses to filter usage by. */
  readonly refusedGeos: ReadonlySet<string>;
  /** Days whose bills answers have left out, and when, ms. */
  readonly billsLeftOut: ReadonlyMap<number, number>;
}

/** Data that the ledger already has of an organization, in the plan's terms. */
export class Coverage {
  readonly #options: CoverageOptions;

  constructor(options: CoverageOptions) {
    this.#options = options;
  }

  /** Found in usage before any bill has named it, or wanted: kept for all windows until the bills must have. */
  addProbed({ geo, fast }: UsageDetail): void {
    const { ledger, clock } = this.#options;
    if (geo !== '') ledger.syncState.set('geoFoundAt', clock.now());
    if (fast) ledger.syncState.set('fastFoundAt', clock.now());
  }

  areNamesDue(): boolean {
    const { ledger, clock } = this.#options;
    return Math.abs(clock.now() - ledger.syncState.get('namesReadAt')) >= HOURLY;
  }

  /** Span to look at, about hourly, for detail that the bills of the last week do not name; null when there is no need. */
  dueProbe(): FetchSpan | null {
    const { ledger, clock } = this.#options;
    const now = clock.now();
    if (Math.abs(now - ledger.syncState.get('probedAt')) < HOURLY) return null;
    const { geo, fast } = namedLately(ledger.bills.bills(this.#start(now), now), now);
    if (geo !== '' && fast) return null;
    return { from: startOfUtcDay(now) - DAY, to: startOfHour(now) };
  }

  /** False of a geography that the API has refused to filter usage by. */
  canSplitBy(geo: string): boolean {
    return !this.#options.refusedGeos.has(geo);
  }

  #probed(now: number): UsageDetail {
    const { syncState } = this.#options.ledger;
    const isFresh = (at: number) => Math.abs(now - at) < PROBE_HOLDS;
    return { geo: isFresh(syncState.get('geoFoundAt')) ? PROBED_GEO : '', fast: isFresh(syncState.get('fastFoundAt')) };
  }

  /** Share of the history that has been asked for, 0 to 1. */
  done(): number {
    const now = this.#options.clock.now();
    const start = this.#start(now);
    const closed = Math.floor((now - start) / HOUR);
    return closed <= 0 ? 1 : Math.min(1, this.#options.ledger.usage.count('1h', start, now) / closed);
  }

  /** End of the newest minute that was read, ms; 0 where none was of late. */
  minutesReadTo(now: number): number {
    const minutes = this.#options.ledger.usage.readings('1m', now - 3 * HOUR, now + HOUR);
    const newest = minutes.findLast((reading) => reading.shown);
    return newest === undefined ? 0 : Math.min(newest.start + MINUTE, Math.floor(now / MINUTE) * MINUTE);
  }

  #start(now: number): number {
    return startOfUtcDay(now) - (this.#options.historyDays - 1) * DAY;
  }

  /** The plan's state; `wanted` is detail of usage beyond the needed one. */
  state(wanted: UsageDetail = NO_DETAIL): HistoryState {
    const now = this.#options.clock.now();
    const start = this.#start(now);
    const hours = this.#options.ledger.usage.readings('1h', start, now);
    const bills = this.#options.ledger.bills.bills(start, now);
    const named = new Map(bills.filter(({ lines }) => lines > 0).map(({ start: day, detail }) => [day, detail]));
    const recent = combinedDetail(this.#probed(now), namedLately(bills, now));
    const detailOf = (day: number): UsageDetail => {
      const own = named.get(day);
      // A day that its bill prices needs no more than that; any other is estimated, however old it is.
      const isBilled = own !== undefined && day < startOfUtcDay(now) - 2 * DAY;
      const detail = combinedDetail(isBilled ? own : combinedDetail(own ?? NO_DETAIL, recent), wanted);
      return this.#options.refusedGeos.has(detail.geo) ? { ...detail, geo: '' } : detail;
    };
    const cutHours = this.#options.cutHours(now);
    const cutMinutes = cutHours.flatMap((hour) => this.#options.ledger.usage.readings('1m', hour, hour + HOUR));
    const totals = this.#options.ledger.dayTotals.all(start, now);
    const { billsLeftOut } = this.#options;
    return { now, start, hours, bills, billsLeftOut, totals, cutHours, cutMinutes, detailOf };
  }
}

/** Detail that the bills of the last week name. */
function namedLately(bills: readonly Bill[], now: number): UsageDetail {
  return bills
    .filter(({ start }) => start >= startOfUtcDay(now) - WEEK)
    .reduce((detail, bill) => combinedDetail(detail, bill.detail), NO_DETAIL);
}
