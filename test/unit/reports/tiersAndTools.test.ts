import assert from 'node:assert/strict';
import type { UsageLine } from '../../../src/reports/reportData.ts';
import { tiersAndTools } from '../../../src/reports/tiersAndTools/tiersAndTools.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';

function report(lines: readonly UsageLine[]) {
  const made: Made = {
    from: '2026-11-18',
    to: '2026-11-18',
    entries: lines.map((own) => ({ day: '2026-11-18', line: own })),
  };
  return tiersAndTools.build(madeData(made), requestOf('tiersAndTools', made));
}
const table = (lines: readonly UsageLine[], key: string) => tableNamed(report(lines).sections, key);
const keys = (lines: readonly UsageLine[]) => report(lines).sections.map((section) => section.table?.key ?? null);

const LINES = [
  line({ units: 100, billed: dollars(4) }),
  line({ item: 1, units: 20, billed: dollars(1) }),
  line({ item: 2, units: 30, billed: dollars(2), inferenceGeo: 'us' }),
  line({ item: 3, units: 400, billed: dollars(1), contextWindow: '200k-1M' }),
  line({ item: 4, units: 50, estimated: dollars(8) }),
  line({ serviceTier: 'batch', units: 60, billed: dollars(1) }),
  line({ serviceTier: 'priority', units: 700 }),
  line({ serviceTier: 'flex', units: 5, billed: dollars(1) }),
  line({ serviceTier: 'quantum', units: 6, billed: dollars(0.5) }),
  line({ item: 5, units: 30, billed: dollars(0.3) }),
  line({ item: 5, units: 10, workspaceId: '', billed: dollars(0.1) }),
  line({ item: -1, workspaceId: '', billed: dollars(0.6) }),
  line({ item: -1, costType: 'session_usage', billed: dollars(0.4) }),
  line({ item: -1, costType: 'teleport', billed: dollars(0.1) }),
];

