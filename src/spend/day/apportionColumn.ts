import { apportion } from '../../shared/money.ts';

/** Products of factors below this, and their remainders, are exact as a pair of doubles. */
const EXACT = 2 ** 50;
/** Splits a double into two halves whose products are exact (Dekker 1971, doi:10.1007/BF01397083). */
const SPLITTER = 2 ** 27 + 1;
/** Up to so many parts a search for the largest remainder is quicker than a sort. */
const FEW = 12;

let remainders = new Float64Array(64);

/**
 * `apportion` over columns, for the tens of thousands of splits that a day is made of: puts the parts of an amount, by the
 * first `size` weights, into `parts`. The same parts to the last unit: largest remainder, ties by position. All numbers are
 * integers below 2⁵³; weights are not negative.
 */
export function apportionColumn(amount: number, weights: Float64Array, size: number, parts: Float64Array): void {
  apportionColumnFrom(amount, weights, 0, size, parts);
}

/** The same by the `size` weights that begin at `first`; the parts are put beside them. */
export function apportionColumnFrom(
  amount: number,
  weights: Float64Array,
  first: number,
  size: number,
  parts: Float64Array,
): void {
  let total = 0;
  for (let at = 0; at < size; at++) total += weights[first + at] ?? 0;
  if (amount === 0 || total === 0) {
    parts.fill(0, first, first + size);
    if (size > 0) parts[first] = amount;
    return;
  }
  const magnitude = Math.abs(amount);
  if (magnitude >= EXACT || total >= EXACT) {
    const exact = apportion(BigInt(amount), Array.from(weights.subarray(first, first + size), BigInt));
    for (let at = 0; at < size; at++) parts[first + at] = Number(exact[at]);
    return;
  }
  if (remainders.length < size) remainders = new Float64Array(2 * size);
  let left = magnitude;
  for (let at = 0; at < size; at++) {
    const weight = weights[first + at] ?? 0;
    let part = 0;
    let remainder = 0;
    if (weight > 0) {
      part = Math.floor((magnitude * weight) / total);
      remainder = difference(magnitude, weight, part, total);
      if (remainder < 0) {
        part -= 1;
        remainder += total;
      } else if (remainder >= total) {
        part += 1;
        remainder -= total;
      }
    }
    parts[first + at] = part;
    remainders[at] = remainder;
    left -= part;
  }
  if (left > 0) handOut(left, first, size, parts);
  if (amount < 0) for (let at = first; at < first + size; at++) parts[at] = 0 - (parts[at] ?? 0);
}

/** a × b − c × d, where that is small: exact, though the products are not. */
function difference(a: number, b: number, c: number, d: number): number {
  const product = a * b;
  const other = c * d;
  if (product < EXACT && other < EXACT) return product - other;
  return product - other + (lost(a, b, product) - lost(c, d, other));
}

/** Excess of a × b over the double that stands for it. */
function lost(a: number, b: number, product: number): number {
  const highA = SPLITTER * a - (SPLITTER * a - a);
  const highB = SPLITTER * b - (SPLITTER * b - b);
  const lowA = a - highA;
  const lowB = b - highB;
  return highA * highB - product + highA * lowB + lowA * highB + lowA * lowB;
}

/** One more unit for each of the `left` largest remainders. */
function handOut(left: number, first: number, size: number, parts: Float64Array): void {
  if (size > FEW) {
    const least = remainders.slice(0, size).sort()[size - left] ?? 0;
    let alike = left;
    for (let at = 0; at < size; at++) if ((remainders[at] ?? 0) > least) alike -= 1;
    for (let at = 0; at < size; at++) {
      const remainder = remainders[at] ?? 0;
      if (remainder < least || (remainder === least && alike === 0)) continue;
      if (remainder === least) alike -= 1;
      parts[first + at] = (parts[first + at] ?? 0) + 1;
    }
    return;
  }
  for (; left > 0; left--) {
    let largest = 0;
    for (let at = 1; at < size; at++) if ((remainders[at] ?? 0) > (remainders[largest] ?? 0)) largest = at;
    remainders[largest] = -1;
    parts[first + largest] = (parts[first + largest] ?? 0) + 1;
  }
}
