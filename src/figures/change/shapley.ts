/** A factor before and after. */
export type FactorPair = readonly [before: bigint, after: bigint];

/**
 * Splits the difference of a product of four factors into what each of them contributed: its Shapley value, the mean, over
 * all orders in which the factors could have changed one after another, of what the product changed by at its turn. No
 * order is preferred, spans swapped give the same with the other sign, and nothing is left over (A. Shorrocks,
 * "Decomposition procedures for distributional analysis", Journal of Economic Inequality 11, 2013; for products: J. Albrecht
 * et al., "A Shapley decomposition of carbon emissions without residuals", Energy Policy 30, 2002). Unlike a logarithmic
 * mean (LMDI-I, B. Ang, Energy Policy 32, 2004) it is exact in integers, and takes zero and credits as they are.
 *
 * Rounds to integers that sum to the difference: factors are integers, and each product is `scale` (positive) times what
 * it is of. The difference itself is an integer at that scale.
 */
export function shapleyOf(factors: readonly [FactorPair, FactorPair, FactorPair, FactorPair], scale: bigint): bigint[] {
  const exact = factors.map((factor, at) => {
    const [a, b, c] = factors.filter((_, other) => other !== at) as [FactorPair, FactorPair, FactorPair];
    return (factor[1] - factor[0]) * weighted(a, b, c);
  });
  return rounded(exact, ORDERS * scale);
}

/** Orders of four factors. */
const ORDERS = 24n;

/** The product of three other factors, over all orders: by how many of them had changed at the turn of the fourth. */
function weighted([a0, a1]: FactorPair, [b0, b1]: FactorPair, [c0, c1]: FactorPair): bigint {
  const [none, all] = [a0 * b0 * c0, a1 * b1 * c1];
  const one = a1 * b0 * c0 + a0 * b1 * c0 + a0 * b0 * c1;
  const two = a1 * b1 * c0 + a1 * b0 * c1 + a0 * b1 * c1;
  return 6n * (none + all) + 2n * (one + two);
}

/**
 * Fractions of one denominator, rounded to integers of the same sum, which is an integer: towards zero, then by the largest
 * remainder, ties by position. What is of the other sign rounds to the same of the other sign.
 */
function rounded(numerators: readonly bigint[], denominator: bigint): bigint[] {
  const parts = numerators.map((numerator) => numerator / denominator);
  const remainders = numerators.map((numerator, at) => numerator - (parts[at] ?? 0n) * denominator);
  const left = remainders.reduce((sum, remainder) => sum + remainder, 0n) / denominator;
  const sign = left < 0n ? -1n : 1n;
  const order = [...remainders.keys()].sort((a, b) => {
    const difference = (remainders[b] ?? 0n) * sign - (remainders[a] ?? 0n) * sign;
    return difference === 0n ? a - b : difference > 0n ? 1 : -1;
  });
  for (const at of order.slice(0, Number(left * sign))) parts[at] = (parts[at] ?? 0n) + sign;
  return parts;
}
