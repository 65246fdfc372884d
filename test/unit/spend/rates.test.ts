import assert from 'node:assert/strict';
import { DAY } from '../../../src/time/utc.ts';
import {
  cell,
  costRow,
  daysAgo,
  input,
  kind,
  OPUS,
  otherRow,
  priceOf,
  ratesOf,
  record,
  series,
  TODAY,
  UNLISTED,
  wholeDay,
} from './made.ts';

const MILLION = 1_000_000;
const W = { workspaceId: 'w' };
const date = (ago: number) => new Date(daysAgo(ago)).toISOString().slice(0, 10);
/** A day with a final bill, on which a million tokens cost so much. */
const paid = (ago: number, amount: bigint, own = {}) =>
  wholeDay(ago, [costRow(amount, own)], [input(MILLION, { workspaceId: '', ...own })]);

describe('a rate', () => {
  it('a rate is the billed amount over the tokens', () => {
    assert.deepEqual(priceOf(ratesOf(paid(2, 700n)), kind()), { source: 'own', day: date(2), million: 700 });
  });

  it('a rate is kept as an exact fraction', () => {
    const rates = ratesOf(wholeDay(2, [costRow(1n)], [input(3)]));
    const rate = rates.priceOf(kind(), TODAY);
    assert.deepEqual([rate?.amount, rate?.units], [1n, 3n]);
  });

  it('a rate adds up all lines and all usage of its kind', () => {
    const usage = [input(400_000), input(600_000, { apiKeyId: 'key-b', serviceTier: 'flex' })];
    const rates = ratesOf(wholeDay(2, [costRow(300n), costRow(400n, { description: 'once more' })], usage));
    assert.equal(priceOf(rates, kind())?.million, 700);
  });

  it('a rate leaves Priority Tier out', () => {
    const usage = [input(MILLION), input(9 * MILLION, { serviceTier: 'priority' })];
    assert.equal(priceOf(ratesOf(wholeDay(2, [costRow(700n)], usage)), kind())?.million, 700);
  });

  it('a rate of zero is learned where the bill says so', () => {
    const rates = ratesOf(wholeDay(2, [costRow(0n, { model: OPUS })], [input(MILLION, { model: OPUS })]));
    assert.deepEqual(priceOf(rates, kind({ model: OPUS })), { source: 'own', day: date(2), million: 0 });
  });

  it('no rate is learned from a credit, from usage without a line, or from a line without usage', () => {
    const refused = wholeDay(2, [costRow(5n, W)], [input(MILLION)]);
    assert.equal(priceOf(ratesOf(refused), kind()), null);
    assert.equal(priceOf(ratesOf(refused), kind(W)), null);
    assert.equal(priceOf(ratesOf(wholeDay(2, [costRow(-5n)], [input(MILLION)])), kind()), null);
  });
});

