import * as z from 'zod/mini';
import { type Choice, choiceSchema, FIRST_CHOICE, readChoice } from '../src/shared/choice.ts';

/** Tables that are folded away until the user opens them. */
export const FOLDED_TABLES = ['buckets', 'week', 'now'] as const;
export type FoldedTable = (typeof FOLDED_TABLES)[number];

/** What the page keeps while it is hidden and over a reload of the window. */
export interface PageState {
  readonly choice: Choice;
  /** The choices that led to it, the first one first. */
  readonly path: readonly Choice[];
  /** The one series that is shown alone. */
  readonly isolated: string | null;
  /** The tables that the user opened. */
  readonly open: readonly FoldedTable[];
  /** Whose figures were shown last: what the page can say before the host answers. */
  readonly organization: string | null;
  readonly sample: boolean;
}

export const FIRST_STATE: PageState = {
  choice: FIRST_CHOICE,
  path: [],
  isolated: null,
  open: [],
  organization: null,
  sample: false,
};

const state = z.object({
  choice: choiceSchema,
  path: z.array(choiceSchema),
  isolated: z.nullable(z.string()),
  open: z.array(z.enum(FOLDED_TABLES)),
  organization: z.nullable(z.string()),
  sample: z.boolean(),
});

/**
 * The state kept by an earlier page; when there is none, or one that is not ours, a first one with the choice that the host
 * has written down.
 */
export function readPageState(kept: unknown, choice = ''): PageState {
  const read = z.safeParse(state, kept);
  return read.success ? read.data : { ...FIRST_STATE, choice: readChoice(choice) ?? FIRST_CHOICE };
}
