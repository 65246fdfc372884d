import type { OrganizationLedger } from '../ledger/ledger.ts';
import { DAY, startOfUtcDay } from '../time/utc.ts';
import { PAGE_BYTES } from './history.ts';
import { inParallel } from './inParallel.ts';
import { DAY_ENDS, daySpans, type FetchSpan, HOURLY, MOST_DAYS } from './plan.ts';
import type { Reader } from './reader.ts';
import type { Sizes } from './sizes.ts';

export interface RefreshBillsParts {
  readonly reader: Pick<Reader, 'bills'>;
  readonly ledger: Pick<OrganizationLedger, 'bills'>;
  readonly sizes: Sizes;
  readonly now: number;
  readonly signal: AbortSignal;
}

/**
 * Reads the bills of a span's closed UTC days once more, newest first, but for those that were read within the hour:
 * bills are restated, and charges by them should be by the newest. Throws what the source or the ledger throws.
 */
export async function refreshBills(span: FetchSpan, parts: RefreshBillsParts): Promise<void> {
  const { reader, ledger, sizes, now, signal } = parts;
  const from = startOfUtcDay(span.from);
  const to = Math.min(span.to, startOfUtcDay(now - DAY_ENDS));
  const readAt = new Map(ledger.bills.bills(from, to).map((bill) => [bill.start, bill.readAt]));
  const days: number[] = [];
  for (let day = startOfUtcDay(to - 1); day >= from; day -= DAY) {
    const known = readAt.get(day) ?? Number.NEGATIVE_INFINITY;
    if (Math.abs(now - known) >= HOURLY) days.push(day);
  }
  const spans = daySpans(days, Math.min(MOST_DAYS, sizes.fit('bills', PAGE_BYTES, MOST_DAYS)));
  const tasks = spans.map((page) => () => reader.bills(page, signal));
  await inParallel(tasks, signal);
}
