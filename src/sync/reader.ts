import { AdminApiError } from '../adminApi/errors.ts';
import { isDamage } from '../ledger/fault.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { UsageWidth } from '../ledger/usageTable.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { ApiKey, Page, SetApart, Source, UsageBucket, UsageQuery, Workspace } from '../source/source.ts';
import { NO_DETAIL, type UsageDetail, WEB_SEARCHES } from '../spend/kind.ts';
import { type Clock, DAY, HOUR, MINUTE, startOfUtcDay, utcDay } from '../time/utc.ts';
import { type BillOutage, isOfOneReport } from './billOutage.ts';
import { awaitAll } from './inParallel.ts';
import { LowTotals } from './lowTotals.ts';
import { type FetchSpan, HOURLY, MOST_DAYS, MOST_HOURS, MOST_MINUTES } from './plan.ts';
import type { Sizes } from './sizes.ts';
import { splitQueries, splitUsage } from './splitUsage.ts';

const WIDTH_MS = { '1m': MINUTE, '1h': HOUR } as const;
const MOST_BUCKETS = { '1m': MOST_MINUTES, '1h': MOST_HOURS } as const;

/** Wait of names after a 429, and of a look for unnamed usage that failed, ms. */
const SOON = 5 * MINUTE;
/** Name of the sizes of a look for usage that no bill names. */
export const PROBE = 'probe';
/** Name of the sizes of daily totals. */
export const TOTALS = 'totals';

export interface ReaderOptions {
  readonly source: Source;
  readonly ledger: OrganizationLedger;
  readonly clock: Clock;
  readonly sizes: Sizes;
  /** Geographies that the API turned out to refuse as a filter; the reader adds to them. */
  readonly refusedGeos: Set<string>;
  /** Days whose bills answers have left out, and when, ms; the reader keeps it. */
  readonly billsLeftOut: Map<number, number>;
  readonly billOutage: BillOutage;
  readonly warn: (line: string) => void;
}

/**
 * Asks the source for one thing and writes what it says into the ledger. Whatever the source throws goes through,
 * unless today's figure can be had without it: names, a look for unnamed usage, and bills that are only tried for.
 */
export class Reader {
  readonly #source: Source;
  readonly #ledger: OrganizationLedger;
  readonly #clock: Clock;
  readonly #sizes: Sizes;
  readonly #refusedGeos: Set<string>;
  readonly #billsLeftOut: Map<number, number>;
  readonly #billOutage: BillOutage;
  readonly #warn: (line: string) => void;
  #landed = 0;
  readonly #lowTotals = new LowTotals();
  #totalsPausedUntil = 0;

  constructor({ source, ledger, clock, sizes, refusedGeos, billsLeftOut, billOutage, warn }: ReaderOptions) {
    this.#source = source;
    this.#ledger = ledger;
    this.#clock = clock;
    this.#sizes = sizes;
    this.#refusedGeos = refusedGeos;
    this.#billsLeftOut = billsLeftOut;
    this.#billOutage = billOutage;
    this.#warn = warn;
  }

  /** Number of answers that are in the ledger so far. */
  get landed(): number {
    return this.#landed;
  }

  /** Reads usage of a span that fits one page, with the detail `wanted` as far as the API gives it. */
  async usage(width: UsageWidth, { from, to }: FetchSpan, wanted: UsageDetail, signal: AbortSignal): Promise<void> {
    const size = WIDTH_MS[width];
    const asked = Array.from({ length: Math.ceil((to - from) / size) }, (_, index) => from + index * size);
    const limit = Math.min(Math.max(asked.length, 1), MOST_BUCKETS[width]);
    const queries = splitQueries({ width, from, to, limit }, wanted);
    const readAt = this.#clock.now();
    const [base, geo, fast] = await awaitAll([
      this.#buckets(queries.base, width, signal),
      queries.geo && this.#ofGeo(queries.geo, `${width} geo`, signal),
      queries.fast && this.#buckets(queries.fast, `${width} fast`, signal),
    ]);
    if (queries.geo && !geo) this.#noteRefused(wanted.geo);
    const detail = geo ? wanted : { ...wanted, geo: '' };
    const buckets = splitUsage(base, geo, fast, detail).filter(({ start }) => start >= from && start < to);
    const complete = width === '1m' ? buckets : buckets.filter(({ end }) => end <= readAt);
    this.#ledger.usage.replace({ width, readAt, detail, asked, buckets: complete });
    this.#ledger.setApart.replace(width, complete);
    this.#landed += 1;
  }

