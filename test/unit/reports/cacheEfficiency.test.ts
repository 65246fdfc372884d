import assert from 'node:assert/strict';
import { cacheEfficiency } from '../../../src/reports/cacheEfficiency/cacheEfficiency.ts';
import type { UsageLine } from '../../../src/reports/reportData.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';

const million = 1_000_000;
const made = (lines: readonly UsageLine[], more: Partial<Made> = {}): Made => ({
  from: '2026-11-18',
  to: '2026-11-18',
  entries: lines.map((own) => ({ day: '2026-11-18', line: own })),
  ...more,
});
function report(lines: readonly UsageLine[], { filters = [], ...more }: Partial<Made & { filters: Filter[] }> = {}) {
  const of = made(lines, more);
  return cacheEfficiency.build(madeData(of), requestOf('cacheEfficiency', of, filters));
}
const table = (lines: readonly UsageLine[], key: string) => tableNamed(report(lines).sections, key);

const agent = { apiKeyId: 'apikey_agent' };
const evals = { apiKeyId: 'apikey_evals', workspaceId: 'wrkspc_research', model: 'claude-sonnet-5-5' };
const LINES = [
  line({ ...agent, units: million, billed: dollars(4) }),
  line({ ...agent, item: 1, units: 500_000, billed: dollars(2.5), saved: dollars(-0.5) }),
  line({ ...agent, item: 2, units: 500_000, billed: dollars(4), saved: dollars(-2) }),
  line({ ...agent, item: 3, units: 8 * million, billed: dollars(1.6), saved: dollars(30.4) }),
  line({ ...agent, item: 4, units: million, billed: dollars(20) }),
  line({ ...evals, units: 3 * million, estimated: dollars(6) }),
  line({ ...evals, item: 1, units: 2 * million, estimated: dollars(5), saved: dollars(-1) }),
];

describe('the report on cache efficiency', () => {
  it('models that saved the most come first, then those with the most input', () => {
    const models = [
      line({ model: 'claude-haiku-4-5', units: 9 * million }),
      line({ model: 'claude-sonnet-5-5', item: 3, units: 2 * million, saved: dollars(1) }),
      line({ model: 'claude-opus-5-5', item: 3, units: million, saved: dollars(2) }),
      line({ model: 'claude-sonnet-4-5', units: 8 * million }),
    ];
    const names = shown(table(models, 'by-model')).map(([name]) => name);
    assert.deepEqual(names, ['Opus 5.5', 'Sonnet 5.5', 'Haiku 4.5', 'Sonnet 4.5']);
  });

  it('each model has its hit rate, reads per write and savings', () => {
    const byModel = table(LINES, 'by-model');
    assert.deepEqual(keysOf(byModel), [
      'model',
      'uncached_input_tokens',
      'cache_write_5m_tokens',
      'cache_write_1h_tokens',
      'cache_read_tokens',
      'hit_rate',
      'reads_per_write',
      'saved_usd',
    ]);
    assert.deepEqual(shown(byModel), [
      ['Opus 5.5', million, 500_000, 500_000, 8 * million, 0.8, 8, 'billed 27.9'],
      ['Sonnet 5.5', 3 * million, 2 * million, 0, 0, 0, 0, 'estimated -1'],
    ]);
    assert.deepEqual(shownTotal(byModel), [
      'Total',
      4 * million,
      2.5 * million,
      500_000,
      8 * million,
      0.533,
      8 / 3,
      'mixed 26.9',
    ]);
  });

  it('the report on cache efficiency begins with the models, then has workspaces and API keys', () => {
    const tables = report(LINES).sections.map(({ table: own }) => own?.key);
    assert.deepEqual(tables, ['by-model', 'by-workspace', 'by-api-key', 'best-api-keys', 'worst-api-keys']);
    assert.deepEqual(
      shown(table(LINES, 'by-workspace')).map(([name]) => name),
      ['Production', 'Research'],
    );
    assert.deepEqual(
      shown(table(LINES, 'by-api-key')).map(([name]) => name),
      ['support-agent', 'nightly-evals'],
    );
  });

  it('the report on cache efficiency says what savings are, and that they can be below zero', () => {
    const words = report(LINES).sections[0]?.paragraphs.join(' ') ?? '';
    assert.match(words, /would have cost as uncached input, minus what they did cost/);
    assert.match(words, /negative where writes cost more than reads saved/);
  });

  it('known savings are shown beside the number of tokens without a rate', () => {
    const unrated = line({ model: 'claude-next-9', item: 3, units: 10, unpricedTokens: 10, unratedTokens: 10 });
    const byModel = table([...LINES, unrated], 'by-model');
    const known = { kind: 'money', amount: dollars(26.9), basis: 'mixed', unpricedTokens: 10 };
    const row = byModel.rows.find(([model]) => model?.kind === 'text' && model.id === 'claude-next-9');
    assert.deepEqual(row?.at(-1), { kind: 'money', amount: 0n, basis: 'none', unpricedTokens: 10 });
    assert.deepEqual(byModel.total?.at(-1), known);
  });

  it('the worst key shows what ten points more would have saved', () => {
    // Half a million tokens at $2.00 less $0.10 a million, which is the list price of a read.
    const worst = table(LINES, 'worst-api-keys');
    assert.equal(keysOf(worst).at(-1), 'ten_points_more_usd');
    assert.deepEqual(
      shown(worst).map((row) => [row[0], row.at(-1)]),
      [['nightly-evals', 'estimated 0.95']],
    );
    assert.equal(shownTotal(worst).at(-1), 'estimated 0.95');
    assert.deepEqual(
      shown(table(LINES, 'best-api-keys')).map(([name]) => name),
      ['support-agent'],
    );
  });

  it('a narrowed report on cache efficiency uses what all of the organization pays for reads', () => {
    const reads = line({ ...evals, workspaceId: '', apiKeyId: '', item: 3, units: million, billed: dollars(0.5) });
    const two = [line({ ...evals, apiKeyId: 'apikey_x', units: million, billed: dollars(2) }), ...LINES, reads];
    const filters: Filter[] = [{ dimension: 'workspace', values: ['wrkspc_research'] }];
    const { sections } = report(two, { filters });
    // A tenth of a million tokens at $2.00 less $0.50, the least key being that of the same hit rate and a later id.
    assert.deepEqual(
      shown(tableNamed(sections, 'worst-api-keys')).map((row) => [row[0], row.at(-1)]),
      [['apikey_x', 'estimated 0.15']],
    );
  });

  it('the report on cache efficiency says what is not in it', () => {
    const priority = line({ serviceTier: 'priority', units: 2 * million });
    const { notIncluded } = report([...LINES, priority]);
    assert.ok(notIncluded.includes('2M Priority Tier tokens, which are billed separately.'));
    assert.ok(notIncluded.includes('Output tokens and tools: caching doesn’t affect their cost.'));
  });

  it('no key is called best or worst where there is only one', () => {
    const { sections } = report(LINES.slice(0, 5));
    assert.match(sections.at(-1)?.paragraphs[0] ?? '', /fewer than two keys with at least 1% of all input/);
  });

  it('the report on cache efficiency is empty without input', () => {
    assert.deepEqual(report([]).sections, []);
    assert.deepEqual(report([line({ item: 4, units: 5, billed: dollars(1) })]).sections, []);
  });
});
