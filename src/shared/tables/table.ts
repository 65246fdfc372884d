/**
 * A table as data: made once of the ledger's figures, then shown by the page and written as Markdown, CSV, TSV or JSON.
 * Texts, plain numbers, sort keys and sums follow from the cells.
 */
import type { Basis, CostPart } from '../basis.ts';
import { capital } from '../capital.ts';
import type { Money } from '../money.ts';

export interface TextCell {
  readonly kind: 'text';
  readonly text: string;
  readonly id?: string;
  /** Tells it from a namesake. */
  readonly detail?: string;
  /** A word beside it on screen alone, such as `so far`. */
  readonly note?: string;
  /** Texts below it on screen alone: what is marked on a day, or how sure a forecast is. */
  readonly marks?: readonly string[];
  /** Tooltip. */
  readonly hint?: string;
  /** Sort key, where the text itself is none. */
  readonly order?: number;
}

/** Amounts of a cost by their basis. */
export type CostSplitByBasis = Readonly<Record<CostPart, { readonly amount: Money; readonly cents: bigint }>>;

export interface MoneyCell {
  readonly kind: 'money';
  /** Millionths of a cent. */
  readonly amount: Money | null;
  readonly basis: Basis;
  /** Cents to print, where it is rounded together with its neighbours. */
  readonly cents?: bigint;
  /** A difference: above zero it has a plus. */
  readonly signed?: true;
  readonly unpricedTokens?: number;
  /** Words for where they lack a price, such as `in batch`; left out where they have none at all. */
  readonly unpricedAs?: string;
  /** Split by basis, as it is printed, for the tooltip; left out where other columns or cells have it. */
  readonly parts?: CostSplitByBasis;
}

/** A part of a whole. */
export interface ShareCell {
  readonly kind: 'share';
  /** 0.25 is 25 %. */
  readonly fraction: number | null;
  /** Thousandths to print, where it adds up with its neighbours. */
  readonly thousandths?: number;
  /** Units of a rate, whose fractions cannot be added up: `fraction` is `part` ÷ `whole`. */
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
 * A cell. Null is a figure that is not known, or has no price: never zero. `known: false` is one that is not shown by
 * itself, but counts in sums.
 */
export type Cell =
  | TextCell
  | MoneyCell
  /** Tokens, searches, lines, sessions. */
  | { readonly kind: 'count'; readonly value: number | null; readonly known?: false }
  /** Dollars for a million tokens, as millionths of a cent. */
  | {
      readonly kind: 'rate';
      readonly perMillion: Money | null;
      readonly basis: Basis;
      /** Plural of units that people price by the thousand, such as `searches`. */
      readonly perThousand?: string;
    }
  | ShareCell
  | ChangeCell
  /** Percentage points that a rate has risen, as a fraction, with the units of both rates. */
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
  /** Name in CSV, JSON and `Sort`, such as `cost_usd`: stable. */
  readonly key: string;
  /** Heading for people. */
  readonly title: string;
  readonly kind: Cell['kind'];
  /** Heading in files, which have room; left out where it is the title with a capital. */
  readonly longTitle?: string;
  /** Unit of its plain numbers, for the heading of a copy: `USD`. */
  readonly unit?: string;
  /** Heading of the ids of a text, where they are copied. */
  readonly idTitle?: string;
  /** Left out where the column is in both; `data` is CSV and JSON alone, which have every column. */
  readonly place?: Place | 'data';
  /** Its heading is a name, which may be cut short on screen. */
  readonly isNamed?: true;
  /** Drawn paler than the others. */
  readonly faint?: true;
  /** Counts are short on screen and in reports: `412.0M`. */
  readonly short?: true;
  /** In documents after the figures, such as details of a name. */
  readonly isLast?: true;
  /** Name in a CSV of the cents that its amounts are printed with: `cost_rounded_usd`. JSON has them in the cell. */
  readonly roundedKey?: string;
  /** Texts of it never break into lines, such as dates. */
  readonly unbroken?: true;
  /** Decimals of rates: four where some rate of the column is no whole number of cents. */
  readonly digits?: 2 | 4;
  /** Shares of it are whole percents: those of budgets, which are rounded down. */
  readonly isWhole?: true;
  /** Text in place of zero, such as a dash for a part that is not there. */
  readonly zero?: string;
  /** Previous period of a change, by its dates, and the basis of its figures. */
  readonly compared?: { readonly words: string; readonly basis: Basis };
}

/** The page; what is copied from it, and documents that are opened or saved. */
export type Place = 'screen' | 'files';

export type Row = readonly Cell[];

export interface Table {
  /** Name in file names and JSON, such as `by-model`: stable. */
  readonly key: string;
  readonly columns: readonly Column[];
  /** As wide as the columns. */
  readonly rows: readonly Row[];
  /** As wide as the columns; null only where a sum would mean nothing. */
  readonly total: Row | null;
  /** Order of the rows before anyone sorts them; left out where they are in order. */
  readonly sorted?: Sort;
}

export interface Sort {
  /** Key of a column. */
  readonly by: string;
  readonly descending: boolean;
}

/** Returns a table with only these columns, by their position. */
export function withColumns(table: Table, isThere: (column: Column, at: number) => boolean): Table {
  const kept = table.columns.map(isThere);
  if (!kept.includes(false)) return table;
  const pick = <Item>(items: readonly Item[]) => items.filter((_, at) => kept[at]);
  return {
    ...table,
    columns: pick(table.columns),
    rows: table.rows.map(pick),
    total: table.total && pick(table.total),
  };
}

/** The heading of a column on screen: our own words begin with a capital, names are as they are. */
export function screenTitle({ title, isNamed }: Column): string {
  return isNamed ? title : capital(title);
}

/** The heading of a column in files. */
export function fileTitle({ title, longTitle }: Column): string {
  return longTitle ?? capital(title);
}
