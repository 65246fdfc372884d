import { type Layer, UNITS_A_DOLLAR } from './layers.ts';

const made = new WeakMap<Layer, Layer>();

/** Sums a layer so that each bucket has the figure of all buckets up to it; made once for a layer. */
export function runningLayer(layer: Layer): Layer {
  const running = made.get(layer) ?? summed(layer);
  made.set(layer, running);
  return running;
}

function summed(layer: Layer): Layer {
  const { tally } = layer;
  const bases = layer.bases && runningBases(layer.bases);
  switch (tally.kind) {
    case 'cost': {
      const amounts = runningMoney(tally.amounts);
      return { ...layer, bases, tally: { ...tally, amounts }, values: dollarsOf(amounts) };
    }
    case 'count': {
      const amounts = runningSums(tally.amounts);
      return { ...layer, bases, tally: { ...tally, amounts }, values: amounts };
    }
    case 'share': {
      const parts = runningSums(tally.parts);
      const wholes = runningSums(tally.wholes);
      const values = parts.map((part, bucket) => part / (wholes[bucket] || Number.NaN));
      return { ...layer, bases, tally: { kind: 'share', parts, wholes }, values };
    }
  }
}

export function runningMoney(amounts: BigInt64Array): BigInt64Array {
  let sum = 0n;
  return amounts.map((amount) => {
    sum += amount;
    return sum;
  });
}

function runningSums(amounts: Float64Array): Float64Array {
  let sum = 0;
  return amounts.map((amount) => {
    sum += amount;
    return sum;
  });
}

/** Turns millionths of a cent into dollars to draw. */
export function dollarsOf(amounts: BigInt64Array): Float64Array {
  const dollars = new Float64Array(amounts.length);
  for (let at = 0; at < amounts.length; at++) dollars[at] = Number(amounts[at]) / UNITS_A_DOLLAR;
  return dollars;
}

function runningBases(bases: Uint8Array): Uint8Array {
  let sum = 0;
  return bases.map((code) => {
    sum |= code;
    return sum;
  });
}
