import { setImmediate } from 'node:timers/promises';

/**
 * A Memento as VS Code has it: a moment after a change it writes all that it holds, and takes over what it is then told
 * that windows share. A change between the two is lost.
 */
export class EchoingMemento {
  /** What windows share, as JSON. */
  shared = '{}';
  /** What the next write fails with; null where it does not. */
  error: Error | null = null;
  /** Called where a change is about to be written. */
  beforeWrite = () => {};
  #held: Record<string, unknown> = {};
  #written: Promise<void> | null = null;

  get<T>(name: string): T | undefined;
  get<T>(name: string, fallback: T): T;
  get(name: string, fallback?: unknown): unknown {
    return this.#held[name] ?? fallback;
  }

  update(name: string, value: unknown): Promise<void> {
    this.#held[name] = value;
    this.#written ??= this.#write();
    return this.#written;
  }

  /** Another window has written this. */
  writeElsewhere(held: Record<string, unknown>): void {
    this.shared = JSON.stringify(held);
    this.#held = held;
  }

  async #write(): Promise<void> {
    await setImmediate();
    this.beforeWrite();
    this.#written = null;
    const { error } = this;
    this.error = null;
    if (error) throw error;
    this.shared = JSON.stringify(this.#held);
    const echo = this.shared;
    await setImmediate();
    this.#held = JSON.parse(echo);
  }
}
