import assert from 'node:assert/strict';
import type { DayRecord } from '../../../src/spend/bill.ts';
import { ITEMS, type Item } from '../../../src/spend/kind.ts';
import { cell, costRow, input, kind, priceOf, ratesOf, series, wholeDay } from './made.ts';

const MILLION = 1_000_000;
const W = { workspaceId: 'w' };

interface Week {
  /** Rate of a million tokens two, three, four … days ago; null for a day without them. */
  readonly own: readonly (number | null)[];
  /** The same in another workspace. */
  readonly elsewhere?: readonly (number | null)[];
}

/** Today's rate after such days, and its rung. */
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

describe('a rate of the newest final day', () => {
  it('a rate of the newest final day is trusted as long as it is that of its week', () => {
    assert.deepEqual(pricedAfter({ own: [10_000, ...week(10_000)] }), trusted(10_000));
    assert.deepEqual(pricedAfter({ own: [10_029, ...week(10_000)] }), trusted(10_029));
  });

  it('a rate is replaced by its week’s median when a key was refused all day', () => {
    assert.deepEqual(pricedAfter({ own: [8_000, ...week(10_000)] }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [8_000, ...week(10_000)], elsewhere: week(9_000) }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [9_950, ...week(10_000)] }), distrusted(10_000));
  });

  it('a rate that rose is trusted, both with nothing to compare with and with others that stayed', () => {
    assert.deepEqual(pricedAfter({ own: [12_500, ...week(10_000)] }), trusted(12_500));
    assert.deepEqual(pricedAfter({ own: [12_500, ...week(10_000)], elsewhere: week(10_000) }), trusted(12_500));
    assert.deepEqual(pricedAfter({ own: [8_000, ...week(0)] }), trusted(8_000));
  });

  it('a rate is distrusted when the bill has the kind at zero for once', () => {
    assert.deepEqual(pricedAfter({ own: [0, ...week(10_000)] }), distrusted(10_000));
  });

  it('a rate is trusted when the kind fell in other workspaces too: the price was cut', () => {
    const cut = { own: [7_500, ...week(10_000)], elsewhere: [7_600, ...week(10_000)] };
    assert.deepEqual(pricedAfter(cut), trusted(7_500));
  });

  it('a rate that fell is distrusted when the kind rose in other workspaces', () => {
    const apart = { own: [7_500, ...week(10_000)], elsewhere: [12_000, ...week(10_000)] };
    assert.deepEqual(pricedAfter(apart), distrusted(10_000));
  });

  it('a rate is trusted on the second day at a new level, with nothing to compare with', () => {
    assert.deepEqual(pricedAfter({ own: [7_500, ...week(10_000)] }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [7_500, 7_500, ...week(10_000)] }), trusted(7_500));
    assert.deepEqual(pricedAfter({ own: [7_500, 7_510, ...week(10_000)], elsewhere: week(10_000) }), trusted(7_500));
  });

  it('a rate is trusted again the day after a refusal, and after a refusal of two days', () => {
    assert.deepEqual(pricedAfter({ own: [10_000, 8_000, ...week(10_000)] }), trusted(10_000));
    assert.deepEqual(pricedAfter({ own: [10_000, 8_000, 8_000, ...week(10_000)] }), trusted(10_000));
  });

  it('a rate that fell alone in its workspace is distrusted, whatever other kinds do at their own prices', () => {
    const different = { own: [5_000, ...week(10_000)], elsewhere: week(4_000) };
    assert.deepEqual(pricedAfter(different), distrusted(10_000));
  });

  it('a rate is judged by the newest price of a week in which the price was cut everywhere', () => {
    const own = [6_300, 7_500, 7_500, 7_500, 10_000, 10_000, 10_000, 10_000];
    const elsewhere = [7_500, 7_500, 7_500, 7_500, 10_000, 10_000, 10_000, 10_000];
    assert.deepEqual(pricedAfter({ own, elsewhere }), distrusted(7_500));
    assert.deepEqual(pricedAfter({ own }), distrusted(7_500));
    assert.deepEqual(pricedAfter({ own: [7_500, ...own.slice(1)], elsewhere }), trusted(7_500));
  });

  it('a rate is judged by the days there are, three at least', () => {
    assert.deepEqual(pricedAfter({ own: [8_000, 10_000, null, null, 10_000, 10_000] }), distrusted(10_000));
    assert.deepEqual(pricedAfter({ own: [8_000, 10_000, 10_000] }), trusted(8_000));
  });

  it('a rate is not judged by days more than a week before it', () => {
    const nothing = Array.from({ length: 7 }, () => null);
    assert.deepEqual(pricedAfter({ own: [8_000, ...nothing, ...week(10_000)] }), trusted(8_000));
  });
});

/** Kinds of one workspace, in cents of a million tokens: what they cost until three days ago, and two days ago. */
interface Kinds {
  readonly [model: string]: Readonly<Partial<Record<Item, readonly [before: number, newest: number]>>>;
}

