import assert from 'node:assert/strict';
import { DOLLAR } from '../../../src/shared/money.ts';
import { LIST_PRICES } from '../../../src/spend/listPrices.data.ts';
import { listPrice, type PricedItem, type PricedKind } from '../../../src/spend/listPrices.ts';

const DAY = '2026-11-20';
const base: PricedKind = {
  model: 'claude-opus-5-5',
  item: 'uncached_input_tokens',
  serviceTier: 'standard',
  contextWindow: '0-200k',
  inferenceGeo: 'global',
  speed: 'standard',
};
const ITEMS: readonly PricedItem[] = [
  'uncached_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
  'cache_read_input_tokens',
  'output_tokens',
];
/** Dollars for a million, as a number, which is exact enough to be read. */
function price(kind: Partial<PricedKind>, day = DAY): number | null {
  const money = listPrice({ ...base, ...kind }, day);
  return money === null ? null : Number(money) / Number(DOLLAR);
}
const row = (kind: Partial<PricedKind>, day = DAY) => ITEMS.map((item) => price({ ...kind, item }, day));

describe('list prices', () => {
  it('list prices are per million tokens, by token type', () => {
    assert.deepEqual(row({ model: 'claude-opus-5-5' }), [4, 5, 8, 0.2, 20]);
    assert.deepEqual(row({ model: 'claude-sonnet-4-5' }), [3, 3.75, 6, 0.3, 15]);
    assert.deepEqual(row({ model: 'claude-3-haiku-20240307' }), [0.25, 0.3, 0.5, 0.03, 1.25]);
  });

  it('list prices are integers of a millionth of a cent', () => assert.equal(listPrice(base, DAY), 4n * DOLLAR));

  it('list prices are dated: Sonnet 5.5 reads its cache for half since 2026-10-07', () => {
    const read: Partial<PricedKind> = { model: 'claude-sonnet-5-5', item: 'cache_read_input_tokens' };
    assert.equal(price(read, '2026-09-27'), null);
    assert.equal(price(read, '2026-09-28'), 0.2);
    assert.equal(price(read, '2026-10-06'), 0.2);
    assert.equal(price(read, '2026-10-07'), 0.1);
  });

  it('list prices have Fable 5.2 and Mythos 5.2 at the same price, from the day they came out', () => {
    for (const model of ['claude-fable-5-2', 'claude-mythos-5-2']) {
      assert.equal(price({ model }, '2026-11-08'), null, model);
      assert.deepEqual(row({ model }, '2026-11-09'), [8, 10, 16, 0.2, 40], model);
    }
  });

  it('list prices have Sonnet 3.7 and Sonnet 3.5 by each of their ids', () => {
    for (const model of [
      'claude-3-7-sonnet-20250219',
      'claude-3-7-sonnet-latest',
      'claude-3-7-sonnet',
      'claude-sonnet-3-7',
      'claude-3-5-sonnet-20240620',
      'claude-3-5-sonnet-20241022',
      'claude-3-5-sonnet-latest',
      'claude-3-5-sonnet',
      'claude-sonnet-3-5',
    ])
      assert.deepEqual(row({ model }), [3, 3.75, 6, 0.3, 15], model);
    assert.equal(price({ model: 'claude-3-7-sonnet', inferenceGeo: 'us' }), 3);
    assert.equal(price({ model: 'claude-3-7-sonnet', contextWindow: '200k-1M' }), null);
  });

  it('list prices find a model by its exact id, with a date or with -latest', () => {
    assert.equal(price({ model: 'claude-opus-4-5-20251101' }), 5);
    assert.equal(price({ model: 'claude-haiku-4-5-latest' }), 1);
    assert.equal(price({ model: 'claude-opus-4-20250514' }), 15);
    assert.equal(price({ model: 'claude-opus-4-1-20250805' }), 15);
  });

  it('list prices never find a model by a part of its id', () => {
    assert.equal(price({ model: 'claude-opus-5' }), 5);
    for (const model of [
      'claude-opus-5-6',
      'claude-opus',
      'claude-opus-5-5-preview',
      'opus-5-5',
      'claude-mythos-5-3',
      '',
    ])
      assert.equal(price({ model }), null, model);
  });

  it('list prices halve in a batch', () => assert.deepEqual(row({ serviceTier: 'batch' }), [2, 2.5, 4, 0.1, 10]));

  it('list prices add a tenth in the US, from Claude 4.6 on', () => {
    assert.deepEqual(row({ inferenceGeo: 'us' }), [4.4, 5.5, 8.8, 0.22, 22]);
    assert.equal(price({ model: 'claude-sonnet-4-6', inferenceGeo: 'us' }), 3.3);
    assert.equal(price({ model: 'claude-sonnet-4-5', inferenceGeo: 'us' }), 3);
    assert.equal(price({ inferenceGeo: 'not_available' }), 4);
    assert.equal(price({ inferenceGeo: 'us', serviceTier: 'batch' }), 2.2);
  });

  it('list prices are higher in fast mode, with the cache multipliers of the model on top', () => {
    assert.deepEqual(row({ speed: 'fast' }), [8, 10, 16, 0.4, 40]);
    assert.deepEqual(row({ model: 'claude-opus-4-8', speed: 'fast' }), [10, 12.5, 20, 1, 50]);
    for (const model of ['claude-opus-4-7', 'claude-opus-4-6'])
      assert.deepEqual(row({ model, speed: 'fast' }), [30, 37.5, 60, 3, 150], model);
    for (const model of ['claude-fable-5-2', 'claude-mythos-5-2'])
      assert.deepEqual(row({ model, speed: 'fast' }), [16, 20, 32, 0.4, 80], model);
    assert.equal(price({ speed: 'fast', inferenceGeo: 'us' }), 8.8);
  });

  it('list prices have no fast batch, and no fast mode of a model without one', () => {
    assert.equal(price({ speed: 'fast', serviceTier: 'batch' }), null);
    assert.equal(price({ model: 'claude-sonnet-5-5', speed: 'fast' }), null);
  });

  it('list prices have no premium for long prompts from Claude 4.6 on, and no price rather than a wrong one before', () => {
    assert.equal(price({ contextWindow: '200k-1M' }), 4);
    assert.equal(price({ model: 'claude-sonnet-4-5', contextWindow: '200k-1M' }), null);
    assert.equal(price({ model: 'claude-sonnet-4-5', contextWindow: '' }), 3);
  });

  it('list prices take the short band of Haiku 5.5 up to 200k, and the long one above', () => {
    assert.deepEqual(row({ model: 'claude-haiku-5-5' }), [0.1, 0.125, 0.2, 0.01, 0.5]);
    assert.deepEqual(row({ model: 'claude-haiku-5-5', contextWindow: '200k-1M' }), [0.5, 0.625, 1, 0.05, 2.5]);
  });

  it('list prices exist for standard and batch alone', () => {
    for (const serviceTier of ['flex', 'flex_discount', 'priority', 'priority_on_demand', ''])
      assert.equal(price({ serviceTier }), null, serviceTier);
  });

  it('list prices are $10 for a thousand web searches, whatever the model and tier', () => {
    const search: Partial<PricedKind> = { item: 'web_search_requests', model: '', serviceTier: '' };
    assert.equal(price(search), 10_000);
    assert.equal(price({ ...search, model: 'claude-opus-5-5', serviceTier: 'batch' }), 10_000);
  });

  it('list prices name each model once, its periods in order, and a source', () => {
    const ids = LIST_PRICES.flatMap((model) => model.ids);
    assert.equal(new Set(ids).size, ids.length);
    for (const { ids: names, periods, source } of LIST_PRICES) {
      const starts = periods.map(({ from }) => from ?? '');
      assert.deepEqual(starts, [...new Set(starts)].sort(), names[0]);
      assert.match(source, /\d{4}-\d{2}-\d{2}/, names[0]);
    }
  });
});
