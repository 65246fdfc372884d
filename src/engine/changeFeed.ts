import { advanced, type Steps } from '../figures/scan/steps.ts';
import type { ChangeQuestion } from '../shared/changeQuestion.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { ChangeAnswer } from '../shared/panelView.ts';
import type { Clock } from '../time/utc.ts';
import type { LedgerQueries } from './queries/ledgerQueries.ts';
import type { SendNews } from './thread/protocol.ts';

/** Cells that are summed before other work has its turn: about 30 ms. */
const SLICE = 200_000;
/** An answer that was begun anew this often, as the ledger had changed, is made in one go. */
const MOST_BEGINNINGS = 3;

type Figures = Pick<LedgerQueries, 'change' | 'revision'>;

export interface ChangeFeedOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  /** Figures of the session; null while there is none. */
  readonly figures: () => Figures | null;
}

/** An answer that is being made. */
interface Answering {
  readonly figures: Figures;
  readonly steps: Steps<ChangeAnswer>;
  /** Revision of the figures that it was begun with. */
  readonly revision: string;
}

/** Answers the page's question what has changed, in slices: a newer question ends the one before. */
export class ChangeFeed implements Disposable {
  readonly #options: ChangeFeedOptions;
  #question: ChangeQuestion | null = null;
  #beginnings = 0;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** Takes a question; null where nobody waits for an answer any longer. */
  ask(question: ChangeQuestion | null): void {
    this.#question = question;
    this.#beginnings = 0;
    if (question) this.#attempt(question, () => this.#begin(question));
  }

  [Symbol.dispose](): void {
    this.#question = null;
  }

  #begin(question: ChangeQuestion): void {
    const figures = this.#options.figures();
    const now = this.#options.clock.now();
    if (!figures) {
      this.#answer({ question, ...NOTHING });
      return;
    }
    const { revision } = figures;
    this.#beginnings += 1;
    const cells = this.#beginnings > MOST_BEGINNINGS ? Number.POSITIVE_INFINITY : SLICE;
    this.#goOn(question, { figures, steps: figures.change(question, now), revision }, cells);
  }

  #goOn(question: ChangeQuestion, answering: Answering, cells = SLICE): void {
    const made = advanced(answering.steps, cells);
    if (made) this.#answer(made.result);
    else setImmediate(() => this.#attempt(question, () => this.#resume(question, answering)));
  }

  #resume(question: ChangeQuestion, answering: Answering): void {
    if (question !== this.#question) return;
    const { figures, revision } = answering;
    const isSound = figures === this.#options.figures() && revision === figures.revision;
    if (isSound) this.#goOn(question, answering);
    else this.#begin(question);
  }

  #answer(answer: ChangeAnswer): void {
    this.#question = null;
    this.#options.send('change', answer);
  }

  /** A ledger that does not answer must not end the thread: the page is told that nothing is known. */
  #attempt(question: ChangeQuestion, work: () => void): void {
    try {
      work();
    } catch (error) {
      const line = `what changed could not be answered: ${errorMessage(error)}`;
      this.#options.send('log', { level: 'warn', line });
      this.#answer({ question, ...NOTHING });
    }
  }
}

const NO_SPAN = { start: 0, end: 0 };
const NOTHING = { span: NO_SPAN, previousSpan: NO_SPAN, running: false, change: null } as const;
