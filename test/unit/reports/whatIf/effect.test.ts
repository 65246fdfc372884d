import assert from 'node:assert/strict';
import { effectCell, effectOn, partOf, totalOf } from '../../../../src/reports/whatIf/effect.ts';
import { dollars, line } from '../made.ts';

const UNKNOWN = { saved: null, unpricedTokens: 7 };
const KNOWN = { saved: dollars(2), unpricedTokens: 0 };

describe('the effect of a change', () => {
  it('an effect is what was paid less what would have been', () => {
    const lines = [line({ units: 1, billed: dollars(3) }), line({ units: 1, estimated: dollars(1) })];
    assert.deepEqual(
      effectOn(lines, () => dollars(0.5)),
      { saved: dollars(3), unpricedTokens: 0 },
    );
  });

  it('an effect is below zero where it would have cost more', () => {
    const [one] = [line({ units: 1, billed: dollars(1) })];
    assert.equal(effectOn([one], () => dollars(4)).saved, dollars(-3));
  });

  it('an effect is unknown where one price is, and counts the tokens', () => {
    const lines = [line({ units: 1, billed: dollars(3) }), line({ units: 5, billed: dollars(1) })];
    const effect = effectOn(lines, ({ units }) => (units === 5 ? null : 0n));
    assert.deepEqual(effect, { saved: null, unpricedTokens: 5 });
  });

  it('an effect counts only paid tokens as lacking a price', () => {
    const refused = line({ units: 9, paidUnits: 5, billed: dollars(1) });
    assert.deepEqual(
      effectOn([refused], () => null),
      { saved: null, unpricedTokens: 5 },
    );
  });

  it('tokens that are in no bill have no effect', () => {
    assert.deepEqual(
      effectOn([line({ units: 9, serviceTier: 'priority' })], () => assert.fail('asked for a price')),
      { saved: 0n, unpricedTokens: 0 },
    );
  });

  it('an effect can be divided', () => {
    assert.deepEqual(partOf(KNOWN, 1, 4), { saved: dollars(0.5), unpricedTokens: 0 });
    assert.deepEqual(partOf(UNKNOWN, 1, 4), UNKNOWN);
  });

  it('a sum of effects adds up the known ones, and counts the tokens of the others', () => {
    assert.deepEqual(totalOf([KNOWN, UNKNOWN, KNOWN]), { saved: dollars(4), unpricedTokens: 7 });
    assert.deepEqual(totalOf([UNKNOWN]), UNKNOWN);
    assert.deepEqual(totalOf([]), { saved: 0n, unpricedTokens: 0 });
  });

  it('an effect is an estimate, whatever its rates are', () => {
    const cell = { kind: 'money', amount: dollars(2), basis: 'estimated', unpricedTokens: 0, unpricedAs: 'in batch' };
    assert.deepEqual(effectCell(KNOWN, 'in batch'), cell);
  });
});
