import { advanced, type Steps } from '../figures/scan/steps.ts';
import type { NoteTable } from '../ledger/noteTable.ts';
import type { ViewTable } from '../ledger/viewTable.ts';
import { type Choice, type SavedView, uses } from '../shared/choice.ts';
import type { NoteToSave } from '../shared/dayNote.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { Explorer, Fetching } from '../shared/explorer.ts';
import type { PanelView } from '../shared/panelView.ts';
import { plainText } from '../shared/plainText.ts';
import type { SpendState, Summary } from '../shared/summary.ts';
import type { OrganizationSync } from '../sync/organizationSync.ts';
import { type Clock, SECOND } from '../time/utc.ts';
import type { BesideChoice, LedgerQueries } from './queries/ledgerQueries.ts';
import type { SendNews } from './thread/protocol.ts';

/** Views and priced days are kept this long after use, ms: most are looked at again. */
const KEPT_MS = 60 * SECOND;
/** Cells that are summed before other work has its turn: about 30 ms. */
const SLICE = 200_000;
/** An answer that was begun anew this often, as the ledger had changed, is made in one go. */
const MOST_BEGINNINGS = 3;

/** Parts of a session that the panel needs. */
export interface PanelSession {
  readonly figures: Pick<
    LedgerQueries,
    'panel' | 'revision' | 'refresh' | 'forgetDays' | 'isColorClaimDue' | 'claimColors'
  >;
  readonly views: Pick<ViewTable, 'save' | 'delete'>;
  readonly notes: Pick<NoteTable, 'save' | 'delete'>;
  readonly sync: Pick<OrganizationSync, 'wanted' | 'isHistoryHeld'>;
  isBlocked(now: number): boolean;
}

type ReadyView = PanelView & { readonly status: 'ready' };

/** An answer that is being made. */
interface Answering {
  readonly choice: Choice;
  readonly session: PanelSession;
  readonly steps: Steps<ReadyView>;
  readonly at: number;
  /** Revision of the figures that it was begun with. */
  readonly revision: string;
}

/** Values that claim their colours, of the figures at one revision. */
interface Claiming {
  readonly session: PanelSession;
  readonly steps: Steps<void>;
  readonly revision: string;
}

export interface PanelFeedOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  /** Makes all figures anew: they come back by `show`. */
  readonly look: () => void;
  /** Says what went wrong, and leaves the API alone for it. */
  readonly fail: (error: unknown) => void;
}

/** Makes the panel's view while somebody looks, and fetches the missing data of a choice. */
export class PanelFeed implements Disposable {
  readonly #clock: Clock;
  readonly #send: SendNews;
  readonly #look: () => void;
  readonly #fail: (error: unknown) => void;
  #choice: Choice | null = null;
  #state: SpendState | null = null;
  #session: PanelSession | null = null;
  /** The last view made, its choice, and the instant, ms. */
  #last: { readonly choice: Choice; readonly view: ReadyView; readonly at: number } | null = null;
  /** Nothing has changed since. */
  #isCurrent = false;
  /** Missing data are fetched: until it was cancelled, or has failed. */
  #isWanted = false;
  /** Choice whose fetching was cancelled: hiding and showing the panel does not start it again. */
  #cancelled: Choice | null = null;
  #fetching: Fetching | null = null;
  #answering: Answering | null = null;
  #claiming: Claiming | null = null;
  /** Times that the answer to the choice was begun and not sent. */
  #beginnings = 0;
  #abort = new AbortController();
  #forgetting: NodeJS.Timeout | undefined;

  constructor({ clock, send, look, fail }: PanelFeedOptions) {
    this.#clock = clock;
    this.#send = send;
    this.#look = look;
    this.#fail = fail;
  }

  /**
   * Takes the panel's choice; null while no panel is visible: then nothing is made for it, and its priced days are let
   * go of after a while. A panel that comes back before that, and before any news, gets the same view again.
   */
  choose(choice: Choice | null): void {
    if (!isSame(choice, this.#choice)) {
      this.#stopFetching();
      this.#isWanted = !isSame(choice, this.#cancelled);
      this.#beginnings = 0;
    }
    this.#answering = null;
    this.#choice = choice;
    this.forgetLater();
    if (choice === null) {
      this.#claiming = null;
      return;
    }
    const kept = this.#kept(choice);
    this.#attempt(() => (kept ? this.#tell(kept) : this.#update()));
  }

  /** Drops the last view and the priced days after a while, unless a panel is visible. */
  forgetLater(): void {
    clearTimeout(this.#forgetting);
    if (this.#choice !== null) return;
    const forget = () => {
      this.#last = null;
      this.#session?.figures.forgetDays();
    };
    this.#forgetting = setTimeout(forget, KEPT_MS).unref();
  }

  /** Takes over a new state, and updates the view. */
  show(state: SpendState, session: PanelSession | null): void {
    if (session !== this.#session) this.#stopFetching();
    this.#state = state;
    this.#session = session;
    this.#update();
  }

  /** Starts to fetch the missing data, or stops that. */
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

  /** Saves a note on a day; one without words is none. */
  saveNote(note: NoteToSave): void {
    const text = plainText(note.text);
    if (text === '') return;
    this.#attempt(() => {
      this.#session?.notes.save({ ...note, text });
      this.#update();
    });
  }

  deleteNote(id: number): void {
    this.#attempt(() => {
      this.#session?.notes.delete(id);
      this.#update();
    });
  }