describe('the ladder of rates', () => {
  it('priceOf takes the kind’s rate on the newest final day that has it', () => {
    assert.equal(priceOf(ratesOf(paid(3, 900n), paid(2, 700n), paid(4, 800n)), kind())?.million, 700);
    assert.equal(priceOf(ratesOf(paid(3, 900n), wholeDay(2, [otherRow(1n, 'web_search')], [])), kind())?.day, date(3));
  });

  it('priceOf takes the same kind in other workspaces that day, weighted by tokens, where its own has none', () => {
    const bill = [costRow(600n, W), costRow(1200n, { workspaceId: 'x' })];
    const usage = [input(MILLION, W), input(3 * MILLION, { workspaceId: 'x' })];
    assert.deepEqual(priceOf(ratesOf(wholeDay(2, bill, usage)), kind()), {
      source: 'elsewhere',
      day: date(2),
      million: 450,
    });
  });

  it('priceOf takes the newer of the workspace’s own rate and the others’', () => {
    const rates = ratesOf(paid(3, 900n), paid(2, 700n, W));
    assert.deepEqual(priceOf(rates, kind()), { source: 'elsewhere', day: date(2), million: 700 });
  });

  it('priceOf never takes another item, model, tier, context window, geography or speed', () => {
    const rates = ratesOf(paid(2, 700n));
    for (const other of [
      { item: 'output_tokens' },
      { model: 'claude-nova-8' },
      { serviceTier: 'batch' },
      { contextWindow: '200k-1M' },
      { inferenceGeo: 'us' },
      { speed: 'fast' },
    ] as const)
      assert.equal(priceOf(rates, kind(other)), null, JSON.stringify(other));
  });

  it('priceOf takes list price times what this organization pays of list for the model, where no bill has the kind', () => {
    // Input is listed at $4 and output at $20 a million; this bill took a fifth off both.
    const own = { model: OPUS };
    const bill = [costRow(320_000_000n, own), costRow(1_600_000_000n, { ...own, tokenType: 'output_tokens' })];
    const usage = [cell(series(own), { uncached_input_tokens: MILLION, output_tokens: MILLION })];
    const rates = ratesOf(wholeDay(2, bill, usage));
    const read = { ...kind(own), item: 'cache_read_input_tokens' } as const;
    assert.deepEqual(priceOf(rates, read), { source: 'discountedList', day: date(2), million: 16_000_000 });
    assert.equal(priceOf(rates, { ...read, serviceTier: 'batch' })?.million, 8_000_000);
    assert.equal(priceOf(rates, { ...read, model: 'claude-opus-5' })?.source, 'list');
  });

  it('priceOf discounts a model as in the week before, where a key was refused on the newest final day', () => {
    const own = { model: OPUS };
    const output = { ...own, tokenType: 'output_tokens' } as const;
    const usage = [cell(series(own), { uncached_input_tokens: MILLION, output_tokens: MILLION })];
    const day = (ago: number, input: bigint, out: bigint) =>
      wholeDay(ago, [costRow(input, own), costRow(out, output)], usage);
    const week = [3, 4, 5, 6].map((ago) => day(ago, 320_000_000n, 1_600_000_000n));
    const rates = ratesOf(day(2, 200_000_000n, 1_200_000_000n), ...week);
    const read = { ...kind(own), item: 'cache_read_input_tokens' } as const;
    assert.deepEqual(priceOf(rates, read), { source: 'discountedList', day: date(2), million: 16_000_000 });
  });

  it('priceOf prices a new workspace as in the week before, where a key of the others was refused on the newest final day', () => {
    const rates = ratesOf(paid(2, 800n, W), ...[3, 4, 5].map((ago) => paid(ago, 1_000n, W)));
    assert.deepEqual(priceOf(rates, kind()), { source: 'elsewhere', day: date(2), million: 1_000 });
  });

  it('priceOf takes a rate older than a week before the newest final day where nothing newer is known', () => {
    const own = { model: OPUS };
    const discounted = paid(2, 320_000_000n, own);
    const read = { ...kind(own), item: 'cache_read_input_tokens' } as const;
    const old = (ago: number) => {
      const bill = [costRow(10_000_000n, { ...own, tokenType: 'cache_read_input_tokens' })];
      return wholeDay(ago, bill, [cell(series(own), { cache_read_input_tokens: MILLION })]);
    };
    assert.equal(priceOf(ratesOf(discounted, old(8)), read)?.source, 'own');
    assert.equal(priceOf(ratesOf(discounted, old(9)), read)?.source, 'discountedList');
    assert.equal(priceOf(ratesOf(paid(2, 700n), old(9)), read)?.source, 'own');
  });

  it('priceOf returns the dated list price where no bill has the model', () => {
    assert.deepEqual(priceOf(ratesOf(paid(2, 700n)), kind({ model: OPUS })), {
      source: 'list',
      day: date(0),
      million: 400_000_000,
    });
    assert.equal(priceOf(ratesOf(), kind({ item: 'web_search_requests', model: '' }))?.million, 1_000_000_000_000);
  });

  it('priceOf returns null where there is neither a bill nor a list price', () =>
    assert.equal(priceOf(ratesOf(paid(2, 700n)), kind({ model: 'claude-nova-8' })), null));
});

