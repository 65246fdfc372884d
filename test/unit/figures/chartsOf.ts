import type { CostChart } from '../../../src/shared/panelView.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { costRow, daysAgo, TODAY } from '../spend/made.ts';
import { HandMade, usageRow } from './made.ts';

export const MILLION = 1_000_000;
export const AT = TODAY + 14 * HOUR + 7 * MINUTE;

/** Ten days of hours, a million tokens each, billed with 2,400 a day until the day before yesterday; today's minutes. */
export function office(): HandMade {
  const made = new HandMade();
  made.read('1h', daysAgo(9), TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
  made.read('1m', TODAY + 14 * HOUR, AT, () => [usageRow(10_000)], { readAt: AT });
  for (let ago = 2; ago <= 9; ago++) made.bill(daysAgo(ago), [costRow(2400n)]);
  return made;
}

export const bases = ({ buckets }: CostChart) => buckets.map(({ basis }) => basis);
export const starts = ({ buckets }: CostChart) =>
  buckets.map(({ start }) => new Date(start).toISOString().slice(5, 16));
