import type { LiveEstimate } from '../ledger/estimateTable.ts';
import { median } from '../shared/median.ts';
import type { Accuracy } from '../shared/panelView.ts';
import { utcDay } from '../time/utc.ts';

/** Days that count: what went wrong longer ago says little of today's figure. */
const NEWEST = 14;

/**
 * Error of past estimates: the live estimate at each day's end against the bill of that day, once it is final. `billed`
 * gives the billed amount that an estimate can know of, in millionths of a cent, or null while the day is open.
 */
export function accuracyOf(
  estimates: readonly LiveEstimate[],
  billed: (estimate: LiveEstimate) => bigint | null,
): Accuracy | null {
  const errors: { error: number; start: number }[] = [];
  for (const estimate of estimates.toSorted((a, b) => b.start - a.start)) {
    if (errors.length === NEWEST) break;
    const { start, amount } = estimate;
    const truth = billed(estimate);
    if (truth === null || truth <= 0n) continue;
    errors.push({ error: Math.abs(Number(amount - truth)) / Number(truth), start });
  }
  errors.sort((a, b) => a.error - b.error || a.start - b.start);
  const worst = errors.at(-1);
  if (!worst) return null;
  const middle = median(errors.map(({ error }) => error)) ?? 0;
  return { days: errors.length, median: middle, worst: worst.error, worstDay: utcDay(worst.start) };
}
