import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  BASES,
  BASIS_CODES,
  type Basis,
  basisAt,
  basisOf,
  basisOfParts,
  COST_PARTS,
  combine,
  hasEstimate,
} from '../../../src/shared/basis.ts';

const basis = fc.constantFrom(...BASES);

describe('basis', () => {
  it('codes of columns are the positions in BASES', () => {
    assert.deepEqual(
      BASES.map((name) => BASIS_CODES[name]),
      [0, 1, 2, 3],
    );
    assert.deepEqual(
      BASES.map((_, code) => basisAt(code)),
      BASES,
    );
  });

  it('an unknown or missing code is none', () => {
    assert.deepEqual([basisAt(4), basisAt(undefined)], ['none', 'none']);
  });

  it('combine of two different known bases is mixed', () => {
    assert.equal(combine('billed', 'estimated'), 'mixed');
    assert.equal(combine('mixed', 'billed'), 'mixed');
    assert.equal(combine('billed', 'billed'), 'billed');
  });

  it('combine with none keeps the other basis', () => {
    fc.assert(fc.property(basis, (one) => assert.deepEqual([combine(one, 'none'), combine('none', one)], [one, one])));
  });

  it('basisOf any parts is the one basis that all known parts have, else mixed', () => {
    const expected = (parts: readonly Basis[]): Basis => {
      const [only = 'none', ...others] = new Set(parts.filter((part) => part !== 'none'));
      return others.length > 0 ? 'mixed' : only;
    };
    fc.assert(fc.property(fc.array(basis), (parts) => assert.equal(basisOf(parts), expected(parts))));
  });

  it('basisOf parts that nothing is known of is the basis given for nothing', () => {
    assert.equal(basisOf(['none', 'none'], 'billed'), 'billed');
    assert.equal(basisOf(['estimated'], 'billed'), 'estimated');
  });

  it('basisOfParts leaves out parts of no amount', () => {
    assert.equal(basisOfParts([5n, 0n, 0n]), 'billed');
    assert.equal(basisOfParts([0n, 0n, -1n]), 'estimated');
    assert.equal(basisOfParts([5n, 0n, 1n]), 'mixed');
    assert.equal(
      basisOfParts(
        COST_PARTS.map(() => 0n),
        'billed',
      ),
      'billed',
    );
  });

  it('hasEstimate is true of estimated and mixed alone', () => {
    assert.deepEqual(BASES.filter(hasEstimate), ['estimated', 'mixed']);
  });
});
