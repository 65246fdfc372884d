import assert from 'node:assert/strict';
import type { Choice } from '../../../../src/shared/choice.ts';
import { HOUR, MINUTE } from '../../../../src/spend/time.ts';
import { costRow, daysAgo, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, total } from './asked.ts';
import { AT, ask, BILL, BOTH } from './office.ts';

describe('beside the period before', () => {
  it('a running day is compared up to the same time of the day before', () => {
    const { beforeSpan, beforeByBucket, totals } = ask({
      range: { type: 'today' },
      unit: 'hour',
      by: 'costType',
      compare: true,
    });
    assert.deepEqual(beforeSpan, { start: daysAgo(1), end: daysAgo(1) + 14 * HOUR + 7 * MINUTE });
    // Seven minutes of an hour of 160 + 100 + 50 + 100, of 50, and of a search of 10: each rounded for itself.
    assert.deepEqual([...(beforeByBucket ?? [])].slice(13, 16), [470n, 19n + 12n + 6n + 12n + 6n + 1n, 0n]);
    assert.equal(total(totals.before?.cost ?? []), 14n * 470n + 56n);
    assert.deepEqual([...(totals.before?.counts.slice(0, 1) ?? [])], [14 * 90 + 11]);
  });

  it('yesterday is compared with the whole day before, whose values are in the table with nothing of their own', () => {
    const { beforeSpan, beforeByBucket, totals } = ask({ range: { type: 'yesterday' }, compare: true });
    assert.deepEqual(beforeSpan, { start: daysAgo(2), end: daysAgo(1) });
    assert.deepEqual([...(beforeByBucket ?? [])], [BILL]);
    const code = totals.values.findIndex(({ id }) => id === 'code_execution');
    assert.deepEqual([totals.billed[code], totals.estimated[code], totals.before?.cost[code]], [0n, 0n, 77n]);
    assert.equal(total(totals.before?.cost ?? []), BILL);
  });

  it('is nothing where the period before is not known, or was not asked for', () => {
    const unknown = ask({ range: { type: 'last7' }, compare: true });
    assert.deepEqual(unknown.beforeSpan, { start: daysAgo(13), end: daysAgo(7) + 14 * HOUR + 7 * MINUTE });
    assert.deepEqual([unknown.beforeByBucket, unknown.totals.before], [null, null]);
    const unasked = ask({ range: { type: 'yesterday' } });
    assert.deepEqual([unasked.beforeSpan, unasked.beforeByBucket, unasked.totals.before], [null, null, null]);
  });

  it('tells how the period before came about, as a whole', () => {
    const basis = (range: Choice['range'], compare = true) => ask({ range, compare }).beforeBasis;
    assert.equal(basis({ type: 'yesterday' }), 'billed');
    assert.equal(basis({ type: 'today' }), 'estimated');
    assert.equal(basis({ type: 'instants', start: TODAY - 12 * HOUR, end: TODAY + 12 * HOUR }), 'mixed');
    assert.equal(basis({ type: 'last7' }), 'none');
    assert.equal(basis({ type: 'yesterday' }, false), 'none');
  });

  it('is nothing beside a period that is itself not known, or only in part', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(5), daysAgo(1), () => [usageRow(10)]);
    made.read('1h', TODAY, TODAY + 14 * HOUR, () => [usageRow(10)], { readAt: AT });
    made.read('1m', TODAY + 14 * HOUR, AT, () => [], { readAt: AT });
    for (const ago of [2, 3, 4, 5]) made.bill(daysAgo(ago), [costRow(2400n)]);
    const asker = new Asker(made.ledger);
    const besides = (range: Choice['range']) => {
      const { beforeByBucket, totals, beforeBasis } = asker.ask({ range, compare: true }, BOTH);
      return [beforeByBucket && [...beforeByBucket], totals.before && total(totals.before.cost), beforeBasis];
    };
    // The 18th is not read.
    assert.deepEqual(besides({ type: 'days', from: '2026-11-18', to: '2026-11-18' }), [null, null, 'none']);
    assert.deepEqual(besides({ type: 'days', from: '2026-11-17', to: '2026-11-18' }), [null, null, 'none']);
    assert.deepEqual(besides({ type: 'days', from: '2026-11-17', to: '2026-11-17' }), [[2400n], 2400n, 'billed']);
  });

  it('counts and shares are compared as they are', () => {
    const tokens = ask({ range: { type: 'yesterday' }, compare: true, measure: 'tokens' });
    assert.deepEqual([...(tokens.beforeByBucket ?? [])], [4920]);
    const rate = ask({ range: { type: 'yesterday' }, compare: true, measure: 'cacheHitRate' });
    assert.deepEqual([...(rate.beforeByBucket ?? [])], [0.5]);
  });
});
