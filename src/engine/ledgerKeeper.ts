import { BRIEF, type OpenOptions, PATIENCE, type Unkept } from '../ledger/database.ts';
import { faultOf, isOfThePlace, type LedgerFault } from '../ledger/fault.ts';
import { Ledger } from '../ledger/ledger.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import { unkeptNotice } from './ledgerWords.ts';
import type { SendNews } from './thread/protocol.ts';

/**
 * Opens the ledger of one account, as often as that takes, and remembers what was in the way: a place that cannot keep a
 * file leaves the ledger in memory for as long as the engine runs, a lock that is held is not waited for at length again,
 * and after something in it could not be read, all of it is looked through.
 */
export class LedgerKeeper {
  readonly #send: SendNews;
  readonly #options: Pick<OpenOptions, 'connect'>;
  /** A lock that is not known to be held is waited for this long, ms. */
  readonly #patience: number;
  #ledger: Ledger | null = null;
  #unkept: Unkept | null = null;
  #isLocked = false;
  #isDoubted = false;
  #told: LedgerFault | null = null;

  constructor(send: SendNews, { patience = PATIENCE, ...options }: Pick<OpenOptions, 'connect' | 'patience'> = {}) {
    this.#send = send;
    this.#options = options;
    this.#patience = patience;
  }

  /** Something in the ledger could not be read: it is to be opened anew. */
  get isDoubted(): boolean {
    return this.#isDoubted;
  }

  /** Another process holds the ledger locked, as far as is known. */
  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** One sentence on a ledger that is in memory alone; `''` for one that is kept. */
  get caveat(): string {
    return this.#unkept ? unkeptNotice(this.#unkept.reason) : '';
  }

  /** Whatever was in the way may be gone: another engine begins. */
  begin(): void {
    this.#ledger = null;
    this.#unkept = null;
    this.#isLocked = false;
    this.#isDoubted = false;
  }

  /** Throws what `Ledger` throws. `now` in ms. */
  open(path: string, now: number): Ledger {
    const ledger = new Ledger(path, now, {
      ...this.#options,
      patience: this.#isLocked ? BRIEF : this.#patience,
      unkept: this.#unkept,
      doubted: this.#isDoubted,
    });
    this.#ledger = ledger;
    this.#unkept = ledger.unkept;
    this.#isDoubted = false;
    this.#tell(ledger);
    return ledger;
  }

  /** Takes note of an error of the ledger. */
  note(error: unknown): void {
    const fault = faultOf(error);
    if (fault === 'locked') this.#wait(true);
    else if (isOfThePlace(fault)) this.#unkept ??= { reason: error };
    else if (fault === 'other') this.#isDoubted = true;
  }

  /** Something has been written: nobody holds it locked. */
  written(): void {
    if (this.#isLocked) this.#wait(false);
  }

  #wait(isLocked: boolean): void {
    this.#isLocked = isLocked;
    if (this.#ledger?.isOpen) this.#ledger.setPatience(isLocked ? BRIEF : this.#patience);
  }

  #tell({ path, setAside, forgotten, unkept }: Ledger): void {
    const warn = (line: string) => this.#send('log', { level: 'warn', line });
    if (setAside !== null) {
      warn(`the history was damaged: its file has been renamed ${setAside}`);
      const message = 'The usage history was damaged. Its file has been set aside, and a new history is being fetched.';
      this.#send('notice', message);
    }
    if (forgotten > 0) warn(`${forgotten} parts of the history could not be read: they are fetched again`);
    if (unkept === null || this.#told === faultOf(unkept.reason)) return;
    const { reason } = unkept;
    this.#told = faultOf(reason);
    warn(`the history is in memory and not in ${path}: ${errorMessage(reason)}`);
    this.#send('notice', unkeptNotice(reason));
  }
}
