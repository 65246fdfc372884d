/** Newest days that a new level may have lasted for. */
const LONGEST_NEW = 28;
const SHORTEST_NEW = 5;
/** Days of the level before it. */
const FEWEST_OLD = 7;
/** Standard errors that the two levels are apart, with the noise's memory in them. */
const SIGNIFICANCE = 4.5;
/** Share of the newest days that have to be of their level. */
const AGREEING = 2 / 3;
/** Memory of noise (AR(1)) that is reckoned with, whatever the few days say. */
const MEMORY: readonly [least: number, most: number] = [0.2, 0.8];

/**
 * Number of newest values that are of another level than those before; 0 where they are of one level. `values` are
 * amounts of days without their weekday's weight, newest first, of which `count` are there.
 */
export function daysSinceShift(values: Float64Array, count: number): number {
  let [total, totalSquares] = [0, 0];
  for (let at = 0; at < count; at++) {
    const value = values[at] ?? 0;
    total += value;
    totalSquares += value * value;
  }
  let [sum, squares] = [0, 0];
  let best = 0;
  let farthest = SIGNIFICANCE;
  const leastInflation = inflationOf(MEMORY[0]);
  for (let newest = 1; newest <= Math.min(LONGEST_NEW, count - FEWEST_OLD); newest++) {
    const value = values[newest - 1] ?? 0;
    sum += value;
    squares += value * value;
    if (newest < SHORTEST_NEW) continue;
    const older = count - newest;
    const [now, before] = [sum / newest, (total - sum) / older];
    const rest = squares - sum * now + (totalSquares - squares) - (total - sum) * before;
    const variance = Math.max(0, rest) / (count - 2);
    const distance = Math.abs(now - before) / Math.sqrt(variance * (1 / newest + 1 / older));
    if (!(distance > farthest * leastInflation)) continue;
    const inflated = distance / inflationOf(memoryOf(values, count, newest, now, before, variance));
    if (inflated <= farthest || !agree(values, newest, now, before)) continue;
    farthest = inflated;
    best = newest;
  }
  return best;
}

/** Whether the newest values are nearer to their own level than to the one before: a few peaks are no level. */
function agree(values: Float64Array, newest: number, now: number, before: number): boolean {
  let agreeing = 0;
  for (let at = 0; at < newest; at++) {
    if (Math.abs((values[at] ?? 0) - now) < Math.abs((values[at] ?? 0) - before)) agreeing++;
  }
  return agreeing > AGREEING * newest;
}

/** Factor by which memory makes a mean's standard error larger. */
function inflationOf(memory: number): number {
  return Math.sqrt((1 + memory) / (1 - memory));
}

/** Autocorrelation of neighbours around their own levels, within bounds. */
function memoryOf(
  values: Float64Array,
  count: number,
  newest: number,
  now: number,
  before: number,
  variance: number,
): number {
  let products = 0;
  for (let at = 1; at < count; at++) {
    const [own, next] = [at < newest ? now : before, at - 1 < newest ? now : before];
    products += ((values[at] ?? 0) - own) * ((values[at - 1] ?? 0) - next);
  }
  const [least, most] = MEMORY;
  return Math.min(most, Math.max(least, products / ((count - 2) * variance) || 0));
}
