/**
 * Random numbers without state: the same place always rolls the same number, so that any minute can be computed alone.
 */

/** 32-bit FNV-1a of a text. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** An unsigned 32-bit number for a seed and two coordinates. */
export function roll(seed: number, a: number, b = 0): number {
  let mixed = scramble(seed ^ Math.imul(a, 0x9e3779b1));
  mixed = scramble(mixed ^ Math.imul(b + 1, 0x85ebca77));
  return mixed >>> 0;
}

/** A number from 0 to below 1. */
export function uniform(seed: number, a: number, b = 0): number {
  return roll(seed, a, b) / 0x1_0000_0000;
}

/** A number from `low` to below `high`. */
export function between(low: number, high: number, seed: number, a: number, b = 0): number {
  return low + (high - low) * uniform(seed, a, b);
}

/** Spreads every input bit over the whole word (the finalizer of MurmurHash3). */
function scramble(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
