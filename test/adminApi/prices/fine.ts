/**
 * Exact arithmetic of prices. Everything is a bigint of "fine" units, 10⁻⁹ of a millionth of a cent, in which every price
 * of every world is whole; a bill is rounded to millionths of a cent once a line.
 */
export const FINE = 1_000_000_000n;

/** $1 per million tokens is 100 millionths of a cent a token. */
const PER_DOLLAR_PER_MILLION = 100n;

interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/**
 * Fine units for one token at so many dollars per million tokens, times each of the factors. Throws a RangeError when that
 * is not a whole number of them: a world whose bill would not be exact is a mistake.
 */
export function finePrice(dollarsPerMillion: string, factors: readonly string[]): bigint {
  let { over, under } = decimal(dollarsPerMillion);
  over *= PER_DOLLAR_PER_MILLION * FINE;
  for (const factor of factors) {
    const ratio = decimal(factor);
    over *= ratio.over;
    under *= ratio.under;
  }
  if (over % under !== 0n) throw new RangeError(`${dollarsPerMillion} × ${factors.join(' × ')} is too fine a price`);
  return over / under;
}

/** Rounds fine units to millionths of a cent, half up; amounts are never negative here. */
export function toMillionths(fine: bigint): bigint {
  return (fine + FINE / 2n) / FINE;
}

function decimal(text: string): Ratio {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`${text} is not a decimal`);
  const [, whole = '', fraction = ''] = match;
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}
