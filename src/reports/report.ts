/** A report as data: built once from the ledger, then written as HTML, Markdown, CSV or JSON. */
import type { Basis } from '../shared/basis.ts';
import type { Filter, NamedRange } from '../shared/choice.ts';
import type { DayNote } from '../shared/dayNote.ts';
import type { Money } from '../shared/money.ts';
import type { Table } from '../shared/tables/table.ts';
import type { ReportChart } from './chart.ts';

/** Plain data, so that it can stand in an address and comes back after a reload. */
export interface ReportRequest {
  /** Id of the report's definition. */
  readonly report: string;
  /** Days `YYYY-MM-DD`, both inclusive: of the zone in the setting; of UTC where its `periods` say so. */
  readonly from: string;
  readonly to: string;
  /** Named range that these days were when they were chosen: it decides what they are compared with. */
  readonly range?: NamedRange | undefined;
  readonly filters: readonly Filter[];
}

export interface Section {
  readonly title: string;
  /** Sentences in plain text; names in them are text, too. */
  readonly paragraphs: readonly string[];
  readonly table: Table | null;
  /** Left out but for the one whose table CSV begins with, where that is not the first. */
  readonly isMain?: true;
}

/** What a report comes to, and how that compares with the bill. */
export interface ReportSum {
  /** Millionths of a cent. */
  readonly amount: Money;
  /** `none` where the amount is not known. */
  readonly basis: Basis;
  /** First sentence of the document, with the amount: `Sums to $23,977.59, the bill for October 2026.` */
  readonly lead: string;
  /** Sentences after it; `''` for none. */
  readonly words: string;
}

export interface Report {
  readonly request: ReportRequest;
  /** `Cost by workspace` */
  readonly title: string;
  /** Question that it answers, in a line. */
  readonly answers: string;
  /** Words of the names of its files, after `claude-`. */
  readonly fileName: string;
  readonly organizationId: string;
  /** Name of the organization. */
  readonly organization: string;
  /** True for made-up data. */
  readonly sample: boolean;
  /** BCP 47 */
  readonly locale: string;
  readonly period: Period;
  /** End of the newest minute that the API has shown, and when it was last asked with success, ms. */
  readonly dataTo: number | null;
  readonly checkedAt: number | null;
  /** True where all of the period, as far as it has happened, is in the ledger. */
  readonly known: boolean;
  /** Such as `workspace is Production`; `''` for everything. */
  readonly narrowedTo: string;
  /** More that a reader has to know of it before the figures, one line each. */
  readonly remarks: readonly string[];
  readonly sum: ReportSum | null;
  /** First sentence of a report without a sum, which answers its question; `''` for none. */
  readonly lead: string;
  /** Notes of the user on the period's days, oldest first. */
  readonly notes: readonly Pick<DayNote, 'at' | 'text'>[];
  /** Two at most, above all tables. */
  readonly charts: readonly ReportChart[];
  /** Empty where the period has nothing. */
  readonly sections: readonly Section[];
  /** Cost and days that are not in it, one sentence each. */
  readonly notIncluded: readonly string[];
}

export interface Period {
  /** Instants in ms, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** IANA name of the zone that its days are cut in. */
  readonly zone: string;
  /** True while it has not ended. */
  readonly running: boolean;
  /** Left out where it is of whole days. */
  readonly isExact?: true;
}
