import type { Choice } from '../../src/shared/choice.ts';
import { beforeWords, UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { type RangeWriting, rangeText } from '../text/rangeText.ts';
import { type NameOf, whereText } from './filterWords.ts';

/** `cost by model per day for the last 30 days where workspace is Research against the 30 days before` */
export function choiceText(choice: Choice, writing: RangeWriting, nameOf: NameOf): string {
  const { measure, by, unit, range, compare } = choice;
  const question = `${MEASURE_WORDS[measure]} by ${DIMENSION_WORDS[by]} per ${UNIT_WORDS[unit]}`;
  const before = compare ? ` against ${beforeWords(range)}` : '';
  return `${question} for ${rangeText(range, writing)}${whereText(choice, nameOf)}${before}`;
}
