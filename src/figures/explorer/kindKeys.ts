import { isPriority } from '../../spend/bill.ts';
import { type Folding, fold, ITEMS, isWebSearch, kindKey } from '../../spend/kind.ts';
import type { Series } from '../../spend/series.ts';

/** Keys of the kinds that each series' items are of; null for what no bill has. */
type Keys = readonly (string | null)[];

/** The same series are folded the same way on most days: their keys are made once. */
export class KindKeys {
  readonly #byFolding = new Map<string, Map<Series, Keys>>();

  of(folding: Folding): (series: Series) => Keys {
    const { splits, billedTiers, defaultWorkspaceId } = folding;
    const identity = JSON.stringify([splits.geo, splits.fast, [...billedTiers].sort(), defaultWorkspaceId]);
    const known = this.#byFolding.get(identity) ?? new Map<Series, Keys>();
    this.#byFolding.set(identity, known);
    return (series) => {
      let keys = known.get(series);
      if (!keys) {
        const priority = isPriority(series, folding);
        keys = ITEMS.map((item) => (priority && !isWebSearch(item) ? null : kindKey(fold(series, item, folding))));
        known.set(series, keys);
      }
      return keys;
    };
  }
}
