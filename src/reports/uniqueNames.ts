import type { Dimension } from '../shared/choice.ts';
import { text } from './cells.ts';
import type { Cell } from './report.ts';
import type { ReportData } from './reportData.ts';

/** Cells that name the values of a dimension; one that has a namesake among them says what tells it apart. */
export function uniqueNames(
  data: Pick<ReportData, 'nameOf'>,
  dimension: Dimension,
  ids: Iterable<string>,
): (id: string) => Cell {
  const values = [...new Set(ids)].map((id) => data.nameOf(dimension, id));
  const namesakes = Map.groupBy(values, ({ name }) => name);
  const cells = new Map<string, Cell>();
  for (const { id, name, detail } of values) {
    const isAlone = namesakes.get(name)?.length === 1;
    cells.set(id, text(isAlone || detail === '' ? name : `${name} (${detail})`, id));
  }
  return (id) => cells.get(id) ?? text(id, id);
}
