import type { GlobalState } from '../../globalState.ts';

/**
 * The last known figure as it was shown: drawn at activation before anything else is loaded, so there is no formatter and
 * no schema here. A cache for the eye; the truth is in the ledger.
 */
export interface LastFigure {
  readonly organizationId: string;
  /** Without the icon that marks a state. */
  readonly text: string;
  readonly label: string;
  /** End of its day, ms. */
  readonly until: number;
  /** Background by the worst budget; left out where it had none. */
  readonly background?: { readonly tone: 'warning' | 'error'; readonly until: number };
}

/** Icon of a figure of an earlier start, until this one knows better. */
export const FROM_BEFORE = '$(history) ';

/** Ids of the theme's colors. */
export const BACKGROUNDS = {
  none: undefined,
  warning: 'statusBarItem.warningBackground',
  error: 'statusBarItem.errorBackground',
} as const;

export const LAST_FIGURE = 'lastFigure';

/** Reads the figure from a memento's value; null where that is of another form. */
export function readLastFigure(value: unknown): LastFigure | null {
  if (typeof value !== 'object' || value === null) return null;
  const { organizationId, text, label, until } = value as Partial<Record<keyof LastFigure, unknown>>;
  if (typeof organizationId !== 'string' || typeof text !== 'string') return null;
  if (typeof label !== 'string' || typeof until !== 'number') return null;
  const background = readBackground((value as { background?: unknown }).background);
  return { organizationId, text, label, until, ...(background && { background }) };
}

function readBackground(value: unknown): LastFigure['background'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { tone, until } = value as { tone?: unknown; until?: unknown };
  return (tone === 'warning' || tone === 'error') && typeof until === 'number' ? { tone, until } : undefined;
}

/** Id of the theme's color behind a figure, at an instant (ms); undefined once the budget's period has ended. */
export function backgroundAt({ background, until }: LastFigure, now: number): string | undefined {
  return background && now < Math.min(background.until, until) ? BACKGROUNDS[background.tone] : undefined;
}

/** Forgets the figure of an account that is no longer in use, unless it is of the organization `unlessOf`. */
export function forgetLastFigure(memento: Pick<GlobalState, 'get' | 'update'>, unlessOf?: string): void {
  const last = readLastFigure(memento.get(LAST_FIGURE));
  if (last && last.organizationId !== unlessOf) keepLastFigure(memento, undefined);
}

/** Keeps the figure. A window that closes may fail to write its memento, which loses nothing. */
export function keepLastFigure(memento: Pick<GlobalState, 'update'>, last: LastFigure | undefined): void {
  memento.update(LAST_FIGURE, last).then(undefined, () => {});
}
