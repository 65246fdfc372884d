import { type Choice, type SavedView, uses } from '../shared/choice.ts';
import type { Explorer, Fetching } from '../shared/explorer.ts';
import type { PanelView } from '../shared/panelView.ts';
import type { SpendState, Summary } from '../shared/summary.ts';
import { type Clock, SECOND } from '../spend/time.ts';
import type { FromEngine } from './protocol.ts';
import type { Session } from './session.ts';

/** What was made for a panel or a report is kept this long: most are looked at again. */
const KEPT_MS = 60 * SECOND;

export interface PanelFeedOptions {
  readonly clock: Clock;
  readonly send: (message: FromEngine) => void;
  /** Makes all figures anew: they come back by `show`. */
  readonly look: () => void;
  /** Says what went wrong, and leaves the API alone for it. */
  readonly fail: (error: unknown) => void;
}

/** Makes the panel's view while somebody looks, and fetches what a choice needs and the ledger lacks. */
export class PanelFeed implements Disposable {
  readonly #clock: Clock;
  readonly #send: (message: FromEngine) => void;
  readonly #look: () => void;
  readonly #fail: (error: unknown) => void;
  #choice: Choice | null = null;
  #state: SpendState | null = null;
  #session: Session | null = null;
  /** What was last made of the ledger, for which choice, and when (ms). */
  #last: { readonly choice: Choice; readonly view: PanelView & { status: 'ready' }; readonly at: number } | null = null;
  /** Nothing has changed since. */
  #isCurrent = false;
  /** What is lacking is fetched: until it was cancelled, or has failed. */
  #isWanted = false;
  /** Whose fetching was cancelled: it stays so, however often it is hidden and shown. */
  #cancelled: Choice | null = null;
  #fetching: Fetching | null = null;
  #abort = new AbortController();
  #forgetting: NodeJS.Timeout | undefined;

  constructor({ clock, send, look, fail }: PanelFeedOptions) {
    this.#clock = clock;
    this.#send = send;
    this.#look = look;
    this.#fail = fail;
  }

  /**
   * Null while no panel is visible: then nothing is made for it, and what was made is let go of after a while. One that
   * comes back before that, and before there is any news, is told the same again.
   */
  choose(choice: Choice | null): void {
    if (!isSame(choice, this.#choice)) {
      this.#stopFetching();
      this.#isWanted = !isSame(choice, this.#cancelled);
    }
    this.#choice = choice;
    this.forgetLater();
    if (choice === null) return;
    const kept = this.#kept(choice);
    this.#attempt(() => (kept ? this.#tell(kept) : this.#update()));
  }

  /** Lets go, after a while, of what was made for a look at the days: while a panel is visible, it is wanted. */
  forgetLater(): void {
    clearTimeout(this.#forgetting);
    if (this.#choice !== null) return;
    const forget = () => {
      this.#last = null;
      this.#session?.figures.forgetDays();
    };
    this.#forgetting = setTimeout(forget, KEPT_MS).unref();
  }

  /** What is to be shown has changed. */
  show(state: SpendState, session: Session | null): void {
    if (session !== this.#session) this.#stopFetching();
    this.#state = state;
    this.#session = session;
    this.#update();
  }

  /** Whether what the ledger lacks is to be fetched. */
  fetch(wanted: boolean): void {
    this.#isWanted = wanted;
    this.#cancelled = wanted ? null : this.#choice;
    if (!wanted) this.#stopFetching();
    this.#attempt(() => this.#update());
  }

  saveView(view: SavedView): void {
    this.#attempt(() => {
      this.#session?.views.save(view);
      this.#update();
    });
  }

  deleteView(name: string): void {
    this.#attempt(() => {
      this.#session?.views.delete(name);
      this.#update();
    });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#forgetting);
    this.#stopFetching();
    this.#choice = null;
    this.#session = null;
    this.#last = null;
  }

