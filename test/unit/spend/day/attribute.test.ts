import assert from 'node:assert/strict';
import type { Series } from '../../../../src/source/series.ts';
import type { DayRecord } from '../../../../src/spend/bill.ts';
import { spendOfDay } from '../../../../src/spend/daySpend.ts';
import { Rates } from '../../../../src/spend/rates.ts';
import { HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { cell, costRow, hour, input, otherRow, record, series, TODAY } from '../made.ts';
import { attribute, type Part } from './attribute.ts';

function parts(own: Partial<DayRecord>): Part[] {
  const day = record({ isFinal: true, ...own });
  return attribute(spendOfDay(day, new Rates([])), day.usage);
}

/** Amounts by the key and the hour of the day. */
function table(of: readonly Part[]): [string, number, bigint][] {
  const rows = of.map(({ series: from, start, amount }): [string, number, bigint] => [
    from?.apiKeyId ?? 'nobody',
    (start - TODAY) / HOUR,
    amount,
  ]);
  return rows.sort(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1));
}

const A: Partial<Series> = { apiKeyId: 'key-a' };
const B: Partial<Series> = { apiKeyId: 'key-b' };

describe('attribution of a billed day', () => {
  it('a billed amount goes to keys by their tokens, and a key’s share to its hours by theirs', () => {
    const usage = [input(10, A, hour(1)), input(30, A, hour(2)), input(60, B, hour(2))];
    assert.deepEqual(table(parts({ bill: [costRow(1000n)], usage })), [
      ['key-a', 1, 100n],
      ['key-a', 2, 300n],
      ['key-b', 2, 600n],
    ]);
  });

  it('a billed amount is split top-down, so that a key’s sum does not depend on its hours', () => {
    // A tenth each, and nine units: cut in one go the last hour would get none, whosever it is. By keys, b gets its one.
    const hours = Array.from({ length: 9 }, (_, index) => input(1, A, hour(index)));
    const cut = table(parts({ bill: [costRow(9n)], usage: [...hours, input(1, B, hour(9))] }));
    const ofA = cut.filter(([key]) => key === 'key-a').map(([, , amount]) => amount);
    assert.deepEqual(ofA, [1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 0n]);
    assert.deepEqual(cut.at(-1), ['key-b', 9, 1n]);
  });

  it('attribution gives a tied unit to the smaller identity: key, then hour, then series', () => {
    const usage = [input(1, B, hour(1)), input(1, A, hour(2)), input(1, A, hour(10)), input(1, B, hour(0))];
    assert.deepEqual(table(parts({ bill: [costRow(5n)], usage })), [
      ['key-a', 2, 2n],
      ['key-a', 10, 1n],
      ['key-b', 0, 1n],
      ['key-b', 1, 1n],
    ]);
    const tiers = [input(1, { serviceTier: 'standard' }), input(1, { serviceTier: 'flex' })];
    const byTier = parts({ bill: [costRow(1n)], usage: tiers }).map((part) => [part.series?.serviceTier, part.amount]);
    assert.deepEqual(byTier, [
      ['flex', 1n],
      ['standard', 0n],
    ]);
  });

  it('attribution goes to quarters of an hour in half-hour zones', () => {
    const quarter = (index: number) => hour(18) + index * 15 * MINUTE;
    const usage = [0, 1, 2, 3].map((index) => input(10 * (index + 1), A, quarter(index)));
    assert.deepEqual(table(parts({ bill: [costRow(100n)], usage })), [
      ['key-a', 18, 10n],
      ['key-a', 18.25, 20n],
      ['key-a', 18.5, 30n],
      ['key-a', 18.75, 40n],
    ]);
  });

  it('attribution gives each kind’s amount only to usage of that kind', () => {
    const usage = [
      cell(series(A), { uncached_input_tokens: 5, output_tokens: 1 }),
      input(5, { ...B, serviceTier: 'batch' }),
    ];
    const bill = [costRow(10n), costRow(70n, { tokenType: 'output_tokens' }), costRow(4n, { serviceTier: 'batch' })];
    const cut = parts({ bill, usage }).map(({ item, series: from, amount }) => [item, from?.apiKeyId, amount]);
    assert.deepEqual(cut, [
      ['uncached_input_tokens', 'key-a', 10n],
      ['output_tokens', 'key-a', 70n],
      ['uncached_input_tokens', 'key-b', 4n],
    ]);
  });

  it('attribution gives Priority Tier tokens nothing, and web searches to whoever searched', () => {
    const usage = [
      cell(series({ ...A, serviceTier: 'priority' }), { uncached_input_tokens: 99, web_search_requests: 1 }),
      cell(series(B), { uncached_input_tokens: 1, web_search_requests: 3 }),
    ];
    const cut = parts({ bill: [costRow(100n), otherRow(40n, 'web_search')], usage });
    assert.deepEqual(
      cut.map(({ costType, series: from, amount }) => [costType, from?.apiKeyId, amount]),
      [
        ['tokens', 'key-b', 100n],
        ['web_search', 'key-a', 10n],
        ['web_search', 'key-b', 30n],
      ],
    );
  });

  it('a billed line without usage is attributed to no key and no hour', () => {
    const bill = [costRow(5n, { workspaceId: 'w' }), otherRow(7n, 'code_execution', { workspaceId: 'w' })];
    const cut = parts({ bill, usage: [] });
    assert.deepEqual(
      cut.map(({ series: from, start, workspaceId, costType, amount, basis }) => ({
        from,
        start,
        workspaceId,
        costType,
        amount,
        basis,
      })),
      [
        { from: null, start: TODAY, workspaceId: 'w', costType: 'tokens', amount: 5n, basis: 'billed' },
        { from: null, start: TODAY, workspaceId: 'w', costType: 'code_execution', amount: 7n, basis: 'billed' },
      ],
    );
  });
});

describe('attribution of an estimated day', () => {
  it('unpriced tokens of an estimated day are attributed to whoever used them', () => {
    const cut = parts({ isFinal: false, usage: [input(5, A, hour(1)), input(7, B, hour(2))] });
    assert.deepEqual(
      cut.map(({ series: from, amount, unpricedTokens, basis }) => [from?.apiKeyId, amount, unpricedTokens, basis]),
      [
        ['key-a', 0n, 5, 'estimated'],
        ['key-b', 0n, 7, 'estimated'],
      ],
    );
  });
});
