import type { Value } from '../../src/shared/explorer.ts';

/** Number of rows that a list can show at once without a wait. */
export const MOST_ROWS = 200;

/** Lists the values of a filter: ticked ones first, also those that the range no longer has, then all the others. */
export function offeredValues(
  values: readonly Value[],
  ticked: readonly string[],
  nameOf: (id: string) => string,
): Value[] {
  const known = new Map(values.map((value) => [value.id, value]));
  const first = ticked.map((id) => known.get(id) ?? { id, name: nameOf(id), detail: 'not in this range' });
  const isTicked = new Set(ticked);
  return [...first, ...values.filter(({ id }) => !isTicked.has(id))];
}

/** Finds values that have every word of the search in their name, detail or id. */
export function searchValues(values: readonly Value[], search: string): readonly Value[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return values;
  return values.filter(({ id, name, detail }) => {
    const text = `${name} ${detail} ${id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
