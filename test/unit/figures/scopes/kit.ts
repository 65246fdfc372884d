import { freshness } from '../../../../src/figures/scan/freshness.ts';
import { PricedDays } from '../../../../src/figures/scan/pricedDays.ts';
import { ScopeSums } from '../../../../src/figures/scopes/scopeSums.ts';
import { DayIndex } from '../../../../src/ledger/dayIndex.ts';
import { Ledger, type OrganizationLedger } from '../../../../src/ledger/ledger.ts';
import { DAY, startOfUtcDay } from '../../../../src/time/utc.ts';
import type { Office } from '../../../support/office.ts';

/** Sums by scope of a ledger at a moment, with so many days of history. */
export class Books {
  readonly pricedDays: PricedDays;
  readonly sums: ScopeSums;
  readonly #ledger: OrganizationLedger;

  constructor(ledger: OrganizationLedger) {
    this.#ledger = ledger;
    this.pricedDays = new PricedDays(new DayIndex(ledger));
    this.sums = new ScopeSums({
      pricedDays: this.pricedDays,
      table: ledger.daySums,
      defaultWorkspaceId: () => ledger.names.defaultWorkspaceId(),
    });
  }

  /** Makes all days of a moment; returns in how many slices. */
  at(now: number, historyDays: number): number {
    const { usage } = this.#ledger;
    const today = startOfUtcDay(now);
    this.pricedDays.refresh(today - (historyDays - 1) * DAY, now);
    const { dataTo } = freshness(usage.readings('1h', today - DAY, now), usage.readings('1m', today - DAY, now));
    this.pricedDays.setDataTo(dataTo ?? now);
    this.sums.refresh(now, dataTo);
    let slices = 1;
    while (!this.sums.advance()) slices += 1;
    return slices;
  }
}

/** The books of an office's organization, by a connection of their own. */
export class OfficeBooks extends Books implements Disposable {
  readonly #file: Ledger;

  constructor(office: Office) {
    const file = new Ledger(office.ledgerPath, office.now);
    super(file.organization(office.api.world.organization));
    this.#file = file;
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}
