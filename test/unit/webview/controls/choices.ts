import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { createFormat } from '../../../../src/shared/format.ts';

/** The first choice, with changes. */
export const choiceOf = (change: Partial<Choice> = {}): Choice => ({ ...FIRST_CHOICE, ...change });

/** English, in UTC days. */
export const UTC = { format: createFormat('en-US', 'UTC'), zone: 'UTC' };

/** Ids that are their own names. */
export const byId = (_dimension: string, id: string): string => id;

/** An instant of 2026, UTC, such as `11-20T14:00`. */
const at = (text: string) => Date.parse(`2026-${text}Z`);
export const days = (from: string, to = from) => ({ type: 'days', from: `2026-${from}`, to: `2026-${to}` }) as const;
export const instants = (start: string, end: string) => ({ type: 'instants', start: at(start), end: at(end) }) as const;
