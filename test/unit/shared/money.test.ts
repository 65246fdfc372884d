import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  apportion,
  CENT,
  centsToDecimal,
  DOLLAR,
  moneyFromCents,
  mulDiv,
  rowsToCents,
  toCents,
} from '../../../src/shared/money.ts';

const amount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 20 });
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const abs = (value: bigint) => (value < 0n ? -value : value);

describe('money', () => {
  it('money is millionths of a cent: a dollar is a hundred million', () => {
    assert.equal(CENT, 1_000_000n);
    assert.equal(DOLLAR, 100_000_000n);
  });

  describe('read from a decimal string of cents', () => {
    for (const [text, expected] of [
      ['0', 0n],
      ['-0', 0n],
      ['123.45', 123_450_000n],
      ['94.662', 94_662_000n],
      ['83391.52823', 83_391_528_230n],
      ['0.000001', 1n],
      ['-12.5', -12_500_000n],
      ['007', 7_000_000n],
      ['0.0000004', 0n],
      ['0.0000005', 1n],
      ['-0.0000005', -1n],
      ['0.00000149999', 1n],
      ['1.9999995', 2_000_000n],
      ['123456789012345678901234567890.123456', 123456789012345678901234567890123456n],
      ['+1', 1_000_000n],
      ['1.', 1_000_000n],
      ['.5', 500_000n],
      ['-.5', -500_000n],
      ['1e3', 1_000_000_000n],
      ['1.2e3', 1_200_000_000n],
      ['1.2E+3', 1_200_000_000n],
      ['8339152823e-5', 83_391_528_230n],
      ['5e-7', 1n],
      ['4.9e-7', 0n],
      ['1e-999999999', 0n],
      ['0e999999999', 0n],
      ['9007199254740993.000001', 9_007_199_254_740_993_000_001n],
    ] as const) {
      it(`moneyFromCents reads ${text} as ${expected}`, () => assert.equal(moneyFromCents(text), expected));
    }

    it('moneyFromCents throws on anything else than a decimal number', () => {
      for (const text of [
        '',
        ' ',
        '1 ',
        ' 1',
        '.',
        '+',
        '+.e1',
        '1,5',
        'e3',
        '1e',
        '1e1.5',
        '1e99',
        '1e999999999',
        'Infinity',
        '0x10',
        '--1',
        '1.2.3',
        'NaN',
        'null',
        '１',
      ])
        assert.throws(() => moneyFromCents(text), RangeError, JSON.stringify(text));
    });

    it('moneyFromCents keeps the text out of its error', () => {
      assert.throws(
        () => moneyFromCents('sk-ant-secret'),
        (error: Error) => !error.message.includes('secret'),
      );
    });

    it('moneyFromCents loses nothing of six decimals', () => {
      const six = fc.bigInt({ min: 0n, max: 10n ** 30n });
      fc.assert(
        fc.property(six, fc.boolean(), (value, negative) => {
          const digits = value.toString().padStart(7, '0');
          const text = `${negative ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
          assert.equal(moneyFromCents(text), negative ? -value : value);
        }),
      );
    });
  });

  describe('multiplied and divided', () => {
    it('mulDiv rounds half away from zero', () => {
      assert.equal(mulDiv(1n, 1n, 2n), 1n);
      assert.equal(mulDiv(-1n, 1n, 2n), -1n);
      assert.equal(mulDiv(1n, 1n, 3n), 0n);
      assert.equal(mulDiv(2n, 1n, 3n), 1n);
      assert.equal(mulDiv(-2n, 1n, 3n), -1n);
      assert.equal(mulDiv(0n, 5n, 3n), 0n);
    });

    it('mulDiv is never further than half a unit from the exact quotient', () => {
      fc.assert(
        fc.property(amount, amount, fc.bigInt({ min: 1n, max: 10n ** 18n }), (a, b, c) => {
          assert.ok(2n * abs(mulDiv(a, b, c) * c - a * b) <= c);
        }),
      );
    });
  });

  describe('split by weights', () => {
    it('apportion gives the remaining units to the largest remainders, and among equal ones to the first', () => {
      assert.deepEqual(apportion(10n, [1n, 1n, 1n]), [4n, 3n, 3n]);
      assert.deepEqual(apportion(11n, [1n, 1n, 1n]), [4n, 4n, 3n]);
      assert.deepEqual(apportion(10n, [5n, 1n, 1n]), [7n, 2n, 1n]);
      assert.deepEqual(apportion(1n, [1n, 2n]), [0n, 1n]);
    });

    it('apportion mirrors its parts for a negative amount', () => {
      fc.assert(
        fc.property(amount, weights, (value, by) => {
          assert.deepEqual(
            apportion(-value, by),
            apportion(value, by).map((part) => -part),
          );
        }),
      );
    });

    it('apportion adds up to the amount, and no part is a whole unit from its exact share', () => {
      fc.assert(
        fc.property(amount, weights, (value, by) => {
          const parts = apportion(value, by);
          const total = sum(by);
          assert.equal(parts.length, by.length);
          assert.equal(sum(parts), value);
          if (total > 0n) {
            for (const [index, weight] of by.entries()) {
              assert.ok(abs((parts[index] ?? 0n) * total - value * weight) < total);
              if (weight === 0n) assert.equal(parts[index], 0n);
            }
          }
        }),
      );
    });

    it('apportion never passes over a larger remainder, nor an equal one before it', () => {
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), weights, (value, by) => {
          const total = sum(by);
          fc.pre(total > 0n);
          const remainders = by.map((weight) => (value * weight) % total);
          const raised = apportion(value, by).map((part, index) => part > (value * (by[index] ?? 0n)) / total);
          for (const [index, remainder] of remainders.entries())
            for (const [other, smaller] of remainders.entries())
              if (remainder > smaller || (remainder === smaller && index < other))
                assert.ok(raised[index] || !raised[other]);
        }),
      );
    });

    it('apportion puts everything on the first part where all weights are zero, and throws without parts', () => {
      assert.deepEqual(apportion(7n, [0n, 0n]), [7n, 0n]);
      assert.deepEqual(apportion(0n, []), []);
      assert.throws(() => apportion(1n, []), RangeError);
    });
  });

  describe('in cents', () => {
    it('toCents rounds half a cent away from zero', () => {
      assert.equal(toCents(CENT / 2n), 1n);
      assert.equal(toCents(CENT / 2n - 1n), 0n);
      assert.equal(toCents(-CENT / 2n), -1n);
    });

    it('rowsToCents prints three rows of a third of a cent as one cent together', () => {
      assert.deepEqual(rowsToCents([333_333n, 333_333n, 333_334n]), [0n, 0n, 1n]);
    });

    it('rowsToCents adds up to the total as printed, each row within a cent of itself', () => {
      fc.assert(
        fc.property(fc.array(amount, { maxLength: 20 }), (rows) => {
          const cents = rowsToCents(rows);
          assert.equal(sum(cents), toCents(sum(rows)));
          for (const [index, row] of rows.entries()) {
            assert.ok(abs((cents[index] ?? 0n) * CENT - row) < CENT);
            if (row === 0n) assert.equal(cents[index], 0n);
          }
        }),
      );
    });

    it('centsToDecimal writes exact dollars', () => {
      for (const [cents, text] of [
        [0n, '0.00'],
        [7n, '0.07'],
        [1240n, '12.40'],
        [-5n, '-0.05'],
        [-12345n, '-123.45'],
        [900719925474099312345n, '9007199254740993123.45'],
      ] as const)
        assert.equal(centsToDecimal(cents), text);
    });
  });
});
