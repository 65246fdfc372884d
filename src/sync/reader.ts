import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { UsageWidth } from '../ledger/usageTable.ts';
import type { ApiKey, Page, Source, UsageBucket, UsageQuery, Workspace } from '../source.ts';
import type { Splits } from '../spend/kind.ts';
import { type Clock, DAY, HOUR, MINUTE } from '../spend/time.ts';
import { MOST_DAYS, type Span } from './plan.ts';
import type { Sizes } from './sizes.ts';
import { splitQueries, splitUsage } from './splitUsage.ts';

const WIDTH_MS = { '1m': MINUTE, '1h': HOUR } as const;
const MOST_BUCKETS = { '1m': 1440, '1h': 168 } as const;

/** Asks the source for one thing and writes what it says into the ledger. Whatever the source throws goes through. */
export class Reader {
  readonly #source: Source;
  readonly #ledger: OrganizationLedger;
  readonly #clock: Clock;
  readonly #sizes: Sizes;

  constructor(source: Source, ledger: OrganizationLedger, clock: Clock, sizes: Sizes) {
    this.#source = source;
    this.#ledger = ledger;
    this.#clock = clock;
    this.#sizes = sizes;
  }

  /** Usage of a span that fits one page, told apart by `splits`. */
  async usage(width: UsageWidth, { from, to }: Span, splits: Splits, signal: AbortSignal): Promise<void> {
    const size = WIDTH_MS[width];
    const asked = Array.from({ length: Math.ceil((to - from) / size) }, (_, index) => from + index * size);
    const limit = Math.min(Math.max(asked.length, 1), MOST_BUCKETS[width]);
    const queries = splitQueries({ width, from, to, limit }, splits);
    const readAt = this.#clock.now();
    const [base, geo, fast] = await Promise.all([
      this.#buckets(queries.base, width, signal),
      queries.geo && this.#buckets(queries.geo, `${width} geo`, signal),
      queries.fast && this.#buckets(queries.fast, `${width} fast`, signal),
    ]);
    const buckets = splitUsage(base, geo, fast, splits).filter(({ start }) => start >= from && start < to);
    const complete = width === '1m' ? buckets : buckets.filter(({ end }) => end <= readAt);
    this.#ledger.usage.replace({ width, readAt, splits, asked, buckets: complete });
  }

  async #buckets(query: UsageQuery, what: string, signal: AbortSignal): Promise<UsageBucket[]> {
    const { items, bytes } = await collect(this.#source.usage(query, signal));
    this.#sizes.note(what, bytes, items.length);
    return items;
  }

  async bills({ from, to }: Span, signal: AbortSignal): Promise<void> {
    const limit = Math.min((to - from) / DAY, MOST_DAYS);
    const readAt = this.#clock.now();
    const { items, bytes } = await collect(this.#source.cost({ from, to, limit }, signal));
    this.#sizes.note('bills', bytes, items.length);
    this.#ledger.bills.replace(
      items.filter(({ start }) => start >= from && start < to),
      readAt,
    );
  }

  async names(signal: AbortSignal): Promise<void> {
    const readAt = this.#clock.now();
    const [apiKeys, workspaces] = await Promise.all([
      collect<ApiKey>(this.#source.apiKeys(signal)),
      collect<Workspace>(this.#source.workspaces(signal)),
    ]);
    this.#sizes.note('names', apiKeys.bytes + workspaces.bytes, 1);
    this.#ledger.names.save(apiKeys.items, workspaces.items);
    this.#ledger.moments.set('namesReadAt', readAt);
  }

  /**
   * Whether today's usage has a share that is not told apart yet: a geography or a speed that no bill has named so far.
   * Grouped by nothing, so the answers are small.
   */
  async probe({ from, to }: Span, geo: string, signal: AbortSignal): Promise<Splits> {
    const span = { width: '1h', from, to, limit: 24, groupBy: [] } as const;
    const [ofGeo, fast] = await Promise.all([
      collect(this.#source.usage({ ...span, inferenceGeo: geo }, signal)),
      collect(this.#source.usage({ ...span, speed: 'fast' }, signal)),
    ]);
    const any = (buckets: readonly UsageBucket[]) => buckets.some(({ rows }) => rows.length > 0);
    this.#ledger.moments.set('probedAt', this.#clock.now());
    return { geo: any(ofGeo.items) ? geo : '', fast: any(fast.items) };
  }
}

async function collect<Item>(pages: AsyncIterable<Page<Item>>): Promise<{ items: Item[]; bytes: number }> {
  const items: Item[] = [];
  let bytes = 0;
  for await (const page of pages) {
    for (const item of page.items) items.push(item);
    bytes += page.bytes;
  }
  return { items, bytes };
}
