import assert from 'node:assert/strict';
import type { Choice } from '../../../../src/shared/choice.ts';
import { OPUS } from '../../spend/made.ts';
import { cellsOf, chartTotal, costs, costTotal } from './asked.ts';
import { ask, BILL, LAST_BILL, PRODUCTION } from './office.ts';

const OF_BILL: Readonly<Record<Choice['by'], Readonly<Record<string, bigint>>>> = {
  model: { 'Opus 5.5': 9840n, 'Nova 7': 1200n, 'Web search': 240n, 'Code execution': 77n },
  workspace: { '<img src=x>': 9917n, 'Default workspace': 1440n },
  apiKey: { web: 1440n, 'Non-token charges': 77n },
  serviceTier: { Standard: 11280n, 'No service tier': 77n },
  tokenType: {
    'Uncached input': 5040n,
    'Cache read': 2400n,
    Output: 2400n,
    'Cache write (5 min)': 1200n,
    'Web searches': 240n,
    'Code execution': 77n,
  },
  contextWindow: { 'Up to 200k': 11280n, 'No context window': 77n },
  inferenceGeo: { 'Not recorded': 11280n, 'Non-token charges': 77n },
  costType: { Tokens: 11040n, 'Web search': 240n, 'Code execution': 77n },
};

describe('cost of a billed day', () => {
  for (const [by, expected] of Object.entries(OF_BILL)) {
    it(`a billed day’s cost by ${by} is its bill, dearest first`, () => {
      const { totals, chart } = ask({ by: by as Choice['by'], range: LAST_BILL });
      assert.deepEqual(costs(totals), expected);
      assert.deepEqual(Object.keys(costs(totals)), Object.keys(expected));
      assert.equal(costTotal(totals), BILL);
      assert.equal(chartTotal(chart), BILL);
      if (by !== 'apiKey') assert.deepEqual(Object.keys(cellsOf(chart)), Object.keys(expected));
    });
  }

  it('a billed day’s cost by key tells namesakes apart by hint, status and workspace', () => {
    const { totals } = ask({ by: 'apiKey', range: LAST_BILL });
    assert.deepEqual(totals.values, [
      { id: 'key-a', name: 'web', detail: 'sk-…AA · <img src=x>' },
      { id: 'key-b', name: 'web', detail: 'key-b · archived · Default workspace' },
      { id: '-', name: 'Non-token charges', detail: '' },
    ]);
    assert.deepEqual([...totals.billed], [9840n, 1440n, 77n]);
  });

  it('a billed day has counts of the same groups beside its amounts', () => {
    const { totals } = ask({ by: 'workspace', range: LAST_BILL });
    assert.deepEqual([...totals.counts], [960, 240, 0, 2400, 120, 0, 1200, 0, 0, 0, 0, 24]);
  });

  it('a billed day counts only what passes every filter', () => {
    const only = (filters: Choice['filters']) => costs(ask({ by: 'tokenType', range: LAST_BILL, filters }).totals);
    assert.deepEqual(only([{ dimension: 'apiKey', values: ['key-b'] }]), {
      'Uncached input': 1200n,
      'Web searches': 240n,
    });
    assert.deepEqual(
      only([
        { dimension: 'workspace', values: ['', PRODUCTION] },
        { dimension: 'tokenType', values: ['output_tokens', 'cache_read_input_tokens'] },
      ]),
      { 'Cache read': 2400n, Output: 2400n },
    );
    assert.deepEqual(only([{ dimension: 'costType', values: ['code_execution'] }]), { 'Code execution': 77n });
    assert.deepEqual(only([{ dimension: 'apiKey', values: ['key-z'] }]), {});
  });

  it('a billed day lists all values to filter by whatever the filters, dearest first', () => {
    const { values } = ask({ range: LAST_BILL, filters: [{ dimension: 'apiKey', values: ['key-b'] }] });
    assert.deepEqual(
      values.model.map(({ id }) => id),
      [OPUS, 'claude-nova-7', 'web_search', 'code_execution'],
    );
    assert.deepEqual(
      values.apiKey.map(({ id }) => id),
      ['key-a', 'key-b', '-'],
    );
    assert.equal(values.tokenType.length, 6);
  });
});
