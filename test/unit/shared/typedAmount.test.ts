import assert from 'node:assert/strict';
import { HIGHEST_TYPED, parseTypedAmount } from '../../../src/shared/typedAmount.ts';

/** Cents, or the problem. */
function read(text: string): bigint | string {
  const typed = parseTypedAmount(text);
  return typed.ok ? typed.amount / 1_000_000n : typed.problem;
}

describe('parseTypedAmount', () => {
  for (const [text, cents] of [
    ['2000', 200_000n],
    ['$2000', 200_000n],
    ['$2,000', 200_000n],
    [' $ 2,000.50 ', 200_050n],
    ['US$2,000', 200_000n],
    ['USD 2000', 200_000n],
    ['usd2000', 200_000n],
    ['2000 USD', 200_000n],
    ['2000$', 200_000n],
    ['1,234,567.89', 123_456_789n],
    ['1.234.567,89', 123_456_789n],
    ['12,50', 1_250n],
    ['12,5', 1_250n],
    ['2 000', 200_000n],
    ['2\u00a0000', 200_000n],
    ['2’000', 200_000n],
    ["2'000.05", 200_005n],
    ['2k', 200_000n],
    ['$15K', 1_500_000n],
    ['0.01', 1n],
    ['12.', 1_200n],
    ['007', 700n],
    ['1,000,000,000', 100_000_000_000n],
  ] as const) {
    it(`parseTypedAmount reads dollars as people write them: ${text}`, () => assert.equal(read(text), cents));
  }

  for (const [text, problem] of [
    ['', 'Enter an amount in US dollars.'],
    ['$', 'Enter an amount in US dollars.'],
    ['0', 'Enter more than $0.'],
    ['$0.00', 'Enter more than $0.'],
    ['-5', 'Enter more than $0.'],
    ['−5', 'Enter more than $0.'],
    ['1.005', 'Enter at most two decimals.'],
    ['1000000000.01', 'Enter at most $1,000,000,000.'],
    ['9'.repeat(400), 'Enter at most $1,000,000,000.'],
    ['€20', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['20 EUR', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['1e9', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['0x20', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['NaN', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['Infinity', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['12,3456', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['1,00,000', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['five', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
    ['.5', 'Enter an amount in US dollars, such as 2000 or 12.50.'],
  ] as const) {
    it(`parseTypedAmount says what is wrong with “${text.slice(0, 20)}”`, () => assert.equal(read(text), problem));
  }

  it('parseTypedAmount takes the highest amount, and not a cent more', () => {
    assert.equal(read('1000000000'), HIGHEST_TYPED / 1_000_000n);
  });
});
