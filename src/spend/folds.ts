import type { Series } from '../source/series.ts';
import { ITEMS, isPriority, isWebSearch, type Kind, type KindRules, kindKey, normalizeKind } from './kind.ts';

/** The kind that an item of a series is of, and its key: one object for one kind, so that folds can be keys of maps. */
interface Fold {
  readonly kind: Kind;
  readonly key: string;
  /** Its number among those of one way to fold. */
  readonly index: number;
}

/** Kinds by the index of `ITEMS`, where nothing else is said; null for usage that no bill has. */
type Folds = readonly (Fold | null)[];

/** Days of a year are folded in a few ways; more are only what an API sends that has gone astray. */
const MOST_FOLDINGS = 16;

/** Kinds of series by one set of rules. */
export interface SeriesFolds {
  of(series: Series): Folds;
  /** That of series s and item i is at s × items + i. The same list is folded once. */
  ofAll(list: readonly Series[]): Folds;
}

const known = new Map<string, SeriesFolds>();

/** The kinds of each item of series. The same series are folded the same way on most days: their kinds are made once. */
export function foldsOf(folding: KindRules): SeriesFolds {
  const { detail, billedTiers, defaultWorkspaceId } = folding;
  const identity = JSON.stringify([detail.geo, detail.fast, [...billedTiers].sort(), defaultWorkspaceId]);
  const folds = known.get(identity) ?? newFolds(folding);
  if (known.size >= MOST_FOLDINGS && !known.has(identity)) known.clear();
  known.set(identity, folds);
  return folds;
}

function newFolds(folding: KindRules): SeriesFolds {
  const bySeries = new Map<Series, Folds>();
  const byList = new WeakMap<readonly Series[], Folds>();
  const byKey = new Map<string, Fold>();
  const foldOf = (series: Series, item: number): Fold | null => {
    const name = ITEMS[item] ?? ITEMS[0];
    if (isPriority(series, folding) && !isWebSearch(name)) return null;
    const kind = normalizeKind(series, name, folding);
    const key = kindKey(kind);
    const made = byKey.get(key) ?? { kind, key, index: byKey.size };
    byKey.set(key, made);
    return made;
  };
  const of = (series: Series) => {
    let folds = bySeries.get(series);
    if (!folds) {
      folds = ITEMS.map((_, item) => foldOf(series, item));
      bySeries.set(series, folds);
    }
    return folds;
  };
  const ofAll = (list: readonly Series[]) => {
    let folds = byList.get(list);
    if (!folds) {
      folds = list.flatMap(of);
      byList.set(list, folds);
    }
    return folds;
  };
  return { of, ofAll };
}
