import type { CostRow } from '../source.ts';
import type { UsageCell } from './bill.ts';
import { undated } from './listPrices.ts';

/**
 * A day's bill with its models named as usage names them, where one of the two gives the date of a snapshot and the other
 * does not. Only where it is plain which is meant: an id that usage alone has, and one of the same model that the bill alone
 * has. A snapshot beside its model in either is a kind of its own: it may have been refused, or cost something else.
 */
export function modelsAsUsed<Line extends CostRow>(
  bill: readonly Line[],
  usage: readonly UsageCell[],
): readonly Line[] {
  const billed = new Set<string>();
  for (const { costType, model } of bill) if (costType === 'tokens' && model !== '') billed.add(model);
  const used = new Set<string>();
  for (const series of new Set(usage.map((cell) => cell.series))) if (series.model !== '') used.add(series.model);
  const usedAlone = Map.groupBy(
    [...used].filter((model) => !billed.has(model)),
    undated,
  );
  if (usedAlone.size === 0) return bill;
  const names = new Map<string, string>();
  const billedAlone = [...billed].filter((model) => !used.has(model));
  for (const [model, ids] of Map.groupBy(billedAlone, undated)) {
    const [id] = ids;
    const [name, ...more] = usedAlone.get(model) ?? [];
    if (id !== undefined && ids.length === 1 && name !== undefined && more.length === 0) names.set(id, name);
  }
  if (names.size === 0) return bill;
  return bill.map((row) => ({ ...row, model: names.get(row.model) ?? row.model }));
}
