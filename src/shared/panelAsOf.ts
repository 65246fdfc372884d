import type { PanelSummary } from './panelView.ts';

/** Drops figures of a day or month that has ended, where no newer ones have come. `now` in ms, by the API's clock. */
export function panelAsOf(summary: PanelSummary, now: number): PanelSummary {
  return now < summary.todayEnd ? summary : { ...summary, ...ofNewDay(summary, now) };
}

/** Fields of a summary that change once its day is over. */
export function ofNewDay({ month, monthStart: monthOfSummary }: PanelSummary, now: number) {
  const date = new Date(now);
  const monthStart = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const nothing = { today: null, onYesterday: null, yesterday: null, lastHour: null, caveats: [] };
  return { ...nothing, month: monthStart === monthOfSummary ? month : null, monthStart };
}
