import * as z from 'zod/mini';
import type { HistoryRange } from '../src/shared/panelView.ts';

/** What the page keeps while it is hidden and over a reload of the window. */
export interface PageState {
  readonly range: HistoryRange;
  /** Ids of the tables that the user opened. */
  readonly open: readonly string[];
  /** Colour of each series, so that it keeps it. */
  readonly slots: Readonly<Record<string, number>>;
  /** Whose figures were shown last: what the page can say before the host answers. */
  readonly organization: string | null;
  readonly sample: boolean;
}

export const FIRST_STATE: PageState = { range: 30, open: [], slots: {}, organization: null, sample: false };

const state = z.object({
  range: z.literal([7, 30, 90]),
  open: z.array(z.string()),
  slots: z.record(z.string(), z.number()),
  organization: z.nullable(z.string()),
  sample: z.boolean(),
});

/** The state kept by an earlier page; the first one when there is none, or one that is not ours. */
export function readPageState(kept: unknown): PageState {
  const read = z.safeParse(state, kept);
  return read.success ? read.data : FIRST_STATE;
}
