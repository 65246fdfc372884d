import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { UsageWidth } from '../ledger/usageTable.ts';
import type { UsageDetail } from '../spend/kind.ts';
import { DAY, MINUTE } from '../time/utc.ts';
import type { Coverage } from './coverage.ts';
import { inParallel } from './inParallel.ts';
import type { FetchSpan } from './plan.ts';
import type { Reader } from './reader.ts';
import type { Sizes } from './sizes.ts';

/** A span of usage that one request, and one more for each split, asks for. */
export interface UsagePage extends FetchSpan {
  readonly width: UsageWidth;
  readonly detail: UsageDetail;
}

/** The parts of sync that fetch what somebody wants to see. */
export interface WantedParts {
  readonly reader: Reader;
  readonly ledger: OrganizationLedger;
  readonly coverage: Coverage;
  readonly sizes: Sizes;
  /** Share that is there, 0 to 1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Reads pages in their order into the ledger. Throws what the source or the ledger throws. */
export async function readPages(
  pages: readonly UsagePage[],
  { reader, onProgress, signal }: Pick<WantedParts, 'reader' | 'onProgress' | 'signal'>,
): Promise<void> {
  let done = 0;
  const tasks = pages.map((page) => async () => {
    await reader.usage(page.width, page, page.detail, signal);
    done += 1;
    onProgress(done / pages.length);
  });
  await inParallel(tasks, signal);
}

/** Minutes, given newest first by their starts, as spans of at most `most` minutes inside one UTC day each. */
export function minuteSpans(starts: Iterable<number>, most: number): FetchSpan[] {
  const spans: { from: number; to: number }[] = [];
  for (const start of starts) {
    const last = spans.at(-1);
    const joins = last && last.from === start + MINUTE && last.from % DAY !== 0 && last.to - start <= most * MINUTE;
    if (joins) last.from = start;
    else spans.push({ from: start, to: start + MINUTE });
  }
  return spans;
}
