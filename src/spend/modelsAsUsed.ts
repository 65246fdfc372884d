import type { Series } from '../source/series.ts';
import type { CostRow } from '../source/source.ts';
import { undated } from './listPrices.ts';

/** Days have mostly the same series: what they use is found once. */
const modelsOf = new WeakMap<readonly Series[], ReadonlySet<string>>();

/**
 * The ids that usage has of models that a day's bill names otherwise, by those of the bill: one of the two gives the date of
 * a snapshot and the other does not. Only where it is plain which is meant: an id that usage alone has, and one of the same
 * model that the bill alone has. A snapshot beside its model in either is a kind of its own: it may have been refused, or
 * cost something else.
 */
export function modelsAsUsed(bill: readonly CostRow[], usage: readonly Series[]): ReadonlyMap<string, string> {
  const billed = new Set<string>();
  for (const { costType, model } of bill) if (costType === 'tokens' && model !== '') billed.add(model);
  const used = usedModels(usage);
  const usedAlone = Map.groupBy(
    [...used].filter((model) => !billed.has(model)),
    undated,
  );
  const names = new Map<string, string>();
  if (usedAlone.size === 0) return names;
  const billedAlone = [...billed].filter((model) => !used.has(model));
  for (const [model, ids] of Map.groupBy(billedAlone, undated)) {
    const [id] = ids;
    const [name, ...more] = usedAlone.get(model) ?? [];
    if (id !== undefined && ids.length === 1 && name !== undefined && more.length === 0) names.set(id, name);
  }
  return names;
}

function usedModels(usage: readonly Series[]): ReadonlySet<string> {
  const known = modelsOf.get(usage);
  if (known) return known;
  const used = new Set<string>();
  for (const { model } of usage) if (model !== '') used.add(model);
  modelsOf.set(usage, used);
  return used;
}
