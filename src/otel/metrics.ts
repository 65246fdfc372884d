import type { BudgetState } from '../shared/budget.ts';
import { isUnknown } from '../shared/cost.ts';
import type { Money } from '../shared/money.ts';
import { DOLLAR } from '../shared/money.ts';
import type { Temporality } from '../shared/otel.ts';
import type { Summary } from '../shared/summary.ts';
import { SECOND } from '../time/utc.ts';
import { type CountsById, partsOf, SEARCH } from './daySums.ts';
import { type Attributes, type GivenNames, type Grain, sentName } from './grain.ts';

interface Point {
  readonly attributes: Attributes;
  readonly value: number;
  /** Identity of the counter; left out of a gauge. */
  readonly counter?: string;
}

/** A metric's facts. Units are of UCUM; those in braces are annotations, which receivers leave as they are. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** A counter's values are integers. */
  readonly kind: 'counter' | 'gauge';
  readonly points: readonly Point[];
}

/** All that one request says. Instants in ms. */
export interface MetricsRequest {
  readonly resource: Attributes;
  readonly version: string;
  readonly temporality: Temporality;
  /** Start of what its counters say: that of all of them, or the end of the request before. */
  readonly start: number;
  readonly at: number;
  readonly metrics: readonly Metric[];
}

export interface Sender {
  /** Random id of this installation. */
  readonly installation: string;
  readonly serviceName: string;
  readonly version: string;
  readonly organization: { readonly id: string; readonly name: string };
}

/** Figures that gauges are made of. Null is not known, and is left out. */
interface GaugeFigures {
  /** By the identity of the grain. */
  readonly today: ReadonlyMap<string, Money> | null;
  readonly monthToDate: ReadonlyMap<string, Money> | null;
  readonly summary: Pick<Summary, 'forecasts' | 'budgets' | 'dataTo'>;
  /** ms */
  readonly now: number;
}

/** Attributes of the resource. Receivers like Prometheus keep those of points alone. */
export function resourceOf({ installation, serviceName, version, organization }: Sender): Attributes {
  return {
    'service.name': serviceName,
    'service.version': version,
    'service.instance.id': installation,
    'gen_ai.provider.name': 'anthropic',
    'anthropic.organization.id': organization.id,
    'anthropic.organization.name': sentName(organization.name),
  };
}

/** Turns metrics into those of one organization. */
export class MetricsWriter {
  readonly #grain: Grain;
  readonly #names: GivenNames;
  readonly #common: Attributes;
  /** By the identity of the grain: gauges and counters have the same ones. */
  readonly #attributes = new Map<string, Attributes>();

  constructor(grain: Grain, names: GivenNames, organizationId: string) {
    this.#grain = grain;
    this.#names = names;
    this.#common = { 'anthropic.organization.id': organizationId };
  }

  counters(counts: CountsById): Metric[] {
    const tokens: Point[] = [];
    const searches: Point[] = [];
    for (const [id, value] of counts) {
      const { item, grainId } = partsOf(id);
      const attributes = this.#attributesOf(grainId);
      if (item === SEARCH) searches.push({ attributes, value, counter: id });
      else tokens.push({ attributes: { ...attributes, 'gen_ai.token.type': item }, value, counter: id });
    }
    return filled([
      {
        name: 'anthropic.usage.tokens',
        unit: '{token}',
        description: 'Tokens that Anthropic has reported. Token types do not overlap.',
        kind: 'counter',
        points: tokens,
      },
      {
        name: 'anthropic.usage.web_searches',
        unit: '{request}',
        description: 'Web searches that Anthropic has reported',
        kind: 'counter',
        points: searches,
      },
    ]);
  }

  gauges({ today, monthToDate, summary, now }: GaugeFigures): Metric[] {
    const gauge = (name: string, unit: string, description: string, points: readonly Point[]): Metric => {
      return { name: `anthropic.${name}`, unit, description, kind: 'gauge', points };
    };
    const forecast = summary.forecasts?.month?.middle;
    const { dataTo } = summary;
    return filled([
      gauge('cost.today', '{USD}', 'Spend of the running day', this.#amounts(today)),
      gauge('cost.month_to_date', '{USD}', 'Spend of the running UTC month', this.#amounts(monthToDate)),
      gauge(
        'cost.forecast_month',
        '{USD}',
        'Spend that the running UTC month is expected to come to',
        forecast === undefined ? [] : [{ attributes: this.#common, value: inDollars(forecast) }],
      ),
      gauge(
        'budget.used_ratio',
        '1',
        'Spend of the running period by the amount of the budget',
        this.#usedRatios(summary.budgets ?? []),
      ),
      gauge(
        'data.age',
        's',
        'Age of the newest usage data',
        dataTo === null
          ? []
          : [
              {
                attributes: { ...this.#common, 'anthropic.source': 'usage_report' },
                value: Math.max(0, now - dataTo) / SECOND,
              },
            ],
      ),
    ]);
  }

  #amounts(amounts: ReadonlyMap<string, Money> | null): Point[] {
    return Array.from(amounts ?? [], ([id, amount]) => ({
      attributes: this.#attributesOf(id),
      value: inDollars(amount),
    }));
  }

  /** Budgets are told apart by their names alone: those that are sent alike are numbered. */
  #usedRatios(budgets: readonly BudgetState[]): Point[] {
    const used = new Map<string, number>();
    return budgets.flatMap(({ budget, spent }) => {
      const name = sentName(budget.name);
      const number = (used.get(name) ?? 0) + 1;
      used.set(name, number);
      if (spent === null || isUnknown(spent)) return [];
      const attributes = {
        ...this.#common,
        'anthropic.budget.name': number === 1 ? name : `${name} (${number})`,
        'anthropic.budget.period': budget.period,
      };
      return [{ attributes, value: Number(spent.amount) / Number(budget.amount) }];
    });
  }

  #attributesOf(grainId: string): Attributes {
    const known = this.#attributes.get(grainId);
    if (known) return known;
    const attributes = { ...this.#common, ...this.#grain.attributesOf(grainId, this.#names) };
    this.#attributes.set(grainId, attributes);
    return attributes;
  }
}

/** Number of series, which is that of points, as each has attributes of its own. */
export function seriesCount(metrics: readonly Metric[]): number {
  return metrics.reduce((sum, { points }) => sum + points.length, 0);
}

/** Divides metrics into parts of so many points at most, in their order; none where there is no point. */
export function inParts(metrics: readonly Metric[], most: number): Metric[][] {
  const all = metrics.flatMap((metric) => metric.points.map((point) => ({ metric, point })));
  return Array.from({ length: Math.ceil(all.length / most) }, (_, part) => {
    const own = Map.groupBy(all.slice(part * most, (part + 1) * most), ({ metric }) => metric);
    return Array.from(own, ([metric, points]) => ({ ...metric, points: points.map(({ point }) => point) }));
  });
}

function filled(metrics: readonly Metric[]): Metric[] {
  return metrics.filter(({ points }) => points.length > 0);
}

/** The only place where money becomes a float: the protocol has no other number for it. */
function inDollars(amount: Money): number {
  return Number(amount) / Number(DOLLAR);
}
