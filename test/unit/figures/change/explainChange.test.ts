import assert from 'node:assert/strict';
import { changeBy } from '../../../../src/figures/change/changeSums.ts';
import { explainChange, explainedChange } from '../../../../src/figures/change/explainChange.ts';
import { differenceOf } from '../../../../src/shared/change.ts';
import { NO_USAGE } from '../../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { dollars, line } from '../../reports/made.ts';
import { effectsOf, used } from './made.ts';

const opus = 'claude-opus-5-5';
const sonnet = 'claude-sonnet-5-5';

describe('explainChange', () => {
  it('explainChange finds volume alone where a key used six times as much of everything', () => {
    const before = used({ uncached: 1, reads: 8, writes: 1, output: 0.5 });
    const after = used({ uncached: 6, reads: 48, writes: 6, output: 3 });
    const change = explainChange(before, after);
    assert.deepEqual(Object.keys(effectsOf(change)), ['volume']);
    assert.equal(differenceOf(change), 5n * change.before.amount);
  });

  it('explainChange counts more output at the same input as volume', () => {
    const change = explainChange(used({ uncached: 1, output: 1 }), used({ uncached: 1, output: 3 }));
    assert.deepEqual(effectsOf(change), { volume: 50 });
  });

  it('explainChange finds the price alone where only it rose', () => {
    const usage = { uncached: 2, reads: 10, output: 1 };
    const change = explainChange(used(usage), used({ ...usage, price: 1.5 }));
    assert.deepEqual(effectsOf(change), { price: Number(change.before.amount) / Number(DOLLAR) / 2 });
  });

  it('explainChange finds the cache hit rate alone where as much input was read less from the cache', () => {
    const before = used({ uncached: 1, reads: 85, writes: 14, output: 1 });
    const after = used({ uncached: 1, reads: 20, writes: 79, output: 1 });
    assert.deepEqual(effectsOf(explainChange(before, after)), { cache: 65 * (6.25 - 0.5) });
  });

  it('explainChange finds the mix alone where a key moved to a dearer model', () => {
    const [before, after] = [used({ model: sonnet, uncached: 10 }), used({ model: opus, uncached: 10 })];
    const change = explainChange(before, after);
    assert.deepEqual(effectsOf(change), { mix: 20 });
    assert.deepEqual(
      changeBy(change, 'model').map((value) => [value.id, effectsOf(value)]),
      [
        [opus, { mix: 50 }],
        [sonnet, { mix: -30 }],
      ],
    );
  });

  it('explainChange counts a move to another service tier as mix, because no price changed', () => {
    const after = used({ tier: 'batch', price: 0.5, uncached: 10 });
    assert.deepEqual(effectsOf(explainChange(used({ uncached: 10 }), after)), { mix: -25 });
  });

  it('explainChange calls a key new or gone with all of its tokens', () => {
    const before = used({ key: 'a', uncached: 1, output: 1 });
    const after = used({ key: 'b', reads: 10 });
    const change = explainChange(before, after);
    assert.deepEqual(
      changeBy(change, 'apiKey').map((value) => [value.id, effectsOf(value)]),
      [
        ['a', { gone: -30 }],
        ['b', { new: 5 }],
      ],
    );
  });

  it('explainChange calls the same key new in a workspace that it was not used in', () => {
    const change = explainChange(
      used({ key: '', workspace: 'a', uncached: 1 }),
      used({ key: '', workspace: 'a', uncached: 1 }, { key: '', workspace: 'b', uncached: 2 }),
    );
    assert.deepEqual(effectsOf(change), { new: 10 });
    assert.deepEqual(effectsOf(changeBy(change, 'workspace')[0] ?? assert.fail()), { new: 10 });
  });

  it('explainChange splits volume and price that rose together evenly between both', () => {
    const change = explainChange(used({ uncached: 1 }), used({ uncached: 3, price: 3 }));
    // 5 → 45: volume first gives 10 and then 30 by price, price first gives the same the other way round.
    assert.deepEqual(effectsOf(change), { volume: 20, price: 20 });
  });

  it('explainChange has web searches, code execution and credits as not token-based', () => {
    const searches = (units: number, billed: bigint) => line({ item: 5, units, billed });
    const before = [...used({ uncached: 1 }), searches(100, dollars(1)), line({ item: -1, billed: dollars(7) })];
    const after = [
      ...used({ uncached: 1 }),
      searches(300, dollars(3)),
      line({ item: -1, billed: dollars(9) }),
      line({ item: -1, costType: '', description: 'Credit', billed: dollars(-5) }),
    ];
    const change = explainChange(before, after);
    assert.deepEqual(effectsOf(change), { other: 2 + 2 - 5 });
    assert.deepEqual(
      changeBy(change, 'apiKey').map((value) => [value.id, effectsOf(value)]),
      [
        [NO_USAGE, { other: -3 }],
        ['apikey_agent', { other: 2 }],
      ],
    );
    assert.deepEqual(
      changeBy(change, 'model').map(({ id }) => id),
      ['Credit', 'code_execution', 'web_search', opus],
    );
  });

  it('explainChange has cost of tokens that usage has none of as not token-based', () => {
    const after = [line({ apiKeyId: null, item: 0, units: 0, billed: dollars(4) })];
    assert.deepEqual(effectsOf(explainChange([], after)), { other: 4 });
  });

  it('explainChange takes Priority Tier, refused and unpriced tokens as volume without money', () => {
    const unpaid = line({ item: 0, units: 5e6, paidUnits: 0, refusedUnits: 5e6 });
    const priority = line({ item: 0, serviceTier: 'priority', units: 9e6, paidUnits: 0 });
    const change = explainChange([unpaid], [...used({ uncached: 1 }), priority]);
    assert.deepEqual(effectsOf(change), { volume: 5 }, 'a key whose requests were refused is not new');
    assert.equal(change.after.tokens, 1e6);

    const unpriced = explainChange(used({ uncached: 1 }), [
      ...used({ uncached: 1 }),
      ...used({ model: 'claude-next-9', uncached: 50, basis: 'unpriced' }),
    ]);
    assert.deepEqual(effectsOf(unpriced), {});
    assert.equal(unpriced.after.unpricedTokens, 50e6);
  });

  it('explainChange gives tokens that were free a price that changed', () => {
    const free = line({ item: 0, units: 1e6 });
    assert.deepEqual(effectsOf(explainChange([free], used({ uncached: 1 }))), { price: 5 });
  });

  it('explainChange sums the same names of several lines', () => {
    const halves = used({ uncached: 0.5 }, { uncached: 0.5 });
    assert.deepEqual(effectsOf(explainChange(halves, used({ uncached: 1 }))), {});
  });

  it('explainChange of nothing is nothing', () => {
    const change = explainChange([], []);
    assert.deepEqual([change.parts, differenceOf(change), effectsOf(change)], [[], 0n, {}]);
  });

  it('explainChange knows the basis and the cache hits of both spans', () => {
    const { before, after } = explainChange(
      used({ uncached: 1, reads: 3, output: 1 }),
      used({ uncached: 1, reads: 1, basis: 'estimated' }),
    );
    assert.deepEqual([before.basis, before.tokens, before.input, before.reads], ['billed', 5e6, 4e6, 3e6]);
    assert.deepEqual([after.basis, after.tokens, after.input, after.reads], ['estimated', 2e6, 2e6, 1e6]);
  });

  it('explainedChange pauses after each key', () => {
    const keys = (many: number) => used(...Array.from({ length: many }, (_, at) => ({ key: `${at}`, uncached: 1 })));
    const steps = (many: number) => [...explainedChange(keys(many), keys(many))].length;
    assert.equal(steps(12) - steps(2), 10);
  });
});
