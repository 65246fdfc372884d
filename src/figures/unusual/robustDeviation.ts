import { median } from '../../shared/median.ts';

/** Standard deviation of a normal distribution, over its median absolute deviation. */
const DEVIATIONS = 1.4826;
/** Nothing counts as further away than so many deviations by the median: it was an event. */
const FURTHEST = 3;

/** Standard deviation of numbers around 0, of which few may be events: those at the far ends count as less far. 0 of none. */
export function robustDeviation(numbers: readonly number[]): number {
  if (numbers.length === 0) return 0;
  const away = numbers.map(Math.abs);
  const furthest = FURTHEST * DEVIATIONS * (median(away) ?? 0);
  return Math.sqrt(away.reduce((sum, each) => sum + Math.min(furthest, each) ** 2, 0) / away.length);
}
