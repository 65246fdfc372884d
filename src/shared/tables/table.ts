/**
 * A table as data: made once of what the ledger has, then shown by the page and written as Markdown, CSV, TSV or JSON.
 * Texts, plain numbers, sort keys and sums of cells follow from what the cells are.
 */
import type { Basis } from '../basis.ts';
import { capital } from '../capital.ts';
import type { Money } from '../money.ts';

export interface TextCell {
  readonly kind: 'text';
  readonly text: string;
  readonly id?: string;
  /** Tells it from a namesake. */
  readonly detail?: string;
  /** Said beside it on screen alone, such as `so far`. */
  readonly note?: string;
  /** For who hovers over it. */
  readonly hint?: string;
  /** Sorts it where its letters do not. */
  readonly order?: number;
}

export interface MoneyCell {
  readonly kind: 'money';
  /** Millionths of a cent. */
  readonly amount: Money | null;
  readonly basis: Basis;
  /** As it is printed, where it is rounded together with its neighbours. */
  readonly cents?: bigint;
  readonly unpricedTokens?: number;
  /** What their price is not known as, such as `in batch`; left out where they have none at all. */
  readonly unpricedAs?: string;
}

/** A part of a whole. */
export interface ShareCell {
  readonly kind: 'share';
  /** 0.25 is 25 %. */
  readonly fraction: number | null;
  /** As it is printed, where it adds up with its neighbours. */
  readonly thousandths?: number;
  /** Of a rate, which adds up with no other: what it is a fraction of, both in units. */
  readonly part?: number;
  readonly whole?: number;
  readonly known?: false;
}

/** Change since before. */
export interface ChangeCell {
  readonly kind: 'change';
  /** `new` where there was nothing before. */
  readonly fraction: number | 'new' | null;
  /** Left out where they are not known, or not to be compared. */
  readonly now?: Money | number;
  readonly before?: Money | number;
  readonly known?: false;
}

/**
 * A cell. Null is what is not known, or has no price: never zero. `known: false` is what is not told by itself, but counts
 * where it is added to others.
 */
export type Cell =
  | TextCell
  | MoneyCell
  /** Tokens, searches, lines, sessions. */
  | { readonly kind: 'count'; readonly value: number | null; readonly known?: false }
  /** Dollars for a million tokens, as millionths of a cent. */
  | { readonly kind: 'rate'; readonly perMillion: Money | null; readonly basis: Basis }
  | ShareCell
  | ChangeCell
  /** Points that a rate is higher than before, as a fraction, with the units of both. */
  | {
      readonly kind: 'points';
      readonly fraction: number | null;
      readonly part?: number;
      readonly whole?: number;
      readonly partBefore?: number;
      readonly wholeBefore?: number;
    }
  /** A plain number such as reads per write; `over` and `under` where it is made of units. */
  | { readonly kind: 'ratio'; readonly value: number | null; readonly over?: number; readonly under?: number };

export interface Column {
  /** Name in CSV and JSON, such as `cost_usd`, and what it is sorted by: stable. */
  readonly key: string;
  /** Heading for people. */
  readonly title: string;
  readonly kind: Cell['kind'];
  /** Heading in files, where there is room; left out where it is the title with a capital. */
  readonly longTitle?: string;
  /** Of its plain numbers, told in the heading of a copy: `USD`. */
  readonly unit?: string;
  /** Heading of the ids of a text, where they are copied. */
  readonly idTitle?: string;
  /** Left out where it stands everywhere. */
  readonly place?: Place;
  /** Beside the others, not on a par with them. */
  readonly faint?: true;
  /** Counts stand in short on screen: `412.0M`. */
  readonly short?: true;
  /** Decimals of rates: four where some rate of the column is no whole number of cents. */
  readonly digits?: 2 | 4;
  /** Stands for zero, such as a dash for a part that is not there. */
  readonly zero?: string;
  /** Of a change: what it is compared with, such as `the 30 days before`, and how that came about. */
  readonly compared?: { readonly words: string; readonly basis: Basis };
}

/** The page and what is copied from it; documents that are opened or saved. */
export type Place = 'screen' | 'files';

export type Row = readonly Cell[];

export interface Table {
  /** Name in file names and JSON, such as `by-model`: stable. */
  readonly key: string;
  readonly columns: readonly Column[];
  /** As wide as the columns. */
  readonly rows: readonly Row[];
  /** As wide as the columns; null only where a sum would say nothing. */
  readonly total: Row | null;
  /** Order of the rows before anyone sorts them; left out where they are in order. */
  readonly sorted?: Sort;
}

export interface Sort {
  /** Key of a column. */
  readonly by: string;
  readonly descending: boolean;
}

/** A table with the columns that have their place there. */
export function placed(table: Table, place: Place): Table {
  const isThere = table.columns.map((column) => column.place === undefined || column.place === place);
  if (!isThere.includes(false)) return table;
  const pick = <Item>(items: readonly Item[]) => items.filter((_, at) => isThere[at]);
  return {
    ...table,
    columns: pick(table.columns),
    rows: table.rows.map(pick),
    total: table.total && pick(table.total),
  };
}

/** The heading of a column in files. */
export function fileTitle({ title, longTitle }: Column): string {
  return longTitle ?? capital(title);
}
