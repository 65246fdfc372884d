import assert from 'node:assert/strict';
import type { DayRecord } from '../../../src/spend/bill.ts';
import { costRow, input, kind, priceOf, ratesOf, wholeDay } from './made.ts';

const MILLION = 1_000_000;
const W = { workspaceId: 'w' };

interface Week {
  /** What a million tokens cost two, three, four … days ago; null for a day without them. */
  readonly own: readonly (number | null)[];
  /** The same in another workspace. */
  readonly elsewhere?: readonly (number | null)[];
}

/** What today's tokens are priced with after such days, and on which rung. */
function pricedAfter({ own, elsewhere = [] }: Week): { million: number | undefined; source: string | undefined } {
  const days = Array.from({ length: Math.max(own.length, elsewhere.length) }, (_, index): DayRecord => {
    const [mine, others] = [own[index] ?? null, elsewhere[index] ?? null];
    return wholeDay(
      index + 2,
      [...(mine === null ? [] : [costRow(BigInt(mine))]), ...(others === null ? [] : [costRow(BigInt(others), W)])],
      [...(mine === null ? [] : [input(MILLION)]), ...(others === null ? [] : [input(MILLION, W)])],
    );
  });
  const price = priceOf(ratesOf(...days), kind());
  return { million: price?.million, source: price?.source };
}

const week = (price: number) => Array.from({ length: 7 }, () => price);
const trusted = (million: number) => ({ million, source: 'own' });
const distrusted = (million: number) => ({ million, source: 'ownMedian' });

describe('a rate of the newest whole day', () => {
  it('is trusted as long as it is that of its week', () => {
    assert.deepEqual(pricedAfter({ own: [10_000, ...week(10_000)] }), trusted(10_000));
    assert.deepEqual(pricedAfter({ own: [10_029, ...week(10_000)] }), trusted(10_029));
  });

  it('is distrusted for the week’s median when a key was refused all day', () => {
    assert.deepEqual(pricedAfter({ own: [8_000, ...week(10_000)] }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [8_000, ...week(10_000)], elsewhere: week(9_000) }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [9_950, ...week(10_000)] }), distrusted(10_000));
  });

  it('is distrusted upwards too: late usage was missed', () => {
    assert.deepEqual(pricedAfter({ own: [12_000, ...week(10_000)], elsewhere: week(10_000) }), distrusted(10_000));
  });

  it('is distrusted when the bill names the kind at nothing for once', () => {
    assert.deepEqual(pricedAfter({ own: [0, ...week(10_000)] }), distrusted(10_000));
  });

  it('is trusted when the kind moved elsewhere too: the price was cut', () => {
    const cut = { own: [7_500, ...week(10_000)], elsewhere: [7_600, ...week(10_000)] };
    assert.deepEqual(pricedAfter(cut), trusted(7_500));
  });

  it('is distrusted when elsewhere moved the other way', () => {
    const apart = { own: [7_500, ...week(10_000)], elsewhere: [12_000, ...week(10_000)] };
    assert.deepEqual(pricedAfter(apart), distrusted(10_000));
  });

  it('is trusted on the second day at a new level, with nobody to compare with', () => {
    assert.deepEqual(pricedAfter({ own: [7_500, ...week(10_000)] }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [7_500, 7_500, ...week(10_000)] }), trusted(7_500));
    assert.deepEqual(pricedAfter({ own: [7_500, 7_510, ...week(10_000)], elsewhere: week(10_000) }), trusted(7_500));
  });

  it('is trusted again the day after a refusal, and after two days of one', () => {
    assert.deepEqual(pricedAfter({ own: [10_000, 8_000, ...week(10_000)] }), trusted(10_000));
    assert.deepEqual(pricedAfter({ own: [10_000, 8_000, 8_000, ...week(10_000)] }), trusted(10_000));
  });

  it('moves alone in its own workspace and is not believed, whatever the others do at their own prices', () => {
    const different = { own: [5_000, ...week(10_000)], elsewhere: week(4_000) };
    assert.deepEqual(pricedAfter(different), distrusted(10_000));
  });

  it('is judged by the newest price of a week in which the price was cut everywhere', () => {
    const own = [6_300, 7_500, 7_500, 7_500, 10_000, 10_000, 10_000, 10_000];
    const elsewhere = [7_500, 7_500, 7_500, 7_500, 10_000, 10_000, 10_000, 10_000];
    assert.deepEqual(pricedAfter({ own, elsewhere }), distrusted(7_500));
    assert.deepEqual(pricedAfter({ own }), distrusted(7_500));
    assert.deepEqual(pricedAfter({ own: [7_500, ...own.slice(1)], elsewhere }), trusted(7_500));
  });

  it('is judged by what days there are, and by no less than three', () => {
    assert.deepEqual(pricedAfter({ own: [8_000, 10_000, null, null, 10_000, 10_000] }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [8_000, 10_000, 10_000] }), trusted(8_000));
  });

  it('is not judged by days more than a week before it', () => {
    const nothing = Array.from({ length: 7 }, () => null);
    assert.deepEqual(pricedAfter({ own: [8_000, ...nothing, ...week(10_000)] }), trusted(8_000));
  });

  it('that went from nothing to something needs a second day, like any other', () => {
    assert.deepEqual(pricedAfter({ own: [8_000, ...week(0)] }), distrusted(0));
    assert.deepEqual(pricedAfter({ own: [8_000, 8_000, ...week(0)] }), trusted(8_000));
  });
});

describe('distrust of a kind with a list price', () => {
  it('knows that the list has changed', () => {
    // Sonnet 5.5 reads its cache for half since 2026-10-07.
    const own = { model: 'claude-sonnet-5-5', tokenType: 'cache_read_input_tokens' } as const;
    const ago = (day: number) => (Date.UTC(2026, 10, 19) - Date.UTC(2026, 9, day)) / 86_400_000;
    const day = (of: number, amount: bigint) => {
      const usage = input(0, { model: own.model });
      const counts = usage.counts.map((_, index) => (index === 3 ? MILLION : 0));
      return wholeDay(ago(of), [costRow(amount, own)], [{ ...usage, counts }]);
    };
    const before = [1, 2, 3, 4, 5, 6].map((of) => day(of, 18_000_000n));
    const read = kind({ model: own.model, item: 'cache_read_input_tokens' });
    const price = (amount: bigint) => priceOf(ratesOf(...before, day(7, amount)), read, Date.UTC(2026, 9, 9));
    assert.deepEqual(price(9_000_000n), { source: 'own', day: '2026-10-07', million: 9_000_000 });
    assert.deepEqual(price(7_000_000n), { source: 'ownMedian', day: '2026-10-07', million: 9_000_000 });
  });
});
