import { MEASURES, type Measure } from '../../shared/measures.ts';
import { ITEMS } from '../../spend/kind.ts';

/** Items (see `ITEMS`) that a measure counts; for a share, those of its denominator, too. */
export interface CountedItems {
  readonly parts: readonly boolean[];
  readonly wholes: readonly boolean[] | null;
}

/** Null for a cost, which is summed and not counted. */
export function countedItems(measure: Measure): CountedItems | null {
  const { items, of } = MEASURES[measure];
  const among = (some: readonly number[]) => ITEMS.map((_, item) => some.includes(item));
  return items && { parts: among(items), wholes: of ? among(of) : null };
}
