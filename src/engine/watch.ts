/** Looks take at most this share of the time. */
const MOST_BUSY = 0.2;

/** Looks again and again until it is disposed of, less often where a look takes long. A look must not throw. */
export class Watch implements Disposable {
  readonly #spacingMs: number;
  readonly #look: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(spacingMs: number, look: () => void) {
    this.#spacingMs = spacingMs;
    this.#look = look;
    this.#lookAfter(spacingMs);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #lookAfter(ms: number): void {
    this.#timer = setTimeout(() => {
      const begun = performance.now();
      this.#look();
      const took = performance.now() - begun;
      if (!this.#isOver) this.#lookAfter(Math.max(this.#spacingMs, took / MOST_BUSY));
    }, ms).unref();
  }
}
