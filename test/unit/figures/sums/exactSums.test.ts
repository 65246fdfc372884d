import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ExactSums } from '../../../../src/figures/sums/exactSums.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;
const large = fc.oneof(
  fc.constantFrom(LARGEST, -LARGEST, LARGEST - 1, 1, -1, 0),
  fc.integer({ min: -LARGEST, max: LARGEST }),
);

describe('exact sums', () => {
  it('exact sums equal those of integers of any size, by whichever method numbers are added', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(large, fc.boolean())), (numbers) => {
        const sums = new ExactSums(2);
        let sum = 0n;
        for (const [number, isExact] of numbers) {
          if (isExact) sums.addExact(1, BigInt(number));
          else sums.add(1, number);
          sum += BigInt(number);
        }
        assert.equal(sums.at(1), sum);
        assert.equal(sums.isZero(1), sum === 0n);
        assert.equal(sums.isZero(0), true);
      }),
    );
  });

  it('exact sums hold numbers beyond doubles, also those taken from other sums', () => {
    const [sums, others] = [new ExactSums(1), new ExactSums(1)];
    others.addExact(0, 2n ** 60n + 1n);
    others.add(0, 5);
    sums.add(0, LARGEST);
    sums.addFrom(0, others, 0);
    assert.equal(sums.at(0), BigInt(LARGEST) + 2n ** 60n + 6n);
    sums.addExact(0, -(2n ** 60n + 6n + BigInt(LARGEST)));
    assert.equal(sums.isZero(0), true);
  });
});
