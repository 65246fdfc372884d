import type { PricedDays } from '../figures/scan/pricedDays.ts';
import type { GivenNames } from './grain.ts';

/** What metrics are made of: figures as the newest look at the ledger has left them. */
export interface MetricSources {
  readonly pricedDays: PricedDays;
  /** `''` while it is not known. */
  readonly defaultWorkspaceId: string;
  readonly names: GivenNames;
}
