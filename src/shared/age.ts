import { DAY, HOUR, MINUTE } from '../time/utc.ts';
import type { PanelSummary } from './panelView.ts';

/** Looks at the API that may fail to come before figures are older than they should be: one is always under way. */
const FEW_INTERVALS = 3;

/**
 * How old what is shown is, ms; null while it is as new as it should be. `slower` is how many times less often the window
 * looks at the API than a focused one. While the history comes in, figures are as old as what was last told of it.
 */
export function ageOf(
  { checkedAt, progress, toldAt, intervalMs }: Pick<PanelSummary, 'checkedAt' | 'progress' | 'toldAt' | 'intervalMs'>,
  now: number,
  slower = 1,
): number | null {
  const age = now - (progress === null ? (checkedAt ?? toldAt) : toldAt);
  return age > FEW_INTERVALS * intervalMs * slower ? age : null;
}

/** `12 min`, `3 h`, `2 days` */
export function ageText(age: number): string {
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} days`;
}
