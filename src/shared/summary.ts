import type { Basis } from './basis.ts';
import type { Cost } from './cost.ts';
import type { Format } from './format.ts';
import type { Measurable } from './measurement.ts';
import type { Money } from './money.ts';
import type { BadEntry } from './namedEntry.ts';
import type { OtelState } from './otel.ts';
import type { PanelSummary, Problem } from './panelView.ts';

/** One of the dearest models, workspaces or API keys. */
export interface Ranked {
  readonly name: string;
  /** Text that tells it from a namesake; `''` where there is none. */
  readonly detail: string;
  readonly amount: Money;
  readonly basis: Basis;
}

/** The measurement that runs, or that has been stopped and waits for late usage. Instants in ms. */
export interface MeasurementState extends Measurable {
  /** Start of the first minute that counts, or of its hour: see `measuredSpan`. */
  readonly start: number;
  /** End of the last minute that counts; null while it runs. */
  readonly end: number | null;
  /** Time by which late usage has come; null while it runs. */
  readonly finalAt: number | null;
  /** An end of it is too old to be cut by the minute. */
  readonly isByHour: boolean;
  /** Null while nothing is known of it, or not everything. */
  readonly cost: Cost | null;
  readonly dearestKeys: readonly Ranked[];
  readonly dearestModels: readonly Ranked[];
}

/** Everything that is shown of an organization outside the charts. */
export interface Summary extends PanelSummary {
  readonly organizationId: string;
  /** A sentence on a ledger that is in memory alone; left out where it is kept. */
  readonly unkept?: string;
  /** Start of the day that `today` is of, ms. */
  readonly todayStart: number;
  /** All of today's amount is at list prices: no bill has shown yet what the organization pays. */
  readonly isTodayAtList: boolean;
  /**
   * Change of the last hour's spend from what is usual at that time of the week, as a fraction; null where that is not
   * known. Usage alone on both sides.
   */
  readonly onUsual: number | null;
  readonly dearestModels: readonly Ranked[];
  readonly dearestWorkspaces: readonly Ranked[];
  /** Left out where none runs or waits. */
  readonly measurement?: MeasurementState;
  /** Entries of the cost centres that do not count; left out before names are known. */
  readonly badCostCentres?: readonly BadEntry[];
  /** Left out where nothing is exported to OpenTelemetry. */
  readonly otel?: OtelState;
}

/** State of the extension's knowledge at the moment. */
export type SpendState =
  | { readonly status: 'noKey' }
  /** Nothing to show yet: the first requests are under way. */
  | { readonly status: 'starting'; readonly organization: string | null; readonly sample: boolean }
  /** Nothing to show, and why. */
  | { readonly status: 'failed'; readonly problem: Problem; readonly sample: boolean }
  | { readonly status: 'ready'; readonly summary: Summary };

/**
 * `12% more than yesterday at this time`; `''` where there is nothing to compare. While new data cannot be had, the time is that
 * of the data.
 */
export function onYesterdayText(
  { today, onYesterday, dataTo, problem }: Pick<PanelSummary, 'today' | 'onYesterday' | 'dataTo' | 'problem'>,
  format: Format,
): string {
  if (today === null || onYesterday === null) return '';
  const isOfNow = problem === null || problem.kind === 'bills';
  const when = isOfNow || dataTo === null ? 'this time' : format.time(dataTo);
  return `${thanText(onYesterday, format)} yesterday at ${when}`;
}

/** `20% more than usual for this hour of the week`; `''` where that is not known. */
export function onUsualText({ onUsual }: Pick<Summary, 'onUsual'>, format: Format): string {
  return onUsual === null ? '' : `${thanText(onUsual, format)} usual for this hour of the week`;
}

/** `12% more than`, of a change as a fraction. */
function thanText(change: number, format: Format): string {
  const percent = Math.round(change * 100) / 100;
  if (percent === 0) return 'as much as';
  return `${format.percent(Math.abs(percent))} ${percent > 0 ? 'more' : 'less'} than`;
}
