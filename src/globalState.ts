import type { Memento } from 'vscode';

/** Times that a value is written before it is given up. */
const MOST_TRIES = 5;

interface Change {
  readonly value: unknown;
}

/**
 * The extension's global state, written one change at a time. VS Code keeps it as one object: a moment after a change it
 * writes the whole object, and when it hears of a write, this window's or another one's, it takes over what was written.
 * A change made between the two is lost, though its promise resolves. Once a write is over, this window has heard of it;
 * of another window's it may hear at any time, so each value is looked for after it was written.
 */
export class GlobalState {
  readonly #memento: Pick<Memento, 'get' | 'update'>;
  /** Newest change of each key that is still to be written. */
  readonly #waiting = new Map<string, Change>();
  #last: Promise<void> = Promise.resolve();

  constructor(memento: Pick<Memento, 'get' | 'update'>) {
    this.#memento = memento;
  }

  /** The newest value, written or not. */
  get(key: string): unknown {
    const change = this.#waiting.get(key);
    return change ? change.value : this.#memento.get(key);
  }

  /** Writes a value of JSON, unless it is there already; undefined removes it. Rejects where it could not be stored. */
  update(key: string, value: unknown): Promise<void> {
    const change: Change = { value };
    this.#waiting.set(key, change);
    const written = this.#last
      .then(() => this.#write(key, value))
      .finally(() => {
        if (this.#waiting.get(key) === change) this.#waiting.delete(key);
      });
    this.#last = written.catch(() => {});
    return written;
  }

  async #write(key: string, value: unknown): Promise<void> {
    const json = JSON.stringify(value);
    for (let tries = 0; JSON.stringify(this.#memento.get(key)) !== json; tries += 1) {
      if (tries === MOST_TRIES) {
        throw new Error(`The editor did not store "${key}": other windows wrote at the same time. Try again.`);
      }
      await this.#memento.update(key, value);
    }
  }
}
