import type { Dimension } from '../shared/dimensions.ts';
import type { ReportChart } from './chart.ts';
import type { ReportRequest, ReportSum, Section } from './report.ts';
import type { ReportData } from './reportData.ts';

/** Definition of a report: how it is offered, asked for and made. */
export interface ReportDefinition {
  /** Name in its command (`claudeUsage.report.<id>`), in addresses and in JSON: stable. */
  readonly id: string;
  readonly title: string;
  /** Question that it answers, in a line. */
  readonly answers: string;
  /** Dimensions that it can be narrowed by. */
  readonly narrowsBy: readonly Dimension[];
  /** Days of the zone in the setting; or, as bills and Claude Code Analytics know no others, days of UTC, or months of them. */
  readonly periods: 'days' | 'utcDays' | 'utcMonths';
  /**
   * Read from the API each time, beside missing history: the bills of its days where somebody is charged by it, names
   * where cost centres have one that is not known, or Claude Code Analytics.
   */
  readonly readsAnew?: readonly ('bills' | 'names' | 'claudeCode')[];
  /** Words of the names of its files, after `claude-`: `cost-by-workspace`. */
  readonly fileName: string;
  /** Pure. The engine's alone: the bundle of the extension host goes without. */
  readonly build: (data: ReportData, request: ReportRequest) => ReportBody;
}

/** Content of a report, without what all reports say of themselves. */
export interface ReportBody {
  /** Left out where it has no sum of its own. */
  readonly sum?: ReportSum;
  /** First sentence of one without a sum, which answers its question. */
  readonly lead?: string;
  /** Two at most, which answer the report's question at a glance. */
  readonly charts?: readonly ReportChart[];
  /** Empty where the period has nothing. */
  readonly sections: readonly Section[];
  /** Cost and days that are not in it, one sentence each. */
  readonly notIncluded: readonly string[];
}
