import type { Series } from '../source/series.ts';
import { ITEMS, isPriority, isWebSearch, type Kind, type KindRules, kindKey, normalizeKind } from './kind.ts';

/** The kind that an item of a series is of, and its key: one object for one kind, so that kinds can be keys of maps. */
interface KeyedKind {
  readonly kind: Kind;
  readonly key: string;
  /** Its number among the kinds by the same rules. */
  readonly index: number;
}

/** Kinds by the index of `ITEMS`, where nothing else is said; null for usage that no bill has. */
type ItemKinds = readonly (KeyedKind | null)[];

/** Days of a year have few sets of rules; more are only what an API sends that has gone astray. */
const MOST_RULES = 16;

/** Kinds of series by one set of rules. */
export interface SeriesKinds {
  of(series: Series): ItemKinds;
  /** That of series s and item i is at s × items + i. The same list is looked up once. */
  ofAll(list: readonly Series[]): ItemKinds;
}

const known = new Map<string, SeriesKinds>();

/** The kinds of each item of series. Most days have the same rules: kinds are made once. */
export function kindsOfSeries(rules: KindRules): SeriesKinds {
  const { detail, billedTiers, defaultWorkspaceId } = rules;
  const identity = JSON.stringify([detail.geo, detail.fast, [...billedTiers].sort(), defaultWorkspaceId]);
  const kinds = known.get(identity) ?? newSeriesKinds(rules);
  if (known.size >= MOST_RULES && !known.has(identity)) known.clear();
  known.set(identity, kinds);
  return kinds;
}

function newSeriesKinds(rules: KindRules): SeriesKinds {
  const bySeries = new Map<Series, ItemKinds>();
  const byList = new WeakMap<readonly Series[], ItemKinds>();
  const byKey = new Map<string, KeyedKind>();
  const kindOf = (series: Series, item: number): KeyedKind | null => {
    const name = ITEMS[item] ?? ITEMS[0];
    if (isPriority(series, rules) && !isWebSearch(name)) return null;
    const kind = normalizeKind(series, name, rules);
    const key = kindKey(kind);
    const made = byKey.get(key) ?? { kind, key, index: byKey.size };
    byKey.set(key, made);
    return made;
  };
  const of = (series: Series) => {
    let kinds = bySeries.get(series);
    if (!kinds) {
      kinds = ITEMS.map((_, item) => kindOf(series, item));
      bySeries.set(series, kinds);
    }
    return kinds;
  };
  const ofAll = (list: readonly Series[]) => {
    let kinds = byList.get(list);
    if (!kinds) {
      kinds = list.flatMap(of);
      byList.set(list, kinds);
    }
    return kinds;
  };
  return { of, ofAll };
}
