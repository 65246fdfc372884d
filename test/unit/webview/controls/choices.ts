import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { createFormat } from '../../../../src/shared/format.ts';

/** The first choice, with changes. */
export const choiceOf = (change: Partial<Choice> = {}): Choice => ({ ...FIRST_CHOICE, ...change });

/** English, in UTC days. */
export const UTC = { format: createFormat('en-US', 'UTC'), zone: 'UTC' };

/** Ids that are their own names. */
export const byId = (_dimension: string, id: string): string => id;
