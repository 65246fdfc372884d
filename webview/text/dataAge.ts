import { ageOf, ageText } from '../../src/shared/age.ts';
import type { Format } from '../../src/shared/format.ts';
import type { PanelSummary } from '../../src/shared/panelView.ts';
import * as terms from '../../src/shared/terms.ts';
import { knownZone } from '../../src/time/dayZone.ts';

type Dated = Pick<PanelSummary, 'dataTo' | 'checkedAt' | 'zone' | 'progress' | 'toldAt' | 'intervalMs'>;

/**
 * `data to 14:05 UTC · checked 14:07`; an instant of another day has its day, and a check that is overdue `12 min ago`. A
 * zone that this page does not know, though the host does, is named.
 */
export function dataAge(summary: Dated, now: number, format: Format): string {
  const at = (instant: number) =>
    format.day(instant) === format.day(now) ? format.time(instant) : `${format.day(instant)}, ${format.time(instant)}`;
  const { dataTo, checkedAt, zone } = summary;
  const age = ageOf(summary, now);
  return [
    dataTo === null ? terms.NO_DATA_NOTE : `data to ${at(dataTo)} ${format.zoneName(dataTo)}`,
    checkedAt === null ? 'not checked yet' : `checked ${at(checkedAt)}${age === null ? '' : `, ${ageText(age)} ago`}`,
    ...(knownZone(zone) === null ? [`times in UTC, because the time zone ${zone} is not known here`] : []),
  ].join(' · ');
}