  /** A ledger that does not answer must not end the thread; the next poll finds out what became of it. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'log', level: 'warn', line: `the panel could not be answered: ${reason}` });
    }
  }

  /** What was made of a choice, as long as nothing has changed and nothing was under way. */
  #kept(choice: Choice): PanelView | null {
    const last = this.#last;
    if (!last || !this.#isCurrent || !isSame(last.choice, choice) || last.view.explorer.fetching) return null;
    const toldAt = this.#clock.now();
    if (Math.abs(toldAt - last.at) >= KEPT_MS) return null;
    return { ...last.view, summary: { ...last.view.summary, toldAt } };
  }

  #update(): void {
    this.#isCurrent = false;
    if (this.#choice === null || this.#state === null) return;
    const view = this.#view(this.#choice, this.#state);
    if (view !== null) this.#tell(view);
  }

  #tell(view: PanelView): void {
    this.#send({ type: 'view', view });
    if (view.status !== 'ready' || view.explorer.lacking === '' || !this.#isWanted || this.#fetching) return;
    // The history comes first, which may bring it along, and a pause that the API has asked for is one for this, too.
    const isHeld = view.summary.progress !== null || (this.#session?.isBlocked(this.#clock.now()) ?? true);
    if (!isHeld) void this.#fetch(view.explorer);
  }

  #view(choice: Choice, state: SpendState): PanelView | null {
    switch (state.status) {
      case 'failed':
        return state;
      case 'starting':
        return { ...state, status: 'loading' };
      case 'ready':
        return this.#session
          ? this.#answer(choice, state.summary, this.#session)
          : this.#unanswered(choice, state.summary);
      case 'noKey':
        return null;
    }
  }

  #answer(choice: Choice, summary: Summary, { figures }: Session): PanelView {
    const at = this.#clock.now();
    const view = figures.panel(summary, choice, at, this.#fetching);
    this.#last = { choice, view, at };
    this.#isCurrent = true;
    return view;
  }

  /** While the ledger cannot be had, the last good figures stay, and another choice is told why it has none. */
  #unanswered(choice: Choice, summary: Summary): PanelView | null {
    if (this.#last && isSame(this.#last.choice, choice)) {
      const { view } = this.#last;
      return { ...view, summary, explorer: { ...view.explorer, fetching: null } };
    }
    return summary.trouble && { status: 'failed', trouble: summary.trouble, sample: summary.sample };
  }

  async #fetch({ choice, span, beforeSpan, lacking: what }: Explorer): Promise<void> {
    const session = this.#session;
    const { signal } = this.#abort;
    if (!session) return;
    let shownAt = this.#clock.now();
    const onProgress = (done: number) => {
      if (signal.aborted) return;
      this.#fetching = { what, done };
      if (Math.abs(this.#clock.now() - shownAt) < SECOND) return;
      shownAt = this.#clock.now();
      session.figures.refresh(shownAt);
      this.#update();
    };
    try {
      this.#fetching = { what, done: 0 };
      this.#update();
      const wanted = { minutes: choice.unit === 'minute', geography: uses(choice, 'inferenceGeo') };
      const before = beforeSpan ? [{ from: beforeSpan.start, to: beforeSpan.end }] : [];
      await session.sync.wanted([{ from: span.start, to: span.end }, ...before], wanted, onProgress, signal);
      if (signal.aborted) return;
      // What is lacking still, the API does not have: it is not asked for it again and again.
      this.#isWanted = false;
      this.#fetching = null;
      this.#attempt(this.#look);
    } catch (error) {
      if (signal.aborted) return;
      this.#isWanted = false;
      this.#fetching = null;
      this.#attempt(() => this.#fail(error));
    }
  }

  #stopFetching(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#fetching = null;
  }
}

function isSame(choice: Choice | null, other: Choice | null): boolean {
  return JSON.stringify(choice) === JSON.stringify(other);
}
