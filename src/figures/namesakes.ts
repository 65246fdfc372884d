import type { Value } from '../shared/explorer.ts';

/** Values without the detail of those that have no namesake among them: their name says it all. */
export function disambiguate<V extends Value>(values: readonly V[]): V[] {
  const ids = new Map<string, Set<string>>();
  for (const { id, name } of values) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  return values.map((value) => (ids.get(value.name)?.size === 1 ? { ...value, detail: '' } : value));
}

/** Values as series of one chart, whose names all differ. */
export function seriesNames(values: readonly Value[]): { readonly id: string; readonly name: string }[] {
  return disambiguate(values).map((value) => ({ id: value.id, name: fullName(value) }));
}

/** `Research`, or `Research (wrkspc_1)` where there is a detail. */
export function fullName({ name, detail }: Pick<Value, 'name' | 'detail'>): string {
  return detail === '' ? name : `${name} (${detail})`;
}
