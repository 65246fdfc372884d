import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CENT, toCents } from '../../../../src/shared/money.ts';
import { partsToCents } from '../../../../src/shared/rounding/partsToCents.ts';

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const tenths = (...amounts: number[]) => amounts.map((amount) => (BigInt(amount) * CENT) / 10n);

describe('partsToCents', () => {
  it('partsToCents rounds the sum and the later parts by themselves, and gives the difference to the first', () => {
    // 4.4 and 1.4 cents are 5.8: six, of which the estimate is one.
    assert.deepEqual(partsToCents(tenths(44, 0, 14)), [5n, 0n, 1n]);
    assert.deepEqual(partsToCents(tenths(46, 0, 16)), [4n, 0n, 2n]);
  });

  it('partsToCents gives the difference to no part of zero', () => {
    assert.deepEqual(partsToCents(tenths(0, 44, 14)), [0n, 5n, 1n]);
    assert.deepEqual(partsToCents(tenths(0, 0, 16)), [0n, 0n, 2n]);
    assert.deepEqual(partsToCents(tenths(0, 0, 0)), [0n, 0n, 0n]);
  });

  it('partsToCents gives the difference to the greatest part where the first would become a credit', () => {
    // 0.2, 12.5 and 373.5 cents are 386.2, while 13 and 374 are 387.
    assert.deepEqual(partsToCents(tenths(2, 125, 3735)), [0n, 13n, 373n]);
    assert.deepEqual(partsToCents(tenths(-2, -125, -3736)), [0n, -13n, -373n]);
  });

  it('partsToCents never changes the sign of a part', () => {
    const amount = fc.bigInt({ min: -3n * CENT, max: 3n * CENT });
    void fc.assert(
      fc.property(fc.array(amount, { minLength: 3, maxLength: 3 }), (parts) => {
        const isMixed = parts.some((part) => part < 0n) && parts.some((part) => part > 0n);
        fc.pre(!isMixed);
        for (const [at, cents] of partsToCents(parts).entries()) assert.ok(cents * (parts[at] ?? 0n) >= 0n, `${parts}`);
      }),
    );
  });

  it('partsToCents keeps the cents that a part has elsewhere', () => {
    assert.deepEqual(partsToCents(tenths(44, 0, 28), [undefined, undefined, 2n]), [5n, 0n, 2n]);
  });

  it('partsToCents adds up to the nearest cent of the sum', () => {
    const amount = fc.bigInt({ min: -50n * CENT, max: 50n * CENT });
    void fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 4 }), (parts) => {
        assert.equal(sum(partsToCents(parts)), toCents(sum(parts)));
      }),
    );
  });
});
