import { type FSWatcher, mkdirSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../shared/errorMessage.ts';

const NAME = 'key-removed';

/**
 * Tells the other windows that the key was removed. Where VS Code runs in a browser, its windows do not see each
 * other's secrets change; they do share the storage folder.
 */
export class RemovalSignal implements Disposable {
  readonly #path: string;
  readonly #onProblem: (line: string) => void;
  #watcher: FSWatcher | null = null;
  #seen = 0;

  /**
   * `onRaised` is called when another window raises the signal. A folder that cannot be made, watched or written ends
   * in `onProblem` alone: the rest of the extension works without.
   */
  constructor(folder: string, onRaised: () => void, onProblem: (line: string) => void) {
    this.#path = join(folder, NAME);
    this.#onProblem = onProblem;
    this.#attempt('will not notice when the key is removed in other windows', () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#seen = this.#raisedAt();
      this.#watcher = this.#watch(folder, onRaised);
    });
  }

  raise(): void {
    this.#attempt('could not notify other windows that the key was removed', () => {
      writeFileSync(this.#path, '', { mode: 0o600 });
      this.#seen = this.#raisedAt();
    });
  }

  [Symbol.dispose](): void {
    this.#watcher?.close();
  }

  #watch(folder: string, onRaised: () => void): FSWatcher {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name !== null && name !== NAME) return;
      const raisedAt = this.#raisedAt();
      if (raisedAt === 0 || raisedAt === this.#seen) return;
      this.#seen = raisedAt;
      onRaised();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  }

  /** Instant of the last signal, ms; 0 where there was none. */
  #raisedAt(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  #attempt(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#onProblem(`this window ${what}: ${errorMessage(error)}`);
    }
  }
}
