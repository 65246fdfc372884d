import { BASES, type Basis, basisOf, combine } from '../../shared/basis.ts';
import type { CacheRow, CacheView, Value } from '../../shared/explorer.ts';
import * as terms from '../../shared/terms.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { ExactSums } from '../sums/exactSums.ts';
import { plus, type Rollup } from '../sums/rollup.ts';
import { type DimensionGroups, groupKeys } from '../sums/totals.ts';

const UNCACHED = 0;
const WRITE_5M = 1;
const WRITE_1H = 2;
const READ = 3;

const NO_TOKENS = { uncached: 0, write5m: 0, write1h: 0, read: 0 };
const NOTHING: CacheRow = {
  id: '',
  name: terms.TOTAL,
  detail: '',
  ...NO_TOKENS,
  saved: 0n,
  unratedTokens: 0,
  basis: 'none',
};

/**
 * Savings by caching, by model, workspace and key:
 *
 *     saved = reads × (input rate − read rate) − writes × (write rate − input rate)
 *
 * at the effective rates of each day. As reads × read rate and writes × write rate are what those tokens cost, it is
 * (reads + writes) × input rate less that. The input rate is that of the same kind on that day: its billed or estimated
 * amount over its tokens, else what such a token would have cost. Tokens that are in no bill save no dollars: Priority Tier,
 * and requests that were refused.
 */
export function cacheView(
  rollup: Rollup,
  keys: readonly DimensionKey[],
  passing: readonly boolean[],
  valueNamed: (dimension: 'model' | 'workspace' | 'apiKey', id: string) => Value,
): CacheView {
  const isInput = (number: number) => {
    const item = keys[number]?.item ?? -1;
    return passing[number] === true && item >= UNCACHED && item <= READ && rollup.counts[number] !== 0;
  };
  const rows = (dimension: 'model' | 'workspace' | 'apiKey', idOf: (key: DimensionKey) => string) => {
    const grouping = groupKeys(keys, idOf, isInput);
    const found = rowsOf(rollup, keys, grouping, (id) => valueNamed(dimension, id));
    return found.sort((a, b) => input(b) - input(a) || (a.id < b.id ? -1 : 1));
  };
  const [total] = rowsOf(
    rollup,
    keys,
    groupKeys(keys, () => '', isInput),
    (id) => ({ id, name: terms.TOTAL, detail: '' }),
  );
  return {
    total: total ?? NOTHING,
    model: rows('model', ({ model }) => model),
    workspace: rows('workspace', ({ workspaceId }) => workspaceId),
    apiKey: rows('apiKey', ({ apiKeyId }) => apiKeyId ?? ''),
  };
}

function input({ uncached, write5m, write1h, read }: CacheRow): number {
  return uncached + write5m + write1h + read;
}

function rowsOf(
  rollup: Rollup,
  keys: readonly DimensionKey[],
  grouping: DimensionGroups,
  valueNamed: (id: string) => Value,
): CacheRow[] {
  const counts = grouping.ids.map(() => [0, 0, 0, 0]);
  const saved = new ExactSums(grouping.ids.length);
  const unrated = new Float64Array(grouping.ids.length);
  const bases = grouping.ids.map((): Basis => 'none');
  for (const [number, { item }] of keys.entries()) {
    const at = grouping.of[number] ?? -1;
    const row = counts[at];
    if (!row) continue;
    row[item] = (row[item] ?? 0) + (rollup.counts[number] ?? 0);
    bases[at] = combine(bases[at] ?? 'none', basisIn(rollup, number));
    saved.addFrom(at, rollup.saved, number);
    plus(unrated, at, rollup.unrated[number]);
  }
  return grouping.ids.map((id, at) => ({
    ...valueNamed(id),
    uncached: counts[at]?.[UNCACHED] ?? 0,
    write5m: counts[at]?.[WRITE_5M] ?? 0,
    write1h: counts[at]?.[WRITE_1H] ?? 0,
    read: counts[at]?.[READ] ?? 0,
    saved: saved.at(at),
    unratedTokens: unrated[at] ?? 0,
    basis: bases[at] ?? 'none',
  }));
}

function basisIn({ amounts, saved }: Rollup, key: number): Basis {
  const paid = BASES.filter((_, basis) => !amounts[basis]?.isZero(key));
  // Free tokens are in no amount, and their savings go by the rate of something else.
  const ofNothing: Basis = saved.isZero(key) ? 'none' : 'estimated';
  return basisOf(paid, ofNothing);
}
