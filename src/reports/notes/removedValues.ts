import type { Dimension } from '../../shared/dimensions.ts';
import type { ReportData } from '../reportData.ts';
import type { Comparison } from '../table/comparison.ts';
import { groupsOf, lineId } from '../table/sums.ts';
import { listed } from './exclusions.ts';

/** Names values of the previous period that have no row in this one, the dearest first; `''` for none. */
export function removedValues(data: ReportData, { lines, before }: Comparison, dimension: Dimension): string {
  const idOf = lineId(dimension);
  const here = new Set(lines.map(idOf));
  const gone = groupsOf(before ?? [], idOf).filter(({ id }) => !here.has(id));
  if (gone.length === 0) return '';
  return `Only in the previous period: ${listed(gone.map(({ id }) => data.nameOf(dimension, id).name))}.`;
}