describe('a list price that has changed since', () => {
  // Sonnet 5.5 reads its cache at $0.20 a million until 2026-10-06, and at $0.10 since.
  const change = Date.UTC(2026, 9, 7);
  const own = { model: 'claude-sonnet-5-5' };
  const read = { ...kind(own), item: 'cache_read_input_tokens' } as const;
  const billed = (start: number, amount: bigint, item: typeof read.item | 'uncached_input_tokens' = read.item) =>
    record({
      start,
      isFinal: true,
      bill: [costRow(amount, { ...own, tokenType: item })],
      usage: [cell(series(own), { [item]: MILLION }, start)],
    });

  it('a changed list price scales the rate that was learned before', () => {
    const rates = ratesOf(billed(change - 2 * DAY, 18_000_000n));
    assert.equal(priceOf(rates, read, change - DAY)?.million, 18_000_000);
    assert.deepEqual(priceOf(rates, read, change), { source: 'own', day: '2026-10-05', million: 9_000_000 });
  });

  it('a changed list price scales a rate back for an unbilled day before the change', () => {
    assert.equal(priceOf(ratesOf(billed(change, 9_000_000n)), read, change - DAY)?.million, 18_000_000);
  });

  it('a changed list price scales the other workspaces’ rate, too', () => {
    const rates = ratesOf(billed(change - 2 * DAY, 18_000_000n));
    assert.deepEqual(priceOf(rates, { ...read, workspaceId: 'w' }, change), {
      source: 'elsewhere',
      day: '2026-10-05',
      million: 9_000_000,
    });
  });

  it('a changed list price leaves the organization’s discount as it was', () => {
    const rates = ratesOf(billed(change - 2 * DAY, 180_000_000n, 'uncached_input_tokens'));
    assert.equal(priceOf(rates, read, change)?.million, 9_000_000);
  });

  it('a changed list price does not touch the rates of other kinds', () => {
    const rates = ratesOf(billed(change - 2 * DAY, 180_000_000n, 'uncached_input_tokens'));
    assert.equal(priceOf(rates, { ...read, item: 'uncached_input_tokens' }, change)?.million, 180_000_000);
    assert.equal(priceOf(ratesOf(paid(50, 700n)), kind({ model: UNLISTED }), change)?.million, 700);
  });
});

describe('a dated snapshot of a model in use', () => {
  const SNAPSHOT = `${OPUS}-20261120`;
  // Input is listed at $4 a million; this bill took a fifth off.
  const model = paid(2, 320_000_000n, { model: OPUS });

  it('a dated snapshot costs what its model does, with the organization’s discount on it', () => {
    const priced = { source: 'snapshot', day: date(2), million: 320_000_000 };
    assert.deepEqual(priceOf(ratesOf(model), kind({ model: SNAPSHOT })), priced);
    assert.deepEqual(priceOf(ratesOf(model), kind({ model: `${OPUS}-latest` })), priced);
  });

  it('a dated snapshot of a kind never billed costs list price times the discount on its model', () => {
    const output = kind({ model: SNAPSHOT, item: 'output_tokens' });
    const priced = { source: 'discountedList', day: date(2), million: 1_600_000_000 };
    assert.deepEqual(priceOf(ratesOf(model), output), priced);
  });

  it('a dated snapshot in another workspace costs what the model does there', () => {
    const priced = { source: 'snapshotElsewhere', day: date(2), million: 320_000_000 };
    assert.deepEqual(priceOf(ratesOf(model), kind({ ...W, model: SNAPSHOT })), priced);
  });

  it('a billed snapshot gives a rate to its model, and to an older snapshot', () => {
    const rates = ratesOf(paid(2, 320_000_000n, { model: SNAPSHOT }));
    const priced = { source: 'snapshot', day: date(2), million: 320_000_000 };
    assert.deepEqual(priceOf(rates, kind({ model: OPUS })), priced);
    assert.deepEqual(priceOf(rates, kind({ model: `${OPUS}-20261201` })), priced);
  });

  it('a dated snapshot without a list price costs what its model does', () => {
    const priced = { source: 'snapshot', day: date(2), million: 700 };
    assert.deepEqual(priceOf(ratesOf(paid(2, 700n)), kind({ model: `${UNLISTED}-20261120` })), priced);
  });

  it('a dated snapshot goes by its own bills once there are any', () => {
    const usage = [input(MILLION, { model: OPUS }), input(MILLION, { model: SNAPSHOT })];
    const bill = [costRow(320_000_000n, { model: OPUS }), costRow(300_000_000n, { model: SNAPSHOT })];
    const priced = { source: 'own', day: date(2), million: 300_000_000 };
    assert.deepEqual(priceOf(ratesOf(wholeDay(2, bill, usage)), kind({ model: SNAPSHOT })), priced);
  });

  it('a dated snapshot is not taken for a model whose name is longer', () => {
    assert.equal(priceOf(ratesOf(paid(2, 700n)), kind({ model: `${UNLISTED}-mini` })), null);
    assert.equal(priceOf(ratesOf(paid(2, 700n)), kind({ model: `${UNLISTED}-2026` })), null);
  });
});
