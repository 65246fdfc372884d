import * as z from 'zod/mini';
import { choiceSchema, FIRST_CHOICE, pathSchema, readChoice, readPath } from '../src/shared/choice.ts';
import type { Parsed } from '../src/shared/rpc.ts';

/** Tables that are folded away until the user opens them. */
const FOLDED_TABLES = ['buckets', 'week', 'now'] as const;
export type FoldedTable = (typeof FOLDED_TABLES)[number];

const state = z.object({
  choice: choiceSchema,
  /** The choices that led to it, the first one first. */
  path: pathSchema,
  /** Colour slots that values have on each level of the path, the choice's own last. */
  lent: z._default(z.array(z.record(z.string(), z.number())), []),
  /** Id of the one series that is shown alone. */
  isolated: z.nullable(z.string()),
  /** The tables that the user opened. */
  open: z.array(z.enum(FOLDED_TABLES)),
  /** Name of the organization shown last: the page can say it before the host answers. */
  organization: z.nullable(z.string()),
  sample: z.boolean(),
});
/** State that the page keeps while it is hidden and over a reload of the window. */
export type PageState = Parsed<typeof state>;

export const FIRST_STATE: PageState = {
  choice: FIRST_CHOICE,
  path: [],
  lent: [],
  isolated: null,
  open: [],
  organization: null,
  sample: false,
};

/**
 * Reads the state that an earlier page kept; where there is none, or it is not ours, makes a new one with the choice, and
 * the path that led to it, which the host has written into the page.
 */
export function readPageState(kept: unknown, choice = '', path = ''): PageState {
  const read = z.safeParse(state, kept);
  if (read.success) return read.data;
  return { ...FIRST_STATE, choice: readChoice(choice) ?? FIRST_CHOICE, path: readPath(path) };
}
