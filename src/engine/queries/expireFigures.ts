import { inRunningPeriods, ofNewDay } from '../../shared/panelAsOf.ts';
import type { Summary } from '../../shared/summary.ts';
import { zoneDay } from '../../time/zone.ts';

/** Turns a summary of a day that has ended into one of the new day or month, of which nothing is known. `now` in ms. */
export function expireFigures(summary: Summary, now: number): Summary {
  const { start, end } = zoneDay(now, summary.zone);
  const planned = inRunningPeriods(summary, now);
  if (start === summary.todayStart) return planned;
  const nothing = { isTodayAtList: false, onUsual: null, dearestModels: [], dearestWorkspaces: [] };
  return { ...planned, ...ofNewDay(planned, now), ...nothing, todayStart: start, todayEnd: end };
}
