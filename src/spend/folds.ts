import { type Folding, fold, ITEMS, isPriority, isWebSearch, type Kind, kindKey } from './kind.ts';
import type { Series } from './series.ts';

/** The kind that an item of a series is of, and its key: one object for one kind, so that folds can be keys of maps. */
export interface Fold {
  readonly kind: Kind;
  readonly key: string;
}

/** By the index of `ITEMS`; null for what no bill has. */
export type Folds = readonly (Fold | null)[];

/** Days of a year are folded in a few ways; more are only what an API sends that has gone astray. */
const MOST_FOLDINGS = 16;

const known = new Map<string, (series: Series) => Folds>();

/**
 * The kinds of each item of a series. The same series are folded the same way on most days: their kinds and keys are made
 * once, and it is one function that tells them.
 */
export function foldsOf(folding: Folding): (series: Series) => Folds {
  const { splits, billedTiers, defaultWorkspaceId } = folding;
  const identity = JSON.stringify([splits.geo, splits.fast, [...billedTiers].sort(), defaultWorkspaceId]);
  const foldsOfSeries = known.get(identity) ?? newFolds(folding);
  if (known.size >= MOST_FOLDINGS && !known.has(identity)) known.clear();
  known.set(identity, foldsOfSeries);
  return foldsOfSeries;
}

function newFolds(folding: Folding): (series: Series) => Folds {
  const bySeries = new Map<Series, Folds>();
  const byKey = new Map<string, Fold>();
  const foldOf = (series: Series, item: number): Fold | null => {
    const name = ITEMS[item] ?? ITEMS[0];
    if (isPriority(series, folding) && !isWebSearch(name)) return null;
    const kind = fold(series, name, folding);
    const key = kindKey(kind);
    const made = byKey.get(key) ?? { kind, key };
    byKey.set(key, made);
    return made;
  };
  return (series) => {
    let folds = bySeries.get(series);
    if (!folds) {
      folds = ITEMS.map((_, item) => foldOf(series, item));
      bySeries.set(series, folds);
    }
    return folds;
  };
}
