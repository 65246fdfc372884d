import { capital } from '../../src/shared/capital.ts';
import type { Choice } from '../../src/shared/choice.ts';
import { DIMENSION_WORDS, UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { filterText, type NameOf } from './filterWords.ts';
import { sameRange } from './ranges.ts';
import { type RangeWriting, rangeText } from './rangeText.ts';

const HOUR = 3_600_000;

/** The words of each choice of a path: `Last 30 days`, `Nov 20`, `14:00`; where the range stayed, what else was changed. */
export function crumbWords(path: readonly Choice[], writing: RangeWriting, nameOf: NameOf): string[] {
  return path.map((choice, at) => {
    const before = path[at - 1];
    return capital(
      before && sameRange(before.range, choice.range) ? changeText(before, choice, nameOf) : spanText(choice, writing),
    );
  });
}

function spanText({ range }: Choice, writing: RangeWriting): string {
  // The day of an hour stands before it.
  if (range.type === 'instants' && range.end - range.start <= HOUR) return writing.format.time(range.start);
  return rangeText(range, writing).replace(/^the /, '');
}

function changeText(before: Choice, { by, unit, filters }: Choice, nameOf: NameOf): string {
  const textOf = JSON.stringify;
  const changed = filters.findLast((filter) => !before.filters.some((each) => textOf(each) === textOf(filter)));
  if (changed) return filterText(changed, nameOf);
  return by === before.by ? `per ${UNIT_WORDS[unit]}` : `by ${DIMENSION_WORDS[by]}`;
}
