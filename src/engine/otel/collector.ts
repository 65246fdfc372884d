import { setImmediate as breathe } from 'node:timers/promises';
import type { Steps } from '../../figures/scan/steps.ts';
import type { OtelCounter, OtelDay } from '../../ledger/otelTable.ts';
import { observed, unmade, withMade, withSettled, withZeros } from '../../otel/counters.ts';
import { type CountsById, counterId, partsOf } from '../../otel/daySums.ts';
import { Grain } from '../../otel/grain.ts';
import type { MetricSources } from '../../otel/metricSources.ts';
import {
  inParts,
  type Metric,
  type MetricsRequest,
  MetricsWriter,
  resourceOf,
  type Sender,
  seriesCount,
} from '../../otel/metrics.ts';
import type { OtelAttribute, Temporality } from '../../shared/otel.ts';
import type { Summary } from '../../shared/summary.ts';
import { DAY, startOfUtcDay } from '../../time/utc.ts';
import { SpendAmounts } from './spendAmounts.ts';
import { UsageCounts } from './usageCounts.ts';

/** How far the counters have come. Instants in ms. */
export interface CountedTo {
  readonly startedAt: number;
  readonly settledTo: number;
  /** End of the newest request; the start before the first. */
  readonly madeTo: number;
  /** Points that a request has at most. */
  readonly mostPoints: number;
  readonly counters: ReadonlyMap<string, OtelCounter>;
}

export interface Collected {
  readonly requests: readonly { readonly request: MetricsRequest; readonly counts: CountsById }[];
  readonly series: number;
  readonly counters: ReadonlyMap<string, OtelCounter>;
  /** Spans that were counted anew. */
  readonly days: readonly OtelDay[];
  readonly settledTo: number;
  /** Starts of spans that are settled now. */
  readonly settled: readonly number[];
}

/** Makes the metrics of one organization, a day at a time: other work of the thread comes in between. */
export class Collector {
  readonly #sources: () => MetricSources;
  readonly #sender: Sender;
  readonly #grain: Grain;
  readonly #usage: UsageCounts;
  readonly #spend: SpendAmounts;

  /** `days` as they were counted before. */
  constructor(
    sources: () => MetricSources,
    sender: Sender,
    attributes: readonly OtelAttribute[],
    days: ReadonlyMap<number, OtelDay>,
  ) {
    this.#sources = sources;
    this.#sender = sender;
    this.#grain = new Grain(attributes);
    this.#usage = new UsageCounts(this.#grain, days);
    this.#spend = new SpendAmounts(this.#grain);
  }

  /** Collects all that there is to say at an instant (ms), after that of the newest request. */
  async collect(
    before: CountedTo,
    temporality: Temporality,
    { summary, now }: { readonly summary: Summary; readonly now: number },
  ): Promise<Collected> {
    const sources = this.#sources();
    const { pricedDays, names } = sources;
    const { startedAt, madeTo, mostPoints } = before;
    const days = new Map<number, OtelDay>();
    const refresh = () => this.#usage.refresh(startedAt, before.settledTo, now, sources);
    // The newest day that figures are of: of one that has begun since, nothing is known yet.
    const end = startOfUtcDay(summary.toldAt) + DAY;
    const today = { start: summary.todayStart, end: Math.min(summary.todayEnd, end) };
    const month = { start: summary.monthStart, end };
    for (const day of await inSlices(refresh())) days.set(day.start, day);
    await inSlices(this.#spend.make([today, month], pricedDays));
    // Figures may have changed between the slices.
    for (const day of atOnce(refresh())) days.set(day.start, day);
    atOnce(this.#spend.make([today, month], pricedDays));

    const isFirst = before.counters.size === 0;
    const zeros = isFirst ? this.#usage.recentIds(startOfUtcDay(startedAt), sources) : [];
    const { settledTo, days: settled } = this.#usage.settle(before.settledTo, now, sources);
    const known = settled.reduce((sum, { counts }) => withSettled(sum, counts), withZeros(before.counters, zeros));
    const counters = observed(known, this.#usage.sums, (id) => this.#parentOf(id));
    const inNone = unmade(counters);

    const writer = new MetricsWriter(this.#grain, names, this.#sender.organization.id);
    const gauges = writer.gauges({
      today: summary.today && this.#spend.sums(today),
      monthToDate: summary.month && this.#spend.sums(month),
      summary,
      now,
    });
    const isDelta = temporality === 'delta';
    const said: CountsById = isDelta ? inNone : new Map(Array.from(counters, ([id, { highest }]) => [id, highest]));
    const at = Math.max(now, madeTo + 1);
    const requests = inParts([...gauges, ...writer.counters(said)], mostPoints).map((metrics) => ({
      request: {
        resource: resourceOf(this.#sender),
        version: this.#sender.version,
        temporality,
        start: isDelta ? madeTo : startedAt,
        at,
        metrics,
      },
      counts: countsIn(metrics, inNone),
    }));
    return {
      requests,
      series: requests.reduce((sum, { request }) => sum + seriesCount(request.metrics), 0),
      counters: requests.reduce((sum, { counts }) => withMade(sum, counts), counters),
      days: [...days.values()].filter(({ start }) => start >= settledTo),
      settledTo,
      settled: settled.map(({ start }) => start),
    };
  }

  #parentOf(id: string): string {
    const { item, grainId } = partsOf(id);
    return counterId(item, this.#grain.parentOf(grainId));
  }
}

async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}

function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Those of the counters that metrics have. */
function countsIn(metrics: readonly Metric[], counts: CountsById): CountsById {
  const ids = new Set(metrics.flatMap(({ points }) => points.map(({ counter }) => counter)));
  return new Map([...counts].filter(([id]) => ids.has(id)));
}
