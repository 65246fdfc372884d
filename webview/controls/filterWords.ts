import type { Choice, Filter } from '../../src/shared/choice.ts';
import { DIMENSIONS, type Dimension, nameOfValue } from '../../src/shared/dimensions.ts';
import type { Explorer } from '../../src/shared/explorer.ts';

export type NameOf = (dimension: Dimension, id: string) => string;

/** Names of values from the newest answer that had them: a value that left the range keeps its name. */
export function createNames(): { learn(values: Explorer['values']): void; readonly nameOf: NameOf } {
  const names = new Map<string, string>();
  let learnt: Explorer['values'] | undefined;
  return {
    learn: (values) => {
      if (values === learnt) return;
      learnt = values;
      for (const [dimension, each] of Object.entries(values)) {
        for (const { id, name } of each) names.set(`${dimension} ${id}`, name);
      }
    },
    nameOf: (dimension, id) => names.get(`${dimension} ${id}`) ?? nameOfValue(dimension, id) ?? (id || 'not specified'),
  };
}

/** `workspace is Production, Research`; of three and more how many they are: `3 workspaces`. */
export function filterText({ dimension, values }: Filter, nameOf: NameOf): string {
  if (values.length > 2) return `${values.length} ${DIMENSIONS[dimension].plural}`;
  const names = values.map((id) => nameOf(dimension, id));
  return `${DIMENSIONS[dimension].word} is ${names.join(', ') || 'any'}`;
}

/** ` where workspace is Production and 3 models`; nothing without filters. */
export function whereText({ filters }: Pick<Choice, 'filters'>, nameOf: NameOf): string {
  return filters.length === 0 ? '' : ` where ${filters.map((filter) => filterText(filter, nameOf)).join(' and ')}`;
}