  /** True while an answer is being made. */
  get isAnswering(): boolean {
    return this.#answering !== null;
  }

  /** Gives up the answer that is being made, and what follows one, as its ledger is about to close. */
  stopAnswering(): void {
    this.#answering = null;
    this.#claiming = null;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#forgetting);
    this.stopAnswering();
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
      const reason = errorMessage(error);
      this.#send('log', { level: 'warn', line: `the panel could not be answered: ${reason}` });
    }
  }

  /** Returns the last view of a choice; null once anything has changed, or where data were being fetched. */
  #kept(choice: Choice): PanelView | null {
    const last = this.#last;
    if (!last || !this.#isCurrent || !isSame(last.choice, choice) || last.view.explorer.fetching) return null;
    const toldAt = this.#clock.now();
    if (Math.abs(toldAt - last.at) >= KEPT_MS) return null;
    return { ...last.view, summary: { ...last.view.summary, toldAt } };
  }

  #update(): void {
    this.#isCurrent = false;
    const [choice, state, session] = [this.#choice, this.#state, this.#session];
    if (choice !== null && state?.status === 'ready' && session) {
      // An answer that is being made of the same data gets the new summary with it.
      if (!this.#isSound(choice, session)) this.#answer(choice, session);
      return;
    }
    this.stopAnswering();
    const view = choice && state && this.#view(choice, state);
    if (view) this.#tell(view);
  }

  #isSound(choice: Choice, session: PanelSession): boolean {
    const answering = this.#answering;
    if (answering === null || answering.session !== session || !isSame(answering.choice, choice)) return false;
    return answering.revision === session.figures.revision;
  }

  #tell(view: PanelView): void {
    this.#send('view', view);
    if (view.status !== 'ready' || view.explorer.missing === '' || !this.#isWanted || this.#fetching) return;
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
        return this.#unanswered(choice, state.summary);
      case 'noKey':
        return null;
    }
  }

  #answer(choice: Choice, session: PanelSession): void {
    const at = this.#clock.now();
    const { figures } = session;
    this.#claiming = null;
    const steps = figures.panel(choice, at, () => this.#beside());
    const answering = { choice, session, steps, at, revision: figures.revision };
    this.#answering = answering;
    this.#beginnings += 1;
    this.#goOn(answering, this.#beginnings > MOST_BEGINNINGS ? Number.POSITIVE_INFINITY : SLICE);
  }

  #beside(): BesideChoice {
    if (this.#state?.status !== 'ready') throw new Error('there are no figures to show with it');
    return { summary: this.#state.summary, fetching: this.#fetching };
  }

  /** A long answer lets others have their turn: polls, a cancel, and a newer choice, which ends it. */
  #goOn(answering: Answering, cells = SLICE): void {
    const made = this.#advanced(answering, cells);
    if (made) this.#answered(answering, made.result);
    else setImmediate(() => this.#attempt(() => this.#resume(answering)));
  }

  #advanced({ steps }: Answering, cells: number): { readonly result: ReadyView } | null {
    try {
      return advanced(steps, cells);
    } catch (error) {
      this.stopAnswering();
      throw error;
    }
  }

  #resume(answering: Answering): void {
    if (answering !== this.#answering) return;
    if (this.#isSound(answering.choice, answering.session)) this.#goOn(answering);
    else this.#update();
  }

  #answered({ choice, session, at, revision }: Answering, view: ReadyView): void {
    this.stopAnswering();
    this.#beginnings = 0;
    this.#last = { choice, view, at };
    this.#isCurrent = true;
    this.#tell(view);
    if (!session.figures.isColorClaimDue(at) || !session.sync.isHistoryHeld) return;
    this.#claim({ session, steps: session.figures.claimColors(view, at), revision });
  }

  /** Colours are claimed after an answer and never before: they are for views to come, and this one is to be had at once. */
  #claim(claiming: Claiming): void {
    this.#claiming = claiming;
    const { session, steps, revision } = claiming;
    const goOn = () => {
      if (claiming !== this.#claiming || revision !== session.figures.revision) return;
      if (advanced(steps, SLICE)) this.#isCurrent = false;
      else setImmediate(() => this.#attempt(goOn));
    };
    setImmediate(() => this.#attempt(goOn));
  }

  /** Keeps the last good figures while the ledger cannot be had; another choice gets the reason instead. */
  #unanswered(choice: Choice, summary: Summary): PanelView | null {
    if (this.#last && isSame(this.#last.choice, choice)) {
      const { view } = this.#last;
      return { ...view, summary, explorer: { ...view.explorer, fetching: null } };
    }
    return summary.problem && { status: 'failed', problem: summary.problem, sample: summary.sample };
  }

  async #fetch({ choice, span, previousSpan, missing: what }: Explorer): Promise<void> {
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
      const before = choice.compare ? [{ from: previousSpan.start, to: previousSpan.end }] : [];
      await session.sync.wanted([{ from: span.start, to: span.end }, ...before], wanted, onProgress, signal);
      if (signal.aborted) return;
      // Data that are still missing, the API does not have: it is not asked again and again.
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
