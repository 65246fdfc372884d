/**
 * Sums of integers, to the last unit. Doubles hold them, which is quick; sums of 2⁵³ and more are carried to integers
 * of any size.
 */
export class ExactSums {
  readonly #low: Float64Array;
  /** By index; sums that never grew so large are not in it. */
  readonly #carried = new Map<number, bigint>();

  constructor(size: number) {
    this.#low = new Float64Array(size);
  }

  /** `more` is an integer below 2⁵³ either way. */
  add(at: number, more: number): void {
    const low = this.#low[at] ?? 0;
    // Exact: the sum of two such numbers is rounded only from 2⁵³ on.
    if (Number.isSafeInteger(low + more)) {
      this.#low[at] = low + more;
    } else {
      this.#carry(at, BigInt(low));
      this.#low[at] = more;
    }
  }

  addExact(at: number, more: bigint): void {
    const small = Number(more);
    if (Number.isSafeInteger(small)) this.add(at, small);
    else this.#carry(at, more);
  }

  /** `more` is an integer, in units of `scale`. */
  addScaled(at: number, more: number, scale: bigint): void {
    if (scale === 1n && Number.isSafeInteger(more)) this.add(at, more);
    else this.#carry(at, BigInt(more) * scale);
  }

  /** Adds what another has at a place. */
  addFrom(at: number, other: ExactSums, from: number): void {
    const low = other.#low[from] ?? 0;
    if (low !== 0) this.add(at, low);
    const carried = other.#carried.get(from);
    if (carried !== undefined) this.#carry(at, carried);
  }

  at(index: number): bigint {
    return BigInt(this.#low[index] ?? 0) + (this.#carried.get(index) ?? 0n);
  }

  isZero(index: number): boolean {
    return this.#carried.has(index) ? this.at(index) === 0n : (this.#low[index] ?? 0) === 0;
  }

  #carry(at: number, more: bigint): void {
    this.#carried.set(at, (this.#carried.get(at) ?? 0n) + more);
  }
}
