/**
 * Sizes of past answers, by which the next is asked for in a size that suits: a page of 168 hours may be 30 MB, whose
 * parsing would hold the thread, or 50 kB, and then less would waste requests.
 */
export class Sizes {
  readonly #bytesPerBucket = new Map<string, number>();

  /** Notes an answer: bytes before compression, for a number of buckets. */
  note(what: string, bytes: number, buckets: number): void {
    if (buckets <= 0) return;
    const seen = bytes / buckets;
    const before = this.#bytesPerBucket.get(what);
    this.#bytesPerBucket.set(what, before === undefined ? seen : Math.max(seen, (before * 3 + seen) / 4));
  }

  /** Bytes that a number of buckets would take; null before the first answer. */
  expect(what: string, buckets: number): number | null {
    const size = this.#bytesPerBucket.get(what);
    return size === undefined ? null : size * buckets;
  }

  /** Buckets that fit into a number of bytes, at least 1; `unknown` before the first answer. */
  fit(what: string, bytes: number, unknown: number): number {
    const size = this.#bytesPerBucket.get(what);
    if (size === undefined) return unknown;
    return Math.max(1, Math.floor(bytes / Math.max(size, 1)));
  }
}
