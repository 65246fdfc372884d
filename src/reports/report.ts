/** A report as data: built once from the ledger, then written as Markdown, CSV or JSON. */
import type { Basis } from '../shared/basis.ts';
import type { Filter } from '../shared/choice.ts';
import type { Money } from '../shared/money.ts';

/** Plain data, so that it can stand in an address and comes back after a reload. */
export interface ReportRequest {
  /** Id of the report's definition. */
  readonly report: string;
  /** Days `YYYY-MM-DD`, both inclusive: of the zone in the setting; of UTC for a statement. */
  readonly from: string;
  readonly to: string;
  readonly filters: readonly Filter[];
}

/** A cell of a table. Null is what is not known, or has no price: never zero. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly id?: string }
  /** Millionths of a cent. */
  | {
      readonly kind: 'money';
      readonly amount: Money | null;
      readonly basis: Basis;
      readonly unpricedTokens?: number;
      /** What their price is not known as, such as `in batch`; left out where they have none at all. */
      readonly unpricedAs?: string;
    }
  /** Tokens, searches, lines, sessions. */
  | { readonly kind: 'count'; readonly value: number | null }
  /** Dollars for a million tokens, as millionths of a cent. */
  | { readonly kind: 'rate'; readonly perMillion: Money | null; readonly basis: Basis }
  /** A fraction: 0.25 is 25 %. */
  | { readonly kind: 'share'; readonly fraction: number | null }
  /** A fraction by which something changed; `new` where there was nothing before. */
  | { readonly kind: 'change'; readonly fraction: number | 'new' | null }
  /** A plain number such as reads per write. */
  | { readonly kind: 'ratio'; readonly value: number | null };

export interface Column {
  /** Name in CSV and JSON, such as `cost_usd`: stable. */
  readonly key: string;
  /** Heading for people. */
  readonly title: string;
  readonly kind: Cell['kind'];
}

export interface Table {
  /** Name in file names and JSON, such as `by-model`: stable. */
  readonly key: string;
  readonly columns: readonly Column[];
  /** As wide as the columns. */
  readonly rows: readonly (readonly Cell[])[];
  /** As wide as the columns; null only where a sum would say nothing. */
  readonly total: readonly Cell[] | null;
}

export interface Section {
  readonly title: string;
  /** Sentences in plain text; names in them are text, too. */
  readonly paragraphs: readonly string[];
  readonly table: Table | null;
}

export interface Report {
  readonly request: ReportRequest;
  /** `Cost by workspace` */
  readonly title: string;
  /** What it answers, in a line. */
  readonly answers: string;
  /** Words of the names of its files, after `claude-`. */
  readonly fileName: string;
  readonly organizationId: string;
  /** Its name. */
  readonly organization: string;
  /** Made-up data. */
  readonly sample: boolean;
  /** BCP 47 */
  readonly locale: string;
  readonly period: Period;
  /** End of the newest minute that the API has shown, and when it was last asked with success, ms. */
  readonly dataTo: number | null;
  readonly checkedAt: number | null;
  /** All of the period, as far as it has happened, is in the ledger. */
  readonly known: boolean;
  /** Such as `workspace is Production`; `''` for everything. */
  readonly narrowedTo: string;
  /** The first one has the table that CSV begins with. Empty where the period has nothing. */
  readonly sections: readonly Section[];
  /** What is not in it, one sentence each. */
  readonly notIncluded: readonly string[];
}

export interface Period {
  /** Instants in ms, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** IANA name of the zone that its days are cut in. */
  readonly zone: string;
  /** It has not ended. */
  readonly running: boolean;
}
