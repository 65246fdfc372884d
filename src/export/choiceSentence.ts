import type { Filter } from '../shared/choice.ts';
import { rangeWords, titleOf, UNIT_WORDS } from '../shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../shared/dimensions.ts';
import type { Explorer } from '../shared/explorer.ts';

const MOST_NAMES = 8;

/**
 * `Cost by model and day, the last 30 days, only workspace Production or Research, compared with Sep 26 – Oct 25.` Not
 * escaped: it has names in it. `span` words a range of instants, which has no name.
 */
export function choiceSentence(
  { choice, values }: Pick<Explorer, 'choice' | 'values'>,
  previousDates: string,
  span: (start: number, end: number) => string,
): string {
  const parts = [`${titleOf(choice)} and ${UNIT_WORDS[choice.unit]}`, rangeWords(choice.range, span)];
  for (const filter of choice.filters) parts.push(`only ${DIMENSION_WORDS[filter.dimension]} ${named(filter, values)}`);
  if (choice.compare) parts.push(`compared with ${previousDates}`);
  return `${parts.join(', ')}.`;
}

function named({ dimension, values: ids }: Filter, values: Explorer['values']): string {
  const names = ids.map((id) => values[dimension].find((value) => value.id === id)?.name ?? id);
  const rest = names.length - MOST_NAMES;
  if (rest > 1) return `${names.slice(0, MOST_NAMES).join(', ')} or one of ${rest} more`;
  return names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
