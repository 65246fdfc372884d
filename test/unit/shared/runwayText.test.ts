import assert from 'node:assert/strict';
import { createFormat } from '../../../src/shared/format.ts';
import { CENT } from '../../../src/shared/money.ts';
import type { Runway } from '../../../src/shared/runway.ts';
import { driftText, runwayNotes, runwaySinceText, runwayText } from '../../../src/shared/runwayText.ts';

const format = createFormat('en-US', 'UTC');
const NOW = Date.UTC(2026, 10, 22, 14, 7);
const day = (of: number, month = 11) => Date.UTC(2026, month, of);
const AS_OF = Date.UTC(2026, 10, 2, 9, 30);
const lasting = (on: number | null, range: { from: number; to: number | null } | null) => ({ lasts: { on, range } });

const TEXTS: readonly (readonly [cents: number | null, own: Partial<Runway>, text: string])[] = [
  [41_230, {}, '≈$412.30 left'],
  [41_230, lasting(day(12), { from: day(9), to: day(15) }), '≈$412.30 left, lasts until about Dec 12 (Dec 9 – 15)'],
  [41_230, lasting(day(12), { from: day(12), to: day(12) }), '≈$412.30 left, lasts until about Dec 12'],
  [41_230, lasting(day(12), { from: day(9), to: null }), '≈$412.30 left, lasts until about Dec 12 (Dec 9 or later)'],
  [41_230, lasting(day(12), null), '≈$412.30 left, lasts until about Dec 12'],
  [41_230, lasting(null, null), '≈$412.30 left, lasts a year or more'],
  [
    41_230,
    lasting(null, { from: day(3, 21), to: null }),
    '≈$412.30 left, lasts a year or more (Sun, Oct 3, 2027 at the earliest)',
  ],
  [0, {}, 'used up'],
  [-1240, {}, 'used up: spend since Nov 2 is ≈$12.40 over the balance'],
  [null, {}, 'not known yet: some days since Nov 2 are missing'],
];

describe('the text of a runway', () => {
  for (const [cents, own, text] of TEXTS) {
    it(`a runway reads ${text}`, () => {
      const left =
        cents === null ? null : ({ amount: BigInt(cents) * CENT, basis: 'mixed', unpricedTokens: 0 } as const);
      assert.equal(runwayText({ left, asOf: AS_OF, isByHour: false, lasts: null, ...own }, format, NOW), text);
    });
  }

  it('a runway says of when its balance is, and that spend since is counted by the hour where it is', () => {
    const of = (isByHour: boolean) => runwaySinceText({ left: null, asOf: AS_OF, isByHour, lasts: null }, format, NOW);
    assert.equal(of(false), 'as of Nov 2, 09:30 UTC');
    assert.equal(of(true), 'as of Nov 2, 09:30 UTC, spend since counted by the hour');
  });

  it('a runway is qualified by the moment of its balance and by what is excluded, unless it is not known', () => {
    const of = (left: Runway['left']) => runwayNotes({ left, asOf: AS_OF, isByHour: false, lasts: null }, format, NOW);
    assert.deepEqual(of({ amount: CENT, basis: 'mixed', unpricedTokens: 0 }), [
      'as of Nov 2, 09:30 UTC',
      'excludes Priority Tier, credits and charges that are not on the bill',
    ]);
    assert.equal(
      of({ amount: CENT, basis: 'mixed', unpricedTokens: 1000 })[1],
      'excludes Priority Tier, credits and charges that are not on the bill, and 1K unpriced tokens',
    );
    assert.deepEqual(of(null), []);
  });

  it('a drift names its side, and is none below half a cent', () => {
    assert.equal(driftText(-1240n * CENT, format), 'Our figure was $12.40 lower.');
    assert.equal(driftText(1240n * CENT, format), 'Our figure was $12.40 higher.');
    assert.deepEqual(
      [driftText(1n, format), driftText(0n, format)],
      ['Our figure was the same.', 'Our figure was the same.'],
    );
    assert.equal(driftText(null, format), '');
  });
});
