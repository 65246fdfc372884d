import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BudgetState } from '../../../src/shared/budget.ts';
import {
  barText,
  budgetAmountText,
  budgetLine,
  hasReached,
  leftText,
  scopeText,
  spentOfText,
  spentText,
  usedShare,
  worstFirst,
} from '../../../src/shared/budgetText.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';
import { budgetState, type MadeUpBudget, PRODUCTION } from './budgetState.ts';

const format = createFormat('en-US', 'UTC');
const NOW = Date.UTC(2026, 10, 22, 14, 7);
const day = (of: number, month = 10) => Date.UTC(2026, month, of);

/** Budget → spend of amount, and what is left. */
const TEXTS: readonly (readonly [of: MadeUpBudget, spent: string, left: string])[] = [
  [{}, '≈$812 of $2,000', '≈$1,188 left'],
  [{ cents: 81_250, basis: 'billed' }, '$813 of $2,000', '$1,188 left'],
  [{ cents: 0, basis: 'billed' }, '$0 of $2,000', '$2,000 left'],
  [{ cents: 30 }, '<$1 of $2,000', '≈$2,000 left'],
  [{ cents: 199_949 }, '≈$1,999 of $2,000', '≈$1 left'],
  [{ cents: 199_960 }, '≈$1,999.60 of $2,000', '≈$0.40 left'],
  [{ cents: 200_000 }, '≈$2,000 of $2,000', 'all used'],
  [{ cents: 200_030 }, '≈$2,000 of $2,000', '≈$0.30 over'],
  [{ cents: 248_000 }, '≈$2,480 of $2,000', '≈$480 over'],
  [{ cents: 700, amount: 1250n * CENT }, '≈$7.00 of $12.50', '≈$5.50 left'],
  [{ cents: -550, basis: 'billed' }, '-$5 of $2,000', '$2,006 left'],
  [{ cents: null }, '— of $2,000', ''],
];

describe('the text of a budget', () => {
  for (const [of, spent, left] of TEXTS) {
    it(`a budget reads ${spent}, ${left || 'and nothing of what is left'}`, () => {
      assert.deepEqual([spentOfText(budgetState(of), format), leftText(budgetState(of), format)], [spent, left]);
    });
  }

  it('a budget just below its amount never reads as used up, to the last unit', () => {
    const { budget } = budgetState();
    const spent = { amount: budget.amount - 1n, basis: 'billed', unpricedTokens: 0 } as const;
    assert.equal(spentText(spent, budget.amount, format), '$1,999.99');
    assert.equal(usedShare({ budget, spent }), 0.99);
    assert.equal(leftText({ ...budgetState(), spent }, format), '<$0.01 left');
  });

  it('a budget’s spend has cents only where it would read as the amount before that is reached', () => {
    const spend = fc.bigInt({ min: 0n, max: 10_000n * DOLLAR });
    const whole = fc.bigInt({ min: 1n, max: 9_000n }).map((dollars) => dollars * DOLLAR);
    const near = fc.tuple(whole, fc.bigInt({ min: -2n * DOLLAR, max: 2n * DOLLAR }));
    const cases = fc.oneof(
      fc.tuple(whole, spend),
      near.map(([amount, off]) => [amount, amount + off] as const),
    );
    fc.assert(
      fc.property(cases, ([amount, spent]) => {
        if (spent < 0n) return;
        const text = spentText({ amount: spent, basis: 'billed', unpricedTokens: 0 }, amount, format);
        const limit = format.wholeDollars(amount);
        const isNear = spent < amount && amount - spent <= DOLLAR / 2n;
        assert.equal(text === limit || text === format.money(amount), spent >= amount && spent - amount < DOLLAR / 2n);
        assert.equal(text.includes('.'), isNear);
        const share = usedShare({
          ...budgetState({ amount }),
          spent: { amount: spent, basis: 'billed', unpricedTokens: 0 },
        });
        assert.equal((share ?? 0) >= 1, hasReached(spent, amount, 100));
        assert.equal(barText(share ?? 0) === '▓'.repeat(10), spent >= amount);
      }),
    );
  });

  it('a budget’s amount has cents only where it is not of whole dollars', () => {
    assert.equal(budgetAmountText(2000n * DOLLAR, format), '$2,000');
    assert.equal(budgetAmountText(1250n * CENT, format), '$12.50');
  });

  it('a threshold is judged exactly, a broken one too', () => {
    const amount = 2000n * DOLLAR;
    assert.equal(hasReached(1600n * DOLLAR - 1n, amount, 80), false);
    assert.equal(hasReached(1600n * DOLLAR, amount, 80), true);
    assert.equal(hasReached(1650n * DOLLAR - 1n, amount, 82.5), false);
    assert.equal(hasReached(1650n * DOLLAR, amount, 82.5), true);
    assert.equal(hasReached(-DOLLAR, amount, 1), false);
  });

  it('a budget’s tokens without a price are tokens, never $0', () => {
    const spent = (cents: number) =>
      ({ amount: BigInt(cents) * CENT, basis: 'estimated', unpricedTokens: 1_200_000 }) as const;
    assert.equal(spentText(spent(0), DOLLAR, format), '1.2M unpriced tokens');
    assert.equal(spentText(spent(81_234), 2000n * DOLLAR, format), '≈$812 + 1.2M unpriced tokens');
  });

  it('a budget’s line has what is used, what is left, and the day that it passes on', () => {
    const line = (own: MadeUpBudget) => budgetLine(budgetState(own), format, NOW);
    const range = { from: day(26), to: day(29) };
    assert.equal(
      line({ passing: { on: day(28), range } }),
      '≈$812 of $2,000 · 40% · ≈$1,188 left · passes on Sat, Nov 28 (Nov 26 – 29)',
    );
    assert.equal(line({ passing: { on: null, range: null } }), '≈$812 of $2,000 · 40% · ≈$1,188 left · holds');
    assert.equal(line({ cents: 248_000 }), '≈$2,480 of $2,000 · 124% · ≈$480 over');
    assert.equal(line({ cents: null }), '— of $2,000');
  });

  it('a budget names its scope, unless it is the organization or named alike', () => {
    const of = (own: Partial<BudgetState>) => scopeText({ ...budgetState(), ...own });
    assert.equal(of({}), '');
    assert.equal(of({ scope: PRODUCTION, scopeName: 'Production' }), 'workspace Production');
    assert.equal(of({ scope: PRODUCTION, scopeName: 'Team' }), '');
    assert.equal(of({ scope: { dimension: 'apiKey', id: '' }, scopeName: 'No API key' }), 'API key No API key');
  });

  it('budgets come in the order of their used share, unknown ones last', () => {
    const states = [
      budgetState({ name: 'unknown', cents: null }),
      budgetState({ name: 'large', amount: 5000n * DOLLAR, cents: 90_000 }),
      budgetState({ name: 'small', amount: 100n * DOLLAR, cents: 5000 }),
    ];
    assert.deepEqual(
      worstFirst(states).map(({ budget }) => budget.name),
      ['small', 'large', 'unknown'],
    );
  });

  it('a budget’s bar is as long as its used share, and never longer than ten blocks', () => {
    const bars = [0, 0.09, 0.1, 0.29, 0.3, 0.99, 1, 2.4, -1].map((share) => barText(share).replaceAll('░', ''));
    assert.deepEqual(
      bars.map(({ length }) => length),
      [0, 0, 1, 2, 3, 9, 10, 10, 0],
    );
  });
});
