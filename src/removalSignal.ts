import { type FSWatcher, mkdirSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'key-removed';

/**
 * Tells the other windows that the key was removed. Where VS Code runs in a browser, its windows do not see each other's
 * secrets change; they do share the storage folder.
 */
export class RemovalSignal implements Disposable {
  readonly #path: string;
  readonly #watcher: FSWatcher;
  #seen: number;

  /** `onRaised` is called when another window raises the signal. */
  constructor(folder: string, onRaised: () => void) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, NAME);
    this.#seen = this.#raisedAt();
    this.#watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name !== null && name !== NAME) return;
      const raisedAt = this.#raisedAt();
      if (raisedAt <= this.#seen) return;
      this.#seen = raisedAt;
      onRaised();
    });
    this.#watcher.on('error', () => this.#watcher.close());
  }

  raise(): void {
    writeFileSync(this.#path, '', { mode: 0o600 });
    this.#seen = this.#raisedAt();
  }

  [Symbol.dispose](): void {
    this.#watcher.close();
  }

  #raisedAt(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }
}
