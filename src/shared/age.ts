import { DAY, HOUR, MINUTE } from '../time/utc.ts';
import type { PanelSummary } from './panelView.ts';

/** Polls that may fail before figures count as too old: one is always under way. */
const FEW_INTERVALS = 3;

/**
 * Age of the figures shown, ms; null while they are as new as they should be. `slower` is how many times less often the
 * window polls the API than a focused one. While the history is fetched, their age is that of the newest summary.
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
