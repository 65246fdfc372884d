import type { PageCommand } from '../src/shared/fromPage.ts';
import type { Actions } from './actions.ts';
import type { PageState } from './pageState.ts';

/** What the parts of the page can ask of it. */
export interface PageContext {
  readonly state: () => PageState;
  /** Keeps a part of the state over hiding and reload. */
  readonly keep: (change: Partial<PageState>) => void;
  readonly run: (command: PageCommand) => void;
  readonly actions: Actions;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** A part of the page that is built once and shows what it is given. */
export interface Component<Shown> {
  readonly element: HTMLElement;
  update(shown: Shown): void;
}
