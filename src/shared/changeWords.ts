/** Words of a change that stand in several places. */

import type { Changed } from './change.ts';
import { dollarsText, unpricedText } from './cost.ts';
import type { Format } from './format.ts';
import { changeCell } from './tables/cells.ts';

export const WHAT_CHANGED = 'What changed?';

/** `From $310.00 to ≈$1,514.00, +388.4%.` */
export function fromToText({ before, after }: Pick<Changed, 'before' | 'after'>, format: Format): string {
  const { fraction } = changeCell(after.amount, before.amount);
  const isComparable = before.unpricedTokens === 0 && after.unpricedTokens === 0;
  const percent = typeof fraction === 'number' && isComparable ? `, ${format.change(fraction)}` : '';
  return `From ${dollarsText(format, before)} to ${dollarsText(format, after)}${percent}.`;
}

/** `1.2M unpriced tokens are not included.`, of either period; `''` for none. */
export function unpricedNote({ before, after }: Pick<Changed, 'before' | 'after'>, format: Format): string {
  const tokens = before.unpricedTokens + after.unpricedTokens;
  return tokens === 0 ? '' : `Not included: ${unpricedText(format, tokens)} in the two periods.`;
}
