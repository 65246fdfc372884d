import { daysIn, type PricedDays } from '../../figures/scan/pricedDays.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { MonthAmounts } from '../../ledger/monthlyReportTable.ts';
import { teachesRates } from '../../spend/finalBills.ts';
import { type Span, utcDay } from '../../time/utc.ts';

interface BillSources {
  readonly ledger: Pick<OrganizationLedger, 'bills'>;
  readonly pricedDays: PricedDays;
}

/** A month whose bills are all final, and what they say. */
export interface FinalMonth {
  /** By day, and by workspace and model: where any of them moves, some report reads otherwise. */
  readonly amounts: MonthAmounts;
  /** The reading that last changed one of the bills, ms. */
  readonly changedAt: number;
}

/** Months that have been looked at stay known as long as their bills do. */
export class FinalMonths {
  readonly #sources: BillSources;
  readonly #known = new Map<number, { readonly bills: string; readonly final: FinalMonth }>();

  constructor(sources: BillSources) {
    this.#sources = sources;
  }

  /** See `finalMonth`. The priced days have been refreshed. */
  of(month: Span): FinalMonth | null {
    const readings = this.#sources.ledger.bills.bills(month.start, month.end);
    const bills = readings.map(({ start, changedAt }) => `${start} ${changedAt}`).join();
    const known = this.#known.get(month.start);
    if (known?.bills === bills) return known.final;
    const final = finalMonth(month, this.#sources);
    if (final) this.#known.set(month.start, { bills, final });
    return final;
  }
}

/**
 * What the bills of a month of UTC days say; null until all of them are final, and after one was restated until a second
 * reading agrees. A day that nothing was used on needs no lines.
 */
function finalMonth(month: Span, { ledger, pricedDays }: BillSources): FinalMonth | null {
  const bills = new Map(ledger.bills.bills(month.start, month.end).map((bill) => [bill.start, bill]));
  const isSureOf = (day: number) => {
    const bill = bills.get(day);
    return (
      bill !== undefined &&
      teachesRates(day, bill) &&
      pricedDays.isComplete(day) &&
      pricedDays.spend(day)?.basis === 'billed'
    );
  };
  if (!daysIn(month).every(isSureOf)) return null;
  const amounts = new Map<string, bigint>();
  const add = (of: string, amount: bigint) => void amounts.set(of, (amounts.get(of) ?? 0n) + amount);
  for (const [day, lines] of ledger.bills.lines(month.start, month.end)) {
    for (const { workspaceId, model, costType, amount } of lines) {
      add(utcDay(day), amount);
      add(JSON.stringify([workspaceId, model === '' ? costType : model]), amount);
    }
  }
  return { amounts, changedAt: Math.max(...Array.from(bills.values(), ({ changedAt }) => changedAt)) };
}
