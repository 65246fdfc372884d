/** Filters as values: every change makes a new list. */
import { type Choice, type Filter, MOST_VALUES } from '../../src/shared/choice.ts';
import type { Dimension } from '../../src/shared/dimensions.ts';

/** Adds a filter in the place of an earlier one of its dimension, else last. A filter of no values is none. */
export function addFilter(filters: readonly Filter[], added: Filter): Filter[] {
  const { dimension } = added;
  const values = [...new Set(added.values)].slice(0, MOST_VALUES);
  if (values.length === 0) return removeFilter(filters, dimension);
  const at = filters.findIndex((filter) => filter.dimension === dimension);
  const others = removeFilter(filters, dimension);
  return others.toSpliced(at === -1 ? others.length : at, 0, { dimension, values });
}

export function removeFilter(filters: readonly Filter[], dimension: Dimension): Filter[] {
  return filters.filter((filter) => filter.dimension !== dimension);
}

/** Values that a dimension is filtered by: those that all of its filters let through. */
export function filterValues(filters: readonly Filter[], dimension: Dimension): readonly string[] {
  const [first, ...others] = filters.filter((filter) => filter.dimension === dimension);
  return (first?.values ?? []).filter((id) => others.every(({ values }) => values.includes(id)));
}

/** Changes the filters to the ticked boxes of a list: all of them, as none of them, leave nothing out. */
export function withTickedValues(
  filters: readonly Filter[],
  dimension: Dimension,
  ticked: ReadonlySet<string>,
  offered: readonly { readonly id: string }[],
): Filter[] {
  if (offered.every(({ id }) => ticked.has(id))) return removeFilter(filters, dimension);
  return addFilter(filters, { dimension, values: [...ticked] });
}

/** Dimensions with a filter, each once, in their order. */
export function filteredDimensions({ filters }: Pick<Choice, 'filters'>): Dimension[] {
  return [...new Set(filters.map(({ dimension }) => dimension))];
}
