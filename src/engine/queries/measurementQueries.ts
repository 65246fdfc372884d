import { MeasuredCosts, type MeasuredItem } from '../../figures/answer/measuredCosts.ts';
import { finalAt, type MeasuredSpan, measuredSpan } from '../../figures/period/measuredSpan.ts';
import { ranked } from '../../figures/ranked.ts';
import { type Freshness, isShown } from '../../figures/scan/freshness.ts';
import type { PricedDays } from '../../figures/scan/pricedDays.ts';
import { modelValue } from '../../figures/sums/dimensions.ts';
import { NameDirectory } from '../../figures/sums/directory.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { StoppedMeasurement } from '../../ledger/measurementTable.ts';
import { type Cost, sumOfCosts } from '../../shared/cost.ts';
import type { Value } from '../../shared/explorer.ts';
import type { Measurement, MeasurementResult } from '../../shared/measurement.ts';
import type { MeasurementState } from '../../shared/summary.ts';
import { HOUR, MINUTE } from '../../time/utc.ts';

/** What the stopwatch shows, from the ledger alone. The priced days have been refreshed. */
export class MeasurementQueries {
  readonly #ledger: OrganizationLedger;
  readonly #pricedDays: PricedDays;
  readonly #freshness: (now: number) => Freshness;
  readonly #costs: MeasuredCosts;

  constructor(ledger: OrganizationLedger, pricedDays: PricedDays, freshness: (now: number) => Freshness) {
    this.#ledger = ledger;
    this.#pricedDays = pricedDays;
    this.#freshness = freshness;
    this.#costs = new MeasuredCosts(pricedDays, {
      minutes: (hour) => ledger.usage.cells('1m', hour, hour + HOUR, MINUTE),
      defaultWorkspaceId: () => ledger.names.defaultWorkspaceId(),
    });
  }

  /** The measurement that runs, or else the newest that waits for late usage; undefined where there is none. */
  state(now: number): MeasurementState | undefined {
    const { measurements } = this.#ledger;
    const measurement = measurements.running() ?? measurements.stopped().at(-1);
    if (!measurement) {
      this.#costs.forget();
      return undefined;
    }
    const span = this.#span(measurement, now);
    const items = this.#items(measurement, span, now);
    const directory = new NameDirectory(this.#ledger);
    return {
      apiKey: this.#apiKeyOf(measurement),
      start: span.start,
      end: measurement.stoppedAt === null ? null : span.end,
      finalAt: finalAt(measurement),
      isByHour: span.isByHour,
      cost: items && sumOfCosts(items, 'estimated'),
      dearestKeys: ranked(items ?? [], ({ apiKeyId }) => directory.apiKey(apiKeyId)),
      dearestModels: ranked(items ?? [], ({ model }) => modelValue(model)),
    };
  }

  /**
   * What a measurement counts: from the beginning of the history on where it is older, and null where all of it is. Its
   * cost is null while that is not known, or not all of it.
   */
  counted(measurement: StoppedMeasurement, now: number): { counts: StoppedMeasurement; cost: Cost | null } | null {
    const span = this.#span(measurement, now);
    if (span.start >= span.end) return null;
    const items = this.#items(measurement, span, now);
    const counts = { ...measurement, startedAt: Math.max(measurement.startedAt, this.#historyStart()) };
    return { counts, cost: items && sumOfCosts(items, 'estimated') };
  }

  /** The newest results, newest first. */
  results(): MeasurementResult[] {
    return this.#ledger.measurements.settled().map((settled) => this.result(settled, settled.cost, settled.settledAt));
  }

  /** A measurement with its cost, as of an instant, ms. */
  result(measurement: Measurement, cost: Cost, now: number): MeasurementResult {
    return { ...measuredSpan(measurement, now), apiKey: this.#apiKeyOf(measurement), cost };
  }

  /** With the detail that it differs by from a key of the same name, where there is one. */
  #apiKeyOf({ apiKey }: Measurement): Value | null {
    if (apiKey === null) return null;
    const value = new NameDirectory(this.#ledger).apiKey(apiKey);
    const names = [...this.#ledger.names.all().apiKeys.values()];
    return names.filter((name) => name === value.name).length > 1 ? value : { ...value, detail: '' };
  }

  #items(measurement: Measurement, span: MeasuredSpan, now: number): readonly MeasuredItem[] | null {
    const { apiKey } = measurement;
    if (!isShown(this.#freshness(now), span)) return null;
    const items = this.#costs.of(span);
    return apiKey === null ? items : (items?.filter(({ apiKeyId }) => apiKeyId === apiKey) ?? null);
  }

  /** What lies before the history is not counted. */
  #span(measurement: Measurement, now: number): MeasuredSpan {
    const span = measuredSpan(measurement, now);
    const first = this.#historyStart();
    return span.start < first ? { ...span, start: first, isByHour: true } : span;
  }

  /** Start of the oldest day there is, ms. */
  #historyStart(): number {
    return this.#pricedDays.entries()[0]?.start ?? 0;
  }
}
