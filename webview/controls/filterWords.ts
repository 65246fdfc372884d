import type { Choice, Dimension, Filter } from '../../src/shared/choice.ts';
import { DIMENSION_WORDS } from '../../src/shared/choiceWords.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import * as terms from '../../src/shared/terms.ts';

const PLURALS: Readonly<Record<Dimension, string>> = {
  model: 'models',
  workspace: 'workspaces',
  apiKey: 'API keys',
  serviceTier: 'service tiers',
  tokenType: 'token types',
  contextWindow: 'context windows',
  inferenceGeo: 'inference geographies',
  costType: 'cost types',
};

/** What an empty id stands for. */
const UNSAID: Readonly<Partial<Record<Dimension, string>>> = {
  workspace: terms.DEFAULT_WORKSPACE_NAME,
  apiKey: terms.NO_API_KEY_NAME,
};

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
    nameOf: (dimension, id) => names.get(`${dimension} ${id}`) ?? (id || (UNSAID[dimension] ?? 'not said')),
  };
}

/** `workspace is Production, Research`; of three and more how many they are: `3 workspaces`. */
export function filterText({ dimension, values }: Filter, nameOf: NameOf): string {
  if (values.length > 2) return `${values.length} ${PLURALS[dimension]}`;
  const names = values.map((id) => nameOf(dimension, id));
  return `${DIMENSION_WORDS[dimension]} is ${names.join(', ') || 'any'}`;
}

/** ` where workspace is Production and 3 models`; nothing without filters. */
export function whereText({ filters }: Pick<Choice, 'filters'>, nameOf: NameOf): string {
  return filters.length === 0 ? '' : ` where ${filters.map((filter) => filterText(filter, nameOf)).join(' and ')}`;
}
