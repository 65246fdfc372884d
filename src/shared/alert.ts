import type { Choice } from './choice.ts';

/** Something that a user is alerted of, once in all windows. */
export interface AlertNotice {
  /** Key of the alert in the ledger. */
  readonly id: string;
  /** Plain text, names in it included. */
  readonly message: string;
  /** What *Open Panel* shows: the very days, broken down by the cause. */
  readonly choice: Choice;
  /** Name of the budget that it is about; null for unusual spend. */
  readonly budget: string | null;
  /** Id of the unusual event that it is about; null for a budget. */
  readonly event: string | null;
}

export const MARK_KINDS = ['alert', 'unusual', 'note'] as const;

/** Something on a day that charts show on their time axis, and tables in words. */
export interface Mark {
  readonly kind: (typeof MARK_KINDS)[number];
  /** Instant, ms; a note's is the start of its UTC day. */
  readonly at: number;
  readonly text: string;
}
