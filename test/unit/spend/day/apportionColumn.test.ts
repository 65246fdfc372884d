import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apportion } from '../../../../src/shared/money.ts';
import { apportionColumn } from '../../../../src/spend/day/apportionColumn.ts';

function parts(amount: number, weights: readonly number[]): bigint[] {
  const found = new Float64Array(weights.length);
  apportionColumn(amount, Float64Array.from(weights), weights.length, found);
  return [...found].map(BigInt);
}

describe('apportionColumn', () => {
  it('apportionColumn splits an amount by largest remainder, ties by position', () => {
    assert.deepEqual(parts(10, [1, 1, 1]), [4n, 3n, 3n]);
    assert.deepEqual(parts(-10, [1, 1, 1]), [-4n, -3n, -3n]);
    assert.deepEqual(parts(5, [0, 3, 0, 1]), [0n, 4n, 0n, 1n]);
  });

  it('apportionColumn gives all of an amount to the first part where all weights are zero', () => {
    assert.deepEqual(parts(7, [0, 0]), [7n, 0n]);
    assert.deepEqual(parts(0, [3, 4]), [0n, 0n]);
  });

  it('apportionColumn agrees with apportion in integers of any size, to the last unit', () => {
    const size = (bits: number) =>
      fc.oneof(
        fc.nat({ max: 9 }),
        fc.maxSafeNat().map((n) => n % 2 ** bits),
      );
    const weights = (bits: number) => fc.array(size(bits), { minLength: 1, maxLength: 60 });
    const any = fc.oneof(
      fc.tuple(size(20), weights(20)),
      fc.tuple(size(49), weights(43)),
      fc.tuple(size(53), weights(46)),
      fc.tuple(size(45), weights(20)).map(([amount, many]) => [-amount, many] as [number, number[]]),
    );
    fc.assert(
      fc.property(any, ([amount, of]) => {
        assert.deepEqual(parts(amount, of), apportion(BigInt(amount), of.map(BigInt)));
      }),
      { numRuns: 600 },
    );
  });
});