/** Today's rate of each kind with its rung, in the same order. */
function pricedTogether(kinds: Kinds, elsewhere: Kinds = {}): (string | null)[] {
  const places = [
    ['', kinds],
    ['w', elsewhere],
  ] as const;
  const all = places.flatMap(([workspaceId, here]) =>
    Object.entries(here).flatMap(([model, items]) =>
      Object.entries(items).map(([item, prices]) => ({ workspaceId, model, item: itemOf(item), prices })),
    ),
  );
  const dayOf = (ago: number) =>
    wholeDay(
      ago,
      all.map(({ workspaceId, model, item, prices }) => {
        const own = { workspaceId, model, ...(item === 'web_search_requests' ? SEARCH : { tokenType: item }) };
        return costRow(BigInt(prices[ago === 2 ? 1 : 0]), own);
      }),
      all.map(({ workspaceId, model, item }) => cell(series({ workspaceId, model }), { [item]: MILLION })),
    );
  const rates = ratesOf(...[2, 3, 4, 5, 6, 7].map(dayOf));
  return all.map(({ workspaceId, model, item }) => {
    const searched = item === 'web_search_requests' ? '' : model;
    const price = priceOf(
      rates,
      kind({ workspaceId, model: searched, item, ...(searched ? {} : { serviceTier: '' }) }),
    );
    return price && `${price.million} ${price.source}`;
  });
}

const SEARCH = { costType: 'web_search', tokenType: '', serviceTier: '', contextWindow: '' };
const itemOf = (name: string) => ITEMS.find((item) => item === name) ?? assert.fail(name);

describe('a rate that fell, beside others of its workspace', () => {
  it('a rate that fell is trusted when the model’s other token types fell by the same factor: a discount began', () => {
    const nova = {
      uncached_input_tokens: [10_000, 8_000],
      cache_read_input_tokens: [1_000, 800],
      output_tokens: [50_000, 40_000],
    } as const;
    assert.deepEqual(pricedTogether({ nova }), ['8000 own', '800 own', '40000 own']);
    const stays = { uncached_input_tokens: [10_000, 10_000], output_tokens: [50_000, 50_000] } as const;
    assert.deepEqual(pricedTogether({ nova, stays }).slice(0, 3), ['8000 own', '800 own', '40000 own']);
  });

  it('a rate that fell is trusted when the other models fell by the same factor, as far as the detail of usage shows', () => {
    const ofOutput = (price: readonly [number, number]) => ({ output_tokens: price });
    const fell = pricedTogether({ nova: ofOutput([50_000, 40_000]), orbit: ofOutput([25_000, 20_040]) });
    assert.deepEqual(fell, ['40000 own', '20040 own']);
  });

  it('a rate that fell is trusted when only the web search stayed, which no discount applies to', () => {
    const nova = {
      uncached_input_tokens: [10_000, 8_000],
      output_tokens: [50_000, 40_000],
      web_search_requests: [1_000, 1_000],
    } as const;
    assert.deepEqual(pricedTogether({ nova }), ['8000 own', '40000 own', '1000 own']);
  });

  it('a rate is distrusted when a key was refused: each kind fell by its own factor, and unused ones stayed', () => {
    const nova = {
      uncached_input_tokens: [10_000, 8_000],
      cache_read_input_tokens: [1_000, 850],
      output_tokens: [50_000, 37_000],
    } as const;
    const orbit = { uncached_input_tokens: [5_000, 5_000], output_tokens: [20_000, 20_000] } as const;
    const week = ['10000 ownMedian', '1000 ownMedian', '50000 ownMedian', '5000 own', '20000 own'];
    assert.deepEqual(pricedTogether({ nova, orbit }), week);
    const elsewhere = pricedTogether({ nova, orbit }, { nova: { output_tokens: [50_000, 50_000] } });
    assert.deepEqual(elsewhere, [...week, '50000 own']);
  });

  it('a rate is distrusted when its fall is as small as the difference between the falls', () => {
    const nova = { uncached_input_tokens: [10_000, 9_900], output_tokens: [50_000, 49_400] } as const;
    assert.deepEqual(pricedTogether({ nova }), ['10000 ownMedian', '50000 ownMedian']);
  });

  it('a rate is distrusted when only one of many kinds fell by the same factor, by chance', () => {
    const nova = {
      uncached_input_tokens: [10_000, 8_000],
      'cache_creation.ephemeral_5m_input_tokens': [12_500, 11_000],
      cache_read_input_tokens: [1_000, 900],
      output_tokens: [50_000, 40_000],
    } as const;
    const orbit = { uncached_input_tokens: [5_000, 5_000], output_tokens: [20_000, 20_000] } as const;
    const all = pricedTogether({ nova, orbit });
    assert.deepEqual(all.slice(0, 4), ['10000 ownMedian', '12500 ownMedian', '1000 ownMedian', '50000 ownMedian']);
  });

  it('a rate is distrusted when all fell to nothing, which no discount does', () => {
    const nova = { uncached_input_tokens: [10_000, 0], output_tokens: [50_000, 0] } as const;
    assert.deepEqual(pricedTogether({ nova }), ['10000 ownMedian', '50000 ownMedian']);
  });

  it('a fall is taken for a discount until the next final day when all of a lone key was refused for the same part of a day', () => {
    const nova = { uncached_input_tokens: [10_000, 6_000], output_tokens: [50_000, 30_000] } as const;
    assert.deepEqual(pricedTogether({ nova }), ['6000 own', '30000 own']);
  });

  it('a rate is trusted when a discount began in one of two workspaces', () => {
    const fell = { uncached_input_tokens: [10_000, 8_000], output_tokens: [50_000, 40_000] } as const;
    const stayed = { uncached_input_tokens: [10_000, 10_000], output_tokens: [50_000, 50_000] } as const;
    const priced = pricedTogether({ nova: fell }, { nova: stayed });
    assert.deepEqual(priced, ['8000 own', '40000 own', '10000 own', '50000 own']);
  });
});

describe('an outlier of a kind with a list price', () => {
  it('a rate that fell with its list price is no outlier', () => {
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
