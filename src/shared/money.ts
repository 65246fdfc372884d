/**
 * Money is a bigint of millionths of a cent (10⁻⁸ dollars) from the API's page to the last sum; it becomes cents only to
 * be shown. No floating-point dollar is ever added up.
 */
export type Money = bigint;

export const CENT: Money = 1_000_000n;
export const DOLLAR: Money = 100n * CENT;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;
/** More digits before the point than any sum of money has: a limit to the zeros that an exponent can ask for. */
const MOST_DIGITS = 60;

/**
 * Reads a finite decimal of cents in any notation, such as `"83391.52823"`, `".5"` or `"1.2e3"`, digit by digit. Digits
 * beyond the sixth after the point are rounded half away from zero. Throws a RangeError on anything else.
 */
export function moneyFromCents(text: string): Money {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const written = whole + fraction;
  if (written === '') throw new RangeError('not a decimal number of cents');
  const digits = written.replace(/^0+/, '');
  /** Number of digits before the point; where it is negative, so many zeros follow the point. */
  const point = digits.length - fraction.length + Number(exponent);
  if (digits === '' || point < -6) return 0n;
  if (point > MOST_DIGITS) throw new RangeError('more cents than there are');
  const shifted = point < 0 ? '0'.repeat(-point) + digits : digits;
  const start = Math.max(point, 0);
  const after = shifted.slice(start, start + 6).padEnd(6, '0');
  const kept = BigInt(shifted.slice(0, start).padEnd(start, '0') + after);
  const amount = (shifted[start + 6] ?? '0') >= '5' ? kept + 1n : kept;
  return sign === '-' ? -amount : amount;
}

/** a × b ÷ c, rounded half away from zero; c is positive. */
export function mulDiv(a: bigint, b: bigint, c: bigint): bigint {
  const product = a * b;
  const doubled = 2n * product;
  return (product < 0n ? doubled - c : doubled + c) / (2n * c);
}

/**
 * Splits an amount by weights so that the parts add up to it exactly: largest remainder, ties by position (callers order
 * by identity). Weights are not negative; all of them zero puts everything on the first part.
 */
export function apportion(amount: Money, weights: readonly bigint[]): Money[] {
  if (weights.length === 0) {
    if (amount !== 0n) throw new RangeError('no part to put an amount on');
    return [];
  }
  let total = 0n;
  for (const weight of weights) total += weight;
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : 0n));
  const sign = amount < 0n ? -1n : 1n;
  const size = amount * sign;
  const parts: bigint[] = [];
  const remainders: bigint[] = [];
  let left = size;
  for (const weight of weights) {
    const product = size * weight;
    const part = product / total;
    parts.push(part);
    remainders.push(product - part * total);
    left -= part;
  }
  if (left > 0n) {
    const byRemainder = remainders.map((_, index) => index);
    byRemainder.sort((a, b) => {
      const difference = (remainders[b] ?? 0n) - (remainders[a] ?? 0n);
      return difference === 0n ? a - b : difference > 0n ? 1 : -1;
    });
    for (const index of byRemainder.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  }
  return sign === 1n ? parts : parts.map((part) => -part);
}

/** Rounds to whole cents, half away from zero. */
export function toCents(amount: Money): bigint {
  return mulDiv(amount, 1n, CENT);
}

/** Rounds to whole dollars, half up: towards more. */
export function toDollars(amount: Money): bigint {
  const shifted = amount + DOLLAR / 2n;
  const truncated = shifted / DOLLAR;
  return shifted < 0n && truncated * DOLLAR !== shifted ? truncated - 1n : truncated;
}

/**
 * The cents to print for the rows of a table, so that they add up to the cents printed for its total: every row is rounded
 * down and the missing cents go to the largest remainders. `whole` are the total's cents where they are not the nearest to
 * the sum, but one of the two beside it.
 */
export function rowsToCents(amounts: readonly Money[], whole = toCents(sumOfAmounts(amounts))): bigint[] {
  const floors = amounts.map((amount) => {
    const truncated = amount / CENT;
    return amount < 0n && truncated * CENT !== amount ? truncated - 1n : truncated;
  });
  const left = whole - sumOfAmounts(floors);
  const remainder = (index: number) => (amounts[index] ?? 0n) - (floors[index] ?? 0n) * CENT;
  const order = amounts.map((_, index) => index);
  order.sort((a, b) => {
    const difference = remainder(b) - remainder(a);
    return difference === 0n ? a - b : difference > 0n ? 1 : -1;
  });
  for (const index of order.slice(0, Number(left))) floors[index] = (floors[index] ?? 0n) + 1n;
  return floors;
}

/** Cents as an exact decimal string of dollars, which `Intl.NumberFormat` takes without going through a double. */
export function centsToDecimal(cents: bigint): string {
  const sign = cents < 0n ? '-' : '';
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The largest amount of a 64-bit column: 92 billion dollars. */
const HIGHEST = 2n ** 63n - 1n;

/** Clamps an amount to what a 64-bit column holds, which would keep only the low bits of a larger one. */
export function in64Bits(amount: bigint): bigint {
  return amount > HIGHEST ? HIGHEST : amount < -HIGHEST ? -HIGHEST : amount;
}

export function sumOfAmounts(amounts: Iterable<Money>): Money {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
