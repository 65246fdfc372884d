import assert from 'node:assert/strict';
import type { BudgetPeriod } from '../../../src/shared/budget.ts';
import { budgetPreview, type PastPeriod, previewText, suggestedAmount } from '../../../src/shared/budgetPreview.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';

const FORMAT = createFormat('en-US', 'UTC');
const OCTOBER = Date.UTC(2026, 9, 1);
const WEEK = Date.UTC(2026, 10, 16);
const dollars = (...amounts: readonly number[]) => amounts.map((amount) => BigInt(amount) * DOLLAR);
const days = (count: number, amount: number) => dollars(...new Array<number>(count).fill(amount));
const month = (...own: bigint[]): PastPeriod => ({ start: OCTOBER, days: own });

describe('budgetPreview', () => {
  for (const [name, own, amount, thresholds, expected] of [
    ['a day on which a threshold is reached exactly', dollars(10, 10, 10), 20, [50, 100], [0, 1]],
    ['a threshold that a cent is missing to', [10n * DOLLAR - 1n, 1n], 20, [50], [1]],
    ['thresholds passed at one step', dollars(1, 100), 50, [50, 80, 100, 120], [1, 1, 1, 1]],
    ['a threshold that holds', dollars(10, 10), 100, [20, 21], [1, null]],
    ['a sum that credits bring down again', dollars(10, -5, 1), 10, [100], [0]],
    ['nothing spent', dollars(0, 0), 10, [1], [null]],
    ['a fraction of a percent', dollars(10, 10), 20, [50.5], [1]],
    ['no days', [], 10, [1], [null]],
  ] as const) {
    it(`budgetPreview finds the day that a threshold is passed on: ${name}`, () => {
      assert.deepEqual(budgetPreview(own, BigInt(amount) * DOLLAR, thresholds), expected);
    });
  }
});

describe('suggestedAmount', () => {
  for (const [name, totals, expected] of [
    ['one month', [812], 900n * DOLLAR],
    ['the median of three', [100, 24_080, 90_000], 27_000n * DOLLAR],
    ['an amount that has two figures already', [100], 110n * DOLLAR],
    ['a few dollars', [3], 330n * CENT],
    ['nothing spent', [0, 0, 0], null],
    ['no whole period', [], null],
  ] as const) {
    it(`suggestedAmount is a round amount above the usual one: ${name}`, () => {
      const periods = totals.map((total) => month(...dollars(total)));
      assert.equal(suggestedAmount(periods), expected);
    });
  }

  it('suggestedAmount of less than a cent is a cent at least', () => {
    assert.equal(suggestedAmount([month(5n)]), CENT);
  });
});

describe('previewText', () => {
  const textOf = (periods: readonly PastPeriod[], period: BudgetPeriod, amount: number, thresholds = [50, 80, 100]) =>
    previewText(periods, { period, amount: BigInt(amount) * DOLLAR, thresholds }, FORMAT);

  for (const [amount, expected] of [
    [1_632, 'Last month ($3,100.00) you would have passed 80% on the 14th and 100% on the 17th.'],
    [3_100, 'Last month ($3,100.00) you would have passed 80% on the 25th and 100% on the 31st.'],
    [3_101, 'Last month ($3,100.00) you would have passed 80% on the 25th.'],
    [2_101, 'Last month ($3,100.00) you would have passed 80% on the 17th and 100% on the 22nd.'],
    [5_000, 'Last month ($3,100.00) you would have used 62%.'],
    [10, 'Last month ($3,100.00) you would have passed 80% on the 1st and 100% on the 1st.'],
    [240, 'Last month ($3,100.00) you would have passed 80% on the 2nd and 100% on the 3rd.'],
    [1_250, 'Last month ($3,100.00) you would have passed 80% on the 10th and 100% on the 13th.'],
  ] as const) {
    it(`previewText of $100 a day says when a month of $${amount} would have been passed`, () => {
      assert.equal(textOf([month(...days(31, 100))], 'month', amount), expected);
    });
  }

  it('previewText of a week names the weekday', () => {
    const week = { start: WEEK, days: days(7, 10) };
    assert.equal(textOf([week], 'week', 50), 'Last week ($70.00) you would have passed 80% on Thu and 100% on Fri.');
    assert.equal(
      textOf([week], 'week', 50, [90]),
      'Last week ($70.00) you would have passed 90% on Fri and 100% on Fri.',
    );
    assert.equal(textOf([week], 'week', 50, [100]), 'Last week ($70.00) you would have passed 100% on Fri.');
  });

  it('previewText of a day counts the days that would have passed it', () => {
    const past = [8, 20, 12, 9].map((amount) => month(...dollars(amount)));
    assert.equal(
      textOf(past, 'day', 12),
      'Yesterday ($8.00) you would have used 66%. 2 of the last 4 days would have passed 100%.',
    );
    assert.equal(textOf(past.slice(0, 1), 'day', 16), 'Yesterday ($8.00) you would have used 50%.');
  });

  it('previewText says nothing without a whole period, and 0% where credits were all', () => {
    assert.equal(textOf([], 'month', 12), '');
    assert.equal(textOf([month(...dollars(-3))], 'month', 12), 'Last month (-$3.00) you would have used 0%.');
  });
});
