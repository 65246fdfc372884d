import { idOf } from '../../figures/explorer/dimensions.ts';
import type { Dimension } from '../../shared/choice.ts';
import type { IdOf } from './comparison.ts';

/** The id of a line's value of a dimension, as filters name it: what has no model stands under its cost type. */
export function lineId(dimension: Dimension): IdOf {
  return (line) => idOf({ ...line, usedModel: line.model }, dimension, 'cost');
}