describe('the report on tiers and tools', () => {
  it('the report on tiers and tools says first what it sums to', () => {
    assert.match(report(LINES).sum?.lead ?? '', /^≈\$20\.00 /);
    assert.equal(report([]).sum, undefined);
  });

  it('the report on tiers and tools begins with all that the period cost, tiers and then tools', () => {
    const first = report(LINES).sections[0]?.table;
    assert.deepEqual(keysOf(first), ['part', 'tokens', 'web_searches', 'cost_usd', 'cost_share']);
    assert.deepEqual(shown(first), [
      ['standard', 600, null, 'mixed 16', 0.8],
      ['batch', 60, null, 'billed 1', 0.05],
      ['flex', 5, null, 'billed 1', 0.05],
      ['quantum', 6, null, 'billed 0.5', 0.025],
      ['priority', 700, null, null, null],
      ['Code execution', null, null, 'billed 0.6', 0.03],
      ['Session usage', null, null, 'billed 0.4', 0.02],
      ['Web search', null, 40, 'billed 0.4', 0.02],
      ['teleport', null, null, 'billed 0.1', 0.005],
    ]);
    assert.deepEqual(shownTotal(first), ['Total', 1371, 40, 'mixed 20', 1]);
  });

  it('lines of the bill without a cost type have a column with a name of its own', () => {
    const credit = line({ item: -1, costType: '', description: 'Promotional credit', billed: dollars(2) });
    const tools = table([credit], 'server-tools');
    assert.deepEqual(tools?.columns.slice(-2), [
      { key: 'other_usd', title: 'Other', longTitle: 'Other', kind: 'money', zero: '—' },
      { key: 'cost_usd', title: 'Cost', kind: 'money' },
    ]);
  });

  it('each tier has its tokens by kind', () => {
    const tiers = table(LINES, 'by-service-tier');
    assert.deepEqual(shown(tiers)[0], ['standard', 100, 20, 30, 400, 50, 'mixed 16', 0.865]);
    assert.deepEqual(shownTotal(tiers), ['Total', 871, 20, 30, 400, 50, 'mixed 18.5', 1]);
  });

  it('Priority Tier is counted in tokens alone', () => {
    const priority = shown(table(LINES, 'by-service-tier')).find(([tier]) => tier === 'priority');
    assert.deepEqual(priority, ['priority', 700, 0, 0, 0, 0, null, null]);
    const [, tiers] = report(LINES).sections;
    assert.match(tiers?.paragraphs[0] ?? '', /Priority Tier is shown in tokens only/);
  });

  it('a bill that names Priority Tier has its cost shown', () => {
    const billed = line({ serviceTier: 'priority', units: 7, billed: dollars(2) });
    assert.deepEqual(shown(table([billed], 'by-service-tier')), [['priority', 7, 0, 0, 0, 0, 'billed 2', 1]]);
  });

  it('context windows and geographies have rows of their own', () => {
    assert.deepEqual(
      shown(table(LINES, 'by-context-window')).map((row) => [row[0], row[6]]),
      [
        ['0-200k', 'mixed 17.5'],
        ['200k-1M', 'billed 1'],
      ],
    );
    assert.deepEqual(
      shown(table(LINES, 'by-inference-geo')).map((row) => [row[0], row[6]]),
      [
        ['global', 'mixed 16.5'],
        ['us', 'billed 2'],
      ],
    );
  });

  it('the report on tiers and tools says so where usage has no geographies', () => {
    const { sections } = report([line({ inferenceGeo: '', units: 1, billed: dollars(1) })]);
    const geo = sections.find(({ title }) => title === 'Inference geography');
    assert.equal(geo?.table, null);
    assert.match(geo?.paragraphs[0] ?? '', /don’t name any/);
  });

  it('fast mode has a row of its own where there is any', () => {
    assert.equal(keys(LINES).includes('by-speed'), false);
    const fast = [...LINES, line({ speed: 'fast', item: 4, units: 9, billed: dollars(3) })];
    assert.deepEqual(shown(table(fast, 'by-speed')), [
      ['Not fast', 871, 20, 30, 400, 50, 'mixed 18.5', 0.86],
      ['Fast', 0, 0, 0, 0, 9, 'billed 3', 0.14],
    ]);
  });

  it('each workspace has the cost of its tools, unknown ones, too', () => {
    const tools = table(LINES, 'server-tools');
    assert.deepEqual(keysOf(tools), [
      'workspace',
      'web_searches',
      'web_search_usd',
      'code_execution_usd',
      'session_usage_usd',
      'teleport_usd',
      'cost_usd',
    ]);
    assert.deepEqual(shown(tools), [
      ['Production', 30, 'billed 0.3', 'none 0', 'billed 0.4', 'billed 0.1', 'billed 0.8'],
      ['Default workspace', 10, 'billed 0.1', 'billed 0.6', 'none 0', 'none 0', 'billed 0.7'],
    ]);
    assert.deepEqual(shownTotal(tools), [
      'Total',
      40,
      'billed 0.4',
      'billed 0.6',
      'billed 0.4',
      'billed 0.1',
      'billed 1.5',
    ]);
  });

  it('the report on tiers and tools says plainly what is billed elsewhere', () => {
    const last = report(LINES).sections.at(-1);
    assert.equal(last?.title, 'Billed elsewhere');
    assert.match(last?.paragraphs.join(' ') ?? '', /Priority Tier.*subscription.*Bedrock/);
  });

  it('tokens without a price are shown, and not as $0', () => {
    const unpriced = line({ model: 'claude-next-9', serviceTier: 'batch', units: 8, unpricedTokens: 8 });
    assert.deepEqual(shown(table([unpriced], 'by-service-tier'))[0]?.slice(0, 7), ['batch', 8, 0, 0, 0, 0, null]);
  });

  it('the report on tiers and tools has no tables of tokens where there were tools alone', () => {
    const tools = LINES.filter(({ item }) => item < 0 || item === 5);
    assert.deepEqual(keys(tools), ['tiers-and-tools', 'server-tools', null]);
  });

  it('the report on tiers and tools is empty in a period without usage', () => {
    assert.deepEqual(report([]).sections, []);
  });
});
