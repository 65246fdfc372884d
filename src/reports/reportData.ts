/** Data of reports, read from the ledger by the caller, so that the reports themselves are pure. */

import type { CostCentres } from '../figures/costCentres/costCentres.ts';
import type { UsageLine } from '../figures/sums/usageLine.ts';
import type { BudgetState } from '../shared/budget.ts';
import type { Filter } from '../shared/choice.ts';
import type { Cost } from '../shared/cost.ts';
import type { DayNote } from '../shared/dayNote.ts';
import type { Dimension } from '../shared/dimensions.ts';
import type { Value } from '../shared/explorer.ts';
import type { ForecastAccuracy } from '../shared/forecastAccuracy.ts';
import type { Money } from '../shared/money.ts';
import type { BadEntry } from '../shared/namedEntry.ts';
import type { Runway } from '../shared/runway.ts';
import type { Scope } from '../shared/scope.ts';
import type { SeriesColors } from '../shared/seriesColors.ts';
import type { ClaudeCodeRecord, CostRow } from '../source/source.ts';
import type { Kind } from '../spend/kind.ts';
import type { Span } from '../time/utc.ts';
import type { Period } from './report.ts';

export type { UsageLine };

/** A bill of one UTC day. */
export interface DayBill {
  /** Start of the day, ms. */
  readonly start: number;
  /** It does not change any more. */
  readonly whole: boolean;
  readonly rows: readonly CostRow[];
  /** Lines of it that could not be read: they are not among its rows. */
  readonly unreadLines: number;
  /** It was final, and its total has changed since: the first total, and when the newest was first read (ms). */
  readonly restated: { readonly from: Money; readonly at: number } | null;
  /** Estimates as of the day's end, by `kindKey` or `unallocatedKey`; null where none were kept by kind. */
  readonly estimated: ReadonlyMap<string, Money> | null;
  /** The day's estimate, where it was not kept by kind; left out where it is the sum of `estimated`. */
  readonly estimatedTotal?: Money;
  /** The kind that a line is of; null for a line that usage knows nothing of. */
  readonly kindOf: (row: CostRow) => Kind | null;
  /** Tokens or searches of a kind that day. */
  readonly unitsOf: (kind: Kind) => number;
}

/** A day of the period's zone; of UTC where that zone's midnights are not kept. */
export interface ReportDay extends Span {
  /** True for the day that begins by UTC and ends by the zone: its length differs, so it is compared with none. */
  readonly cut: boolean;
}

interface BudgetFacts {
  /** In the setting's order. */
  readonly budgets: readonly BudgetState[];
  /** Entries that do not count. */
  readonly bad: readonly BadEntry[];
  /** Of past month forecasts, in the order of the days that they were made on. */
  readonly accuracy: readonly ForecastAccuracy[];
}

export interface ReportData {
  readonly organizationId: string;
  readonly organization: string;
  readonly sample: boolean;
  readonly locale: string;
  readonly now: number;
  readonly dataTo: number | null;
  readonly checkedAt: number | null;
  readonly period: Period;
  /** Previous period, as `resolveRange` decides; of a running one, up to the same moment. */
  readonly before: Span;
  /** Days of the period's zone, oldest first, up to the running one. */
  readonly days: readonly ReportDay[];
  /** The seven days before them, oldest first. */
  readonly daysBefore: readonly ReportDay[];
  /**
   * Usage and cost of a span, as far as they are known and pass the filters. Compared with a `later` span whose days
   * have no bill yet, the days before them are without the cost that bills have beside usage: see `unmatchedBillLines`.
   */
  lines(span: Span, filters: readonly Filter[], later?: Span): readonly UsageLine[];
  /** True where all of a span, as far as it has happened, is in the ledger. */
  isKnown(span: Span): boolean;
  nameOf(dimension: Dimension, id: string): Value;
  /** Colours that values own. */
  colorsOf(dimension: Dimension): SeriesColors;
  /** Null for an API key that is not listed. */
  keyOf(id: string): { readonly status: string; readonly hint: string } | null;
  /** Bills of the UTC days of a span, oldest first; days without one are left out. */
  bills(span: Span): readonly DayBill[];
  /** Claude Code Analytics of the period's UTC days that have been read. */
  claudeCode(): readonly ClaudeCodeRecord[];
  /** Budgets of the organization in their running periods, and how good forecasts have been. */
  budgets(): BudgetFacts;
  /** Cost of a scope on each of some UTC days, given by their starts (ms); null where one of them is not known. */
  dailyCosts(scope: Scope, days: readonly number[]): readonly Cost[] | null;
  /** Who is charged for what. */
  costCentres(): CostCentres;
  /** Null where no prepaid balance is set. */
  runway(): Runway | null;
  /** Notes of the user on the period's days, oldest first. */
  readonly notes: readonly Pick<DayNote, 'at' | 'text'>[];
  /** True where e-mail addresses are to be shortened. */
  readonly shortEmails: boolean;
}
