import assert from 'node:assert/strict';
import type { UsageBucket } from '../../../src/source/source.ts';
import { requestsOf, splitQueries, splitUsage } from '../../../src/sync/splitUsage.ts';
import { HOUR } from '../../../src/time/utc.ts';
import { type NamedRow, namesOf } from '../../support/usageRow.ts';
import { hour, TODAY, usageRow } from '../ledger/kit.ts';

const SPAN = { width: '1h', from: TODAY, to: TODAY + HOUR, limit: 1 } as const;
const US = { geo: 'us', fast: false };
const FAST = { geo: '', fast: true };
const BOTH = { geo: 'us', fast: true };
/** As the fast request answers: by geography, without tiers. */
const ofFast = (own: Partial<NamedRow>) => usageRow({ serviceTier: '', speed: '', inferenceGeo: 'global', ...own });

/** Output tokens of the one bucket by tier, geography and speed. */
function outputs(buckets: readonly UsageBucket[]): Record<string, number> {
  const rows = buckets.flatMap((bucket) => bucket.rows.map(namesOf));
  const entries = rows.map((row) => [`${row.serviceTier}|${row.inferenceGeo}|${row.speed}`, row.output] as const);
  assert.equal(new Set(entries.map(([name]) => name)).size, entries.length, 'each series once');
  return Object.fromEntries(entries);
}

describe('A sixth and a seventh dimension', () => {
  it('a sixth and a seventh dimension cost a filtered request each, and no request has more than five dimensions', () => {
    const { base, geo, fast } = splitQueries(SPAN, BOTH);
    assert.equal(requestsOf(BOTH), 3);
    assert.deepEqual(
      [geo?.inferenceGeo, geo?.speed, fast?.speed, fast?.inferenceGeo],
      ['us', undefined, 'fast', undefined],
    );
    for (const query of [base, geo, fast]) assert.equal(query?.groupBy.length, 5);
    assert.equal(base.inferenceGeo ?? base.speed, undefined);
  });

  it('no filtered request is made where neither geography nor speed is asked for', () => {
    const { geo, fast } = splitQueries(SPAN, { geo: '', fast: false });
    assert.deepEqual([geo, fast, requestsOf({ geo: '', fast: false }), requestsOf(US)], [null, null, 1, 2]);
  });

  it('a sixth dimension’s remainder is what a subtraction leaves', () => {
    const base = [hour(TODAY, usageRow({ output: 100, uncachedInput: 7 }))];
    const us = [hour(TODAY, usageRow({ output: 30 }))];
    const split = splitUsage(base, us, null, US);
    assert.deepEqual(outputs(split), { 'standard||': 70, 'standard|us|': 30 });
    assert.equal(split[0]?.rows.map(namesOf).find((row) => row.inferenceGeo === '')?.uncachedInput, 7);
  });

  it('a subtraction that leaves nothing leaves no row behind', () => {
    const rows = [usageRow({ output: 30 })];
    assert.deepEqual(outputs(splitUsage([hour(TODAY, ...rows)], [hour(TODAY, ...rows)], null, US)), {
      'standard|us|': 30,
    });
  });

  it('a subtraction never goes below zero: a newer filtered answer is believed', () => {
    const base = [hour(TODAY, usageRow({ output: 30, cacheRead: 5 }))];
    const us = [hour(TODAY, usageRow({ output: 31 }), usageRow({ model: 'claude-born-between', output: 2 }))];
    const [bucket] = splitUsage(base, us, null, US);
    const rows = (bucket?.rows ?? []).map(namesOf);
    assert.ok(rows.every((row) => row.output >= 0));
    assert.equal(
      rows.reduce((sum, { output }) => sum + output, 0),
      33,
    );
    assert.equal(rows.find(({ inferenceGeo }) => inferenceGeo === '')?.cacheRead, 5);
  });

  it('a filtered request is subtracted inside its own bucket only', () => {
    const base = [hour(TODAY, usageRow({ output: 10 })), hour(TODAY + HOUR, usageRow({ output: 20 }))];
    const us = [hour(TODAY + HOUR, usageRow({ output: 20 })), hour(TODAY + 9 * HOUR, usageRow({ output: 1 }))];
    const split = splitUsage(base, us, null, US);
    assert.deepEqual(
      split.map((bucket) => outputs([bucket])),
      [{ 'standard||': 10 }, { 'standard|us|': 20 }],
    );
  });

  it('fast usage is taken from the standard tier first, and from Priority Tier last', () => {
    const tiers = ['priority', 'batch', 'standard'];
    const base = [hour(TODAY, ...tiers.map((serviceTier) => usageRow({ serviceTier, output: 10 })))];
    const fastOf = (output: number) => outputs(splitUsage(base, null, [hour(TODAY, ofFast({ output }))], FAST));
    assert.deepEqual(fastOf(8), { 'standard||': 2, 'batch||': 10, 'priority||': 10, 'standard||fast': 8 });
    assert.deepEqual(fastOf(12), { 'batch||': 8, 'priority||': 10, 'standard||fast': 10, 'batch||fast': 2 });
  });

  it('fast usage in the geography is kept apart from fast usage elsewhere', () => {
    const base = [hour(TODAY, usageRow({ output: 100 }))];
    const us = [hour(TODAY, usageRow({ output: 40 }))];
    const fast = [hour(TODAY, ofFast({ output: 5 }), ofFast({ output: 15, inferenceGeo: 'us' }))];
    assert.deepEqual(outputs(splitUsage(base, us, fast, BOTH)), {
      'standard||': 55,
      'standard|us|': 25,
      'standard|us|fast': 15,
      'standard||fast': 5,
    });
  });

  it('a row that the API sends twice in the same words is not doubled', () => {
    const base = [hour(TODAY, usageRow({ output: 4 }), usageRow({ output: 6 }))];
    assert.deepEqual(outputs(splitUsage(base, [], null, US)), { 'standard||': 10 });
  });
});
