import assert from 'node:assert/strict';
import type { UsageLine } from '../../../../src/reports/reportData.ts';
import { moreHits } from '../../../../src/reports/whatIf/moreHits.ts';
import { PeriodRates } from '../../../../src/reports/whatIf/periodRates.ts';
import { dollars, line } from '../made.ts';

const million = 1_000_000;
const saved = (lines: readonly UsageLine[], points: number) =>
  moreHits(lines, points, new PeriodRates(lines, '2026-11-20'));

describe('more cache hits', () => {
  const uncached = line({ units: 5 * million, billed: dollars(20) });
  const write = line({ item: 1, units: million, billed: dollars(5) });
  const reads = line({ item: 3, units: 4 * million, billed: dollars(0.8) });
  const output = line({ item: 4, units: 7 * million, billed: dollars(140) });

  it('more cache hits move so much of all input from the uncached rate to that of reads', () => {
    // A tenth of ten million tokens, at $4.00 less $0.20 a million.
    assert.deepEqual(saved([uncached, write, reads, output], 0.1), { saved: dollars(3.8), unpricedTokens: 0 });
  });

  it('more cache hits move no more than the uncached tokens', () => {
    assert.deepEqual(saved([uncached, write, reads], 0.9), { saved: dollars(19), unpricedTokens: 0 });
    assert.deepEqual(saved([write, reads], 0.1), { saved: 0n, unpricedTokens: 0 });
  });

  it('more cache hits move tokens of every kind alike', () => {
    const haiku = line({ model: 'claude-haiku-4-5', units: 5 * million, billed: dollars(5) });
    // Half of all moved is Opus 5.5 at $3.80 a million less, half Haiku 4.5 at $0.90 less.
    assert.deepEqual(saved([uncached, haiku], 0.1), { saved: dollars(2.35), unpricedTokens: 0 });
  });

  it('more cache hits save less than nothing where reads were dearer than input', () => {
    const dear = line({ item: 3, units: million, billed: dollars(6) });
    assert.deepEqual(saved([line({ units: million, billed: dollars(4) }), dear], 0.5), {
      saved: dollars(-2),
      unpricedTokens: 0,
    });
  });

  it('more cache hits leave Priority Tier and refused requests alone: they are in no bill', () => {
    const priority = line({ serviceTier: 'priority', units: 90 * million });
    assert.deepEqual(saved([uncached, write, reads, priority], 0.1), { saved: dollars(3.8), unpricedTokens: 0 });
  });

  it('more cache hits leave refused requests alone in lines that were paid for on other days', () => {
    const more = [uncached, write, reads].map((own) => ({ ...own, units: own.units + 20 * million }));
    assert.deepEqual(saved(more, 0.1), { saved: dollars(3.8), unpricedTokens: 0 });
    assert.deepEqual(saved(more, 0.9), { saved: dollars(19), unpricedTokens: 0 });
  });

  it('more cache hits have unknown savings where a price is not known', () => {
    const unpriced = line({ model: 'claude-next-9', units: 30, unpricedTokens: 30 });
    assert.deepEqual(saved([uncached, unpriced], 0.1), { saved: null, unpricedTokens: 30 });
    assert.deepEqual(saved([uncached, { ...unpriced, item: 1 }], 0.1), { saved: null, unpricedTokens: 30 });
    const unlisted = line({ model: 'claude-next-9', units: 40, billed: dollars(1) });
    assert.deepEqual(saved([uncached, unlisted], 0.1), { saved: null, unpricedTokens: 40 });
  });
});
