import { errorMessage } from '../shared/errorMessage.ts';
import type { Session } from './session.ts';
import type { SendNews } from './thread/protocol.ts';

export interface ScopeMakingOptions {
  /** Null while none is open. */
  readonly session: () => { readonly figures: Pick<Session['figures'], 'scopes'> } | null;
  readonly send: SendNews;
  /** True while the panel's answer is made, which goes first. */
  readonly isAnswering: () => boolean;
  /** Makes all figures anew, and shows them where they differ. */
  readonly look: () => void;
}

/** Goes on making the sums by scope where a look has not made them all: of a large organization at the start. */
export class ScopeMaking implements Disposable {
  readonly #options: ScopeMakingOptions;
  #turn: NodeJS.Immediate | undefined;

  constructor(options: ScopeMakingOptions) {
    this.#options = options;
  }

  /** Lets others have their turn between slices, and looks again when all are made. */
  goOn(): void {
    clearImmediate(this.#turn);
    const session = this.#options.session();
    if (session?.figures.scopes.isCurrent !== false) return;
    this.#turn = setImmediate(() => {
      if (session !== this.#options.session()) return;
      try {
        if (!this.#options.isAnswering() && session.figures.scopes.advance()) this.#options.look();
        else this.goOn();
      } catch (error) {
        // A ledger that does not answer must not end the thread; the next poll finds out what became of it.
        const line = `sums by scope could not be made: ${errorMessage(error)}`;
        this.#options.send('log', { level: 'warn', line });
      }
    });
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#turn);
  }
}
