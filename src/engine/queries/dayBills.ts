import { daysIn, type PricedDays } from '../../figures/scan/pricedDays.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { DayBill } from '../../reports/reportData.ts';
import { type DayByKind, dayByKind } from '../../spend/bill.ts';
import { kindKey, kindOfCost, NO_DETAIL } from '../../spend/kind.ts';
import { DAY, type Span, startOfUtcDay } from '../../time/utc.ts';

export interface BillsOf {
  readonly ledger: OrganizationLedger;
  /** Refreshed. */
  readonly pricedDays: PricedDays;
}

/**
 * Bills of the UTC days of a span, oldest first; days without one are left out, as are those whose bill has no lines though
 * there was usage: they are not billed yet. Units are 0 where the hours of a day have not all been read.
 */
export function dayBills({ ledger, pricedDays }: BillsOf, span: Span): DayBill[] {
  const days = daysIn(span);
  const [from, to] = [startOfUtcDay(span.start), (days.at(-1) ?? 0) + DAY];
  const linesOf = ledger.bills.lines(from, to);
  const estimates = ledger.estimates.byKind(from, to);
  const totals = new Map(ledger.estimates.all().map(({ start, amount }) => [start, amount]));
  const unread = ledger.setApart
    .lines(from, to)
    .filter(({ report, reason }) => report === 'bill' && reason === 'unread');
  const bills: DayBill[] = [];
  for (const start of days) {
    const entry = pricedDays.entry(start);
    const rows = withDefaultWorkspace(linesOf.get(start) ?? [], ledger);
    const spend = pricedDays.spend(start);
    // A final day with neither lines nor usage has a bill: of nothing.
    if (rows.length === 0 && spend?.basis !== 'billed') continue;
    const byKind = spend?.byKind ?? withoutUsage(start, rows, ledger);
    const isCounted = pricedDays.isComplete(start);
    const estimated = estimates.get(start) ?? null;
    const total = totals.get(start);
    bills.push({
      start,
      whole: entry?.isFinal ?? false,
      rows,
      unreadLines: unread.filter((line) => line.start === start).length,
      restated: entry?.restated ?? null,
      estimated,
      ...(estimated === null && total !== undefined ? { estimatedTotal: total } : {}),
      kindOf: (row) => kindOfCost(row, byKind.rules),
      unitsOf: (kind) => (isCounted ? (byKind.kinds.get(kindKey(kind))?.units ?? 0) : 0),
    });
  }
  return bills;
}

function withoutUsage(start: number, bill: DayBill['rows'], ledger: OrganizationLedger): DayByKind {
  const defaultWorkspaceId = ledger.names.defaultWorkspaceId();
  return dayByKind({ start, bill, isFinal: false, usage: [], detail: NO_DETAIL, defaultWorkspaceId });
}

/** The default workspace is `''`, as everywhere. */
function withDefaultWorkspace(rows: DayBill['rows'], ledger: OrganizationLedger): DayBill['rows'] {
  const id = ledger.names.defaultWorkspaceId();
  return rows.map((row) => (id !== '' && row.workspaceId === id ? { ...row, workspaceId: '' } : row));
}