  async #buckets(query: UsageQuery, what: string, signal: AbortSignal): Promise<UsageBucket[]> {
    const { items, bytes } = await collect(this.#source.usage(query, signal));
    this.#sizes.note(what, bytes, items.length);
    return items;
  }

  /** Null where the API refuses to filter by a geography, even one that its own bill names. */
  async #ofGeo(query: UsageQuery, what: string, signal: AbortSignal): Promise<UsageBucket[] | null> {
    try {
      return await this.#buckets(query, what, signal);
    } catch (error) {
      if (error instanceof AdminApiError && error.kind === 'badRequest') return null;
      throw error;
    }
  }

  /** Known only where the same without the geography was answered: an API that refuses everything says nothing of it. */
  #noteRefused(geo: string): void {
    if (!this.#refusedGeos.has(geo)) this.#warn(`the API refuses to report usage for the geography ${geo} alone`);
    this.#refusedGeos.add(geo);
  }

  /** Bills could not be read of late, and are left alone for now. */
  get areBillsPaused(): boolean {
    return this.#billOutage.isPaused;
  }

  /** Bills, for figures that do without them: where they cannot be read, that is noted. See BillOutage. */
  async tryBills(span: FetchSpan, signal: AbortSignal): Promise<void> {
    await this.#billOutage.survive(() => this.bills(span, signal));
  }

  async bills({ from, to }: FetchSpan, signal: AbortSignal): Promise<void> {
    const limit = Math.min((to - from) / DAY, MOST_DAYS);
    const readAt = this.#clock.now();
    const { items, bytes } = await collect(this.#source.cost({ from, to, limit }, signal));
    this.#sizes.note('bills', bytes, items.length);
    const bills = items.filter(({ start }) => start >= from && start < to);
    const asked = Array.from({ length: (to - from) / DAY }, (_, index) => from + index * DAY);
    this.#ledger.bills.replace(bills, readAt, asked);
    for (const day of asked) this.#billsLeftOut.set(day, readAt);
    for (const { start } of bills) this.#billsLeftOut.delete(start);
    this.#ledger.setApart.replace('bill', bills);
    this.#billOutage.end();
    this.#landed += 1;
  }

  /** Daily totals could not be read of late, or not be believed: figures do without, and they are asked for again in an hour. */
  get areTotalsPaused(): boolean {
    return this.#clock.now() < this.#totalsPausedUntil;
  }

  /**
   * Tokens of the closed UTC days of a span, by the day and by nothing else. A day that is left out has none. Throws a
   * 429, which is about everything, and what the ledger throws. See LowTotals for what is not believed yet.
   */
  async totals({ from, to }: FetchSpan, signal: AbortSignal): Promise<void> {
    const days = Array.from({ length: (to - from) / DAY }, (_, index) => from + index * DAY);
    const query = { width: '1d', from, to, limit: days.length, groupBy: [] } as const;
    const readAt = this.#clock.now();
    try {
      const buckets = new Map((await this.#buckets(query, TOTALS, signal)).map((bucket) => [bucket.start, bucket]));
      const totals = days.map((start) => ({ start, tokens: tokensIn([buckets.get(start) ?? NO_USAGE]) }));
      const held = this.#heldByDay({ from, to });
      const believed = totals.filter((total) => this.#lowTotals.isBelieved(total, held.get(total.start) ?? 0, readAt));
      if (believed.length < totals.length) this.#totalsPausedUntil = readAt + HOUR;
      this.#ledger.dayTotals.save(believed, readAt);
      this.#landed += 1;
    } catch (error) {
      if (signal.aborted || !(error instanceof AdminApiError) || error.kind === 'rateLimited') throw error;
      this.#totalsPausedUntil = readAt + HOUR;
      this.#warn(`daily totals of usage could not be read: ${error.message}`);
    }
  }

  /** Tokens that the hours of a span hold, by the start of their UTC day. */
  #heldByDay({ from, to }: FetchSpan): Map<number, number> {
    const held = new Map<number, number>();
    for (const { start, tokens } of this.#ledger.usage.readings('1h', from, to)) {
      const day = startOfUtcDay(start);
      held.set(day, (held.get(day) ?? 0) + tokens);
    }
    return held;
  }

  /** Reads everybody's use of Claude Code on the UTC day that starts at `day`, ms. */
  async claudeCode(day: number, signal: AbortSignal): Promise<void> {
    const readAt = this.#clock.now();
    const { items, setApart } = await collect(this.#source.claudeCode(utcDay(day), signal));
    this.#ledger.claudeCode.replace(day, items, readAt);
    this.#ledger.setApart.replace('claudeCode', [{ start: day, ...(setApart.length === 0 ? {} : { setApart }) }]);
  }

  /**
   * Figures do without names: where they cannot be read, ids stand in for them until the next try, an hour later. A 429
   * goes through nevertheless, since it is not about the names: they are tried again soon, and figures come first.
   */
  async names(signal: AbortSignal): Promise<void> {
    const readAt = this.#clock.now();
    try {
      await this.namesNow(signal);
    } catch (error) {
      if (signal.aborted || isDamage(error)) throw error;
      this.#warn(`the names could not be read: ${errorMessage(error)}`);
      if (error instanceof AdminApiError && error.kind === 'rateLimited') {
        this.#ledger.syncState.set('namesReadAt', readAt - HOURLY + SOON);
        throw error;
      }
    }
    this.#ledger.syncState.set('namesReadAt', readAt);
  }

  /** As `names`, where something cannot do without them: whatever the source throws goes through. */
  async namesNow(signal: AbortSignal): Promise<void> {
    const [apiKeys, workspaces] = await awaitAll([
      collect<ApiKey>(this.#source.apiKeys(signal)),
      collect<Workspace>(this.#source.workspaces(signal)),
    ]);
    this.#sizes.note('names', apiKeys.bytes + workspaces.bytes, 1);
    this.#ledger.names.save(apiKeys.items, workspaces.items);
    this.#landed += 1;
  }

  /**
   * Looks for detail of a span of hours that was not read yet: a geography or a speed that no bill has named. Grouped by
   * nothing, so the answers are small. A filter that leaves everything as it is finds nothing: an API that
   * does not know the filter would answer so, and where it is the truth, bills soon name it. One that fails finds
   * nothing, and is made again soon.
   */
  async probe(span: FetchSpan, geo: string, signal: AbortSignal): Promise<UsageDetail> {
    try {
      return await this.#probe(span, geo, signal);
    } catch (error) {
      if (!isOfOneReport(error)) throw error;
      this.#warn(`usage that the bills do not name could not be looked for: ${error.message}`);
      this.#ledger.syncState.set('probedAt', this.#clock.now() - HOURLY + SOON);
      return NO_DETAIL;
    }
  }

  async #probe({ from, to }: FetchSpan, geo: string, signal: AbortSignal): Promise<UsageDetail> {
    const span = { width: '1h', from, to, limit: (to - from) / HOUR, groupBy: [] } as const;
    const [all, ofGeo, fast] = await awaitAll([
      this.#buckets(span, PROBE, signal),
      this.#ofGeo({ ...span, inferenceGeo: geo }, PROBE, signal),
      this.#buckets({ ...span, speed: 'fast' }, PROBE, signal),
    ]);
    const total = tokensIn(all);
    const isShare = (buckets: readonly UsageBucket[]) => tokensIn(buckets) > 0 && tokensIn(buckets) < total;
    this.#ledger.syncState.set('probedAt', this.#clock.now());
    this.#landed += 1;
    return { geo: isShare(ofGeo ?? []) ? geo : '', fast: isShare(fast) };
  }
}

const NO_USAGE = { rows: [] };

function tokensIn(buckets: readonly Pick<UsageBucket, 'rows'>[]): number {
  const counts = buckets.flatMap(({ rows }) => rows.flatMap((row) => row.counts.slice(0, WEB_SEARCHES)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function collect<Item>(pages: AsyncIterable<Page<Item>>) {
  const items: Item[] = [];
  const setApart: SetApart[] = [];
  let bytes = 0;
  for await (const page of pages) {
    for (const item of page.items) items.push(item);
    for (const line of page.setApart ?? []) setApart.push(line);
    bytes += page.bytes;
  }
  return { items, bytes, setApart };
}
