import type { PageCommand } from '../src/shared/fromPage.ts';
import type { Actions } from './actions.ts';
import type { PageState } from './pageState.ts';

/** Services of the page to its components. */
export interface PageContext {
  readonly state: () => PageState;
  /** Keeps a part of the state over hiding and reload. */
  readonly keep: (change: Partial<PageState>) => void;
  readonly run: (command: PageCommand) => void;
  readonly actions: Actions;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** Component of the page: built once, then updated in place with what it shows. */
export interface Component<Shown> {
  readonly element: HTMLElement;
  update(shown: Shown): void;
}
