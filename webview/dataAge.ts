import type { Format } from '../src/shared/format.ts';
import type { PanelSummary } from '../src/shared/panelView.ts';

/** `data to 14:05 UTC · checked 14:07`; an instant of another day than now's says which. */
export function dataAge(summary: Pick<PanelSummary, 'dataTo' | 'checkedAt'>, now: number, format: Format): string {
  const at = (instant: number) =>
    format.day(instant) === format.day(now) ? format.time(instant) : `${format.day(instant)}, ${format.time(instant)}`;
  const { dataTo, checkedAt } = summary;
  return [
    dataTo === null ? 'no data yet' : `data to ${at(dataTo)} ${format.zoneName(dataTo)}`,
    checkedAt === null ? 'not checked yet' : `checked ${at(checkedAt)}`,
  ].join(' · ');
}
