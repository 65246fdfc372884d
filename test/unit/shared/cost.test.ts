import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BASES, type Basis, basisOf } from '../../../src/shared/basis.ts';
import { costText, dollarsText, sumOfCosts, UNKNOWN, unpricedText } from '../../../src/shared/cost.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { CENT, toCents } from '../../../src/shared/money.ts';

const format = createFormat('en-US', 'UTC');
const basis = fc.constantFrom(...BASES);
const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

describe('sumOfCosts', () => {
  it('sumOfCosts adds amounts and tokens without a price, and combines bases', () => {
    const costs = fc.array(fc.record({ amount, basis, unpricedTokens: fc.nat() }));
    fc.assert(
      fc.property(costs, (all) => {
        const sum = sumOfCosts(all, 'estimated');
        assert.equal(
          sum.amount,
          all.reduce((total, cost) => total + cost.amount, 0n),
        );
        assert.equal(
          sum.unpricedTokens,
          all.reduce((total, cost) => total + cost.unpricedTokens, 0),
        );
        assert.equal(
          sum.basis,
          basisOf(
            all.map((cost) => cost.basis),
            'estimated',
          ),
        );
      }),
    );
  });

  it('sumOfCosts of no costs is zero, with the basis given for nothing', () => {
    assert.deepEqual(sumOfCosts([], 'billed'), { amount: 0n, unpricedTokens: 0, basis: 'billed' });
  });
});

describe('costText', () => {
  it('costText has a leading ≈ where the cost is not all billed', () => {
    for (const cents of [{}, { cents: 1240n }]) {
      assert.equal(costText(format, { ...cents, amount: 1240n * CENT, basis: 'billed' }), '$12.40');
      assert.equal(costText(format, { ...cents, amount: 1240n * CENT, basis: 'mixed' }), '≈$12.40');
      assert.equal(costText(format, { ...cents, amount: 1240n * CENT, basis: 'estimated' }), '≈$12.40');
    }
  });

  it('costText keeps the sign of a change or a credit apart from the ≈, on one line', () => {
    const minus = format.money(-CENT).charAt(0);
    for (const cents of [1240n, undefined]) {
      const text = (sign: 1n | -1n, how: Basis, isChange = false) => {
        const rounded = cents === undefined ? {} : { cents: sign * cents };
        return costText(format, { ...rounded, amount: sign * 1240n * CENT, basis: how }, { isChange });
      };
      assert.equal(text(1n, 'estimated', true), '≈\u00a0+$12.40');
      assert.equal(text(1n, 'billed', true), '+$12.40');
      assert.equal(text(-1n, 'mixed', true), `≈\u00a0${minus}$12.40`);
      assert.equal(text(-1n, 'mixed'), `≈\u00a0${minus}$12.40`);
      assert.equal(text(-1n, 'billed'), `${minus}$12.40`);
    }
    for (const tiny of [0n, CENT / 2n]) {
      assert.doesNotMatch(costText(format, { amount: tiny, basis: 'mixed' }, { isChange: true }), /[+≈]/);
    }
  });

  it('costText of a cost below a cent is <$0.01, without ≈', () => {
    assert.equal(costText(format, { amount: CENT / 2n, basis: 'estimated' }), '<$0.01');
    assert.equal(costText(format, { cents: 0n, amount: 1n, basis: 'estimated' }), '<$0.01');
  });

  it('costText of zero is $0.00 where that is known', () => {
    assert.equal(costText(format, { amount: 0n, basis: 'estimated' }), '$0.00');
    assert.equal(costText(format, { cents: 0n, amount: 0n, basis: 'estimated' }), '$0.00');
  });

  it('costText is — where nothing is known, or nothing has a price', () => {
    assert.equal(costText(format, null), UNKNOWN);
    assert.equal(costText(format, { amount: 0n, basis: 'none' }), UNKNOWN);
    assert.equal(costText(format, { cents: 0n, amount: 0n, basis: 'estimated', unpricedTokens: 9 }), UNKNOWN);
  });

  it('costText of an amount with unpriced tokens beside it is the amount', () => {
    assert.equal(costText(format, { amount: 5n * CENT, basis: 'billed', unpricedTokens: 9 }), '$0.05');
  });

  it('costText of a credit that rounds to nothing is >-$0.01 where tiny credits are shown', () => {
    const credit = { cents: 0n, amount: -CENT / 3n, basis: 'billed' } as const;
    assert.equal(costText(format, credit, { tellsTinyCredits: true }), '>-$0.01');
    assert.equal(costText(format, credit), '$0.00');
  });
});

describe('dollarsText', () => {
  it('dollarsText of zero is $0.00, also without a basis', () => {
    assert.equal(dollarsText(format, { amount: 0n, basis: 'none' }), '$0.00');
  });

  it('dollarsText is the same from a cent up, whether rounded alone or in a table', () => {
    fc.assert(
      fc.property(amount, basis, (own, how) => {
        fc.pre(own >= CENT || own <= -CENT);
        const cost = { amount: own, basis: how };
        assert.equal(dollarsText(format, cost), dollarsText(format, { ...cost, cents: toCents(own) }));
      }),
    );
  });
});

describe('unpricedText', () => {
  it('unpricedText shortens large counts, and has a singular', () => {
    assert.equal(unpricedText(format, 1_200_000), '1.2M unpriced tokens');
    assert.equal(unpricedText(format, 1), '1 unpriced token');
  });
});
