import type { Summary } from '../shared/summary.ts';
import { startOfUtcMonth, zoneDay } from '../spend/time.ts';

/** A summary that could not be renewed since its day ended says nothing of the new day, or month. `now` in ms. */
export function asOf(summary: Summary, now: number): Summary {
  const { start } = zoneDay(now, summary.zone);
  if (start === summary.todayStart) return summary;
  const monthStart = startOfUtcMonth(now);
  return {
    ...summary,
    todayStart: start,
    isTodayAtList: false,
    today: null,
    yesterday: null,
    monthStart,
    month: monthStart === summary.monthStart ? summary.month : null,
    lastHour: null,
    dearestModels: [],
    dearestWorkspaces: [],
    caveats: [],
  };
}
