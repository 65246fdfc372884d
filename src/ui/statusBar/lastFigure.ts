import type { Memento } from 'vscode';

/**
 * The last known figure as it was shown: drawn at activation before anything else is loaded, so there is no formatter and
 * no schema here. A cache for the eye; the truth is in the ledger.
 */
export interface LastFigure {
  readonly organizationId: string;
  /** Without the icon that marks a state. */
  readonly text: string;
  readonly label: string;
  /** When the day that it is of ends, ms. */
  readonly until: number;
}

export const LAST_FIGURE = 'lastFigure';

/** What a memento holds, if it is one of ours. */
export function readLastFigure(value: unknown): LastFigure | null {
  if (typeof value !== 'object' || value === null) return null;
  const { organizationId, text, label, until } = value as Partial<Record<keyof LastFigure, unknown>>;
  if (typeof organizationId !== 'string' || typeof text !== 'string') return null;
  if (typeof label !== 'string' || typeof until !== 'number') return null;
  return { organizationId, text, label, until };
}

/** Forgets a figure of an account that is no longer in use; one of the organization `unlessOf` stays. */
export function forgetLastFigure(memento: Pick<Memento, 'get' | 'update'>, unlessOf?: string): void {
  const last = readLastFigure(memento.get(LAST_FIGURE));
  if (last && last.organizationId !== unlessOf) keepLastFigure(memento, undefined);
}

/** A window that closes may not have its memento written any more, and then nothing is lost. */
export function keepLastFigure(memento: Pick<Memento, 'update'>, last: LastFigure | undefined): void {
  memento.update(LAST_FIGURE, last).then(undefined, () => {});
}
