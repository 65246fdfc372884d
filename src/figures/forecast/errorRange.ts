import { RELATIVE_ERRORS } from './relativeErrors.data.ts';

/** Logarithms of factors on a forecast: low is at most zero, high at least. */
export interface ErrorRange {
  readonly low: number;
  readonly high: number;
}

/** Error of a forecast that nothing, or next to nothing, came of. */
const LEAST_ERROR = Math.log(0.01);

/** Error of a forecast: the logarithm of what came over it. */
export function errorOf(actual: number, forecast: number): number {
  return actual > 0 ? Math.max(LEAST_ERROR, Math.log(actual / forecast)) : LEAST_ERROR;
}

/** What comes for each unit that is forecast, with an error. */
export function factorOf(error: number): number {
  return error > LEAST_ERROR ? Math.exp(error) : 0;
}

/** Share of the cases that is above the range, and share that is below. */
const OUTSIDE = 0.1;
/** Errors that do not overlap, from which on a scope's own are enough. */
const ENOUGH = 8;
const ROUNDING = 1e-9;

/**
 * Range that holds 80 % of errors (logarithms, least first), of which so many do not overlap (a conformal range: quantiles
 * with the correction for a finite number). Until there are eight they are mixed with those of other organizations, in
 * proportion, which can only widen it.
 */
export function rangeOfErrors(
  errors: Float64Array,
  independent: number,
  { length, deviation }: { readonly length: number; readonly deviation: number },
): ErrorRange {
  const share = Math.min(1, independent / ENOUGH);
  const outside = OUTSIDE - (1 - OUTSIDE) / Math.max(1, errors.length);
  const own: Part = { errors, scale: 1, weight: 1 };
  let [low, high] = ends([own], outside);
  if (share < 1) {
    const shipped: Part = { errors: shippedErrors(length), scale: deviation, weight: 1 - share };
    const [lowest, highest] = ends([{ ...own, weight: share }, shipped], OUTSIDE);
    [low, high] = [Math.min(low, lowest), Math.max(high, highest)];
  }
  return { low: Math.min(0, low), high: Math.max(0, high) };
}

/** Errors, least first, to be multiplied by a scale; together they have a weight. */
interface Part {
  readonly errors: ArrayLike<number>;
  readonly scale: number;
  readonly weight: number;
}

/** Errors that a share of all weight is below, and as much above. */
function ends(parts: readonly Part[], outside: number): [low: number, high: number] {
  return [end(parts, outside, 1), -end(parts, outside, -1)];
}

/** First error, counted from the least (sign 1) or from the largest (-1), by which more than a share of the weight has come. */
function end(parts: readonly Part[], outside: number, sign: 1 | -1): number {
  const taken = parts.map(() => 0);
  const next = (index: number) => {
    const { errors, scale } = parts[index] ?? { errors: [], scale: 1 };
    const at = taken[index] ?? 0;
    const error = errors[sign === 1 ? at : errors.length - 1 - at];
    return error === undefined ? Number.POSITIVE_INFINITY : sign * error * scale;
  };
  let [sum, newest] = [0, 0];
  do {
    const index = parts.reduce((best, _, at) => (next(at) < next(best) ? at : best), 0);
    const error = next(index);
    if (error === Number.POSITIVE_INFINITY) break;
    newest = error;
    taken[index] = (taken[index] ?? 0) + 1;
    sum += (parts[index]?.weight ?? 0) / (parts[index]?.errors.length ?? 1);
  } while (sum <= outside + ROUNDING);
  return newest;
}

/** Errors of other organizations in stretches of that length, in deviations of their days. */
function shippedErrors(length: number): readonly number[] {
  return RELATIVE_ERRORS.findLast((each) => each.length <= length)?.errors ?? [];
}
