import { disambiguate, fullName } from '../../figures/namesakes.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { Cell } from '../../shared/tables/table.ts';
import type { ReportData } from '../reportData.ts';
import { named, text } from './cells.ts';

/** Cells that name the values of a dimension; a namesake among them comes with its detail. */
export function uniqueNames(
  data: Pick<ReportData, 'nameOf'>,
  dimension: Dimension,
  ids: Iterable<string>,
): (id: string) => Cell {
  const values = disambiguate([...ids].map((id) => data.nameOf(dimension, id)));
  const cells = new Map(values.map((value) => [value.id, named(fullName(value), value.id)]));
  return (id) => cells.get(id) ?? text(id, id);
}
