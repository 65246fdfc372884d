import type { PricedDays } from '../../figures/scan/pricedDays.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { IdNames } from './idNames.ts';

export interface ExportSources {
  readonly ledger: OrganizationLedger;
  /** Refreshed, as far back as the span. */
  readonly pricedDays: PricedDays;
}

/** A day's rows, without their ends; null for a day that the ledger has nothing of. */
export type RowsOfDay = (dayStart: number) => Iterable<string> | null;

export interface ExportFormat {
  readonly columns: readonly string[];
  rowsOf(sources: ExportSources, names: IdNames): RowsOfDay;
}
