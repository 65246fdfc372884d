import assert from 'node:assert/strict';
import { keyCost } from '../../../src/reports/keyCost/keyCost.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';
import { TWO_WEEKS } from './twoWeeks.ts';

const DAY = '2026-11-18';
const report = (made: Made, filters: readonly Filter[] = []) =>
  keyCost.build(madeData(made), requestOf('keyCost', made, filters));
const ofDay = (lines: readonly ReturnType<typeof line>[]): Made => ({
  from: DAY,
  to: DAY,
  entries: lines.map((own) => ({ day: DAY, line: own })),
});

describe('the report of cost by API key', () => {
  it('cost that belongs to no key has no id', () => {
    const { sections } = report(TWO_WEEKS);
    for (const key of ['by-api-key', 'by-api-key-and-model']) {
      const cells = tableNamed(sections, key)?.rows.map(([name]) => name);
      const own = cells?.find((cell) => cell?.kind === 'text' && cell.text === 'Non-token charges');
      assert.deepEqual(own, { kind: 'text', text: 'Non-token charges' });
    }
  });

  it('each key has its hint, status and workspace, and so has cost without a key', () => {
    const table = tableNamed(report(TWO_WEEKS).sections, 'by-api-key');
    assert.deepEqual(keysOf(table), [
      'api_key',
      'hint',
      'status',
      'workspace',
      'cost_usd',
      'billed_usd',
      'mixed_usd',
      'estimated_usd',
      'share',
      'change',
      'input_tokens',
      'output_tokens',
    ]);
    const agent = ['support-agent', 'sk-ant-api03-age...aaaa', 'Active', 'Production'];
    const evals = ['nightly-evals', 'sk-ant-api03-eva...bbbb', 'Inactive', 'Research'];
    assert.deepEqual(shown(table), [
      [...agent, 'mixed 19', 'billed 12', 'mixed 5', 'estimated 2', 0.576, 1.375, 6300, 0],
      ['No API key', '', '', 'Production', 'estimated 6', 'billed 0', 'mixed 0', 'estimated 6', 0.182, 'new', 700, 0],
      [...evals, 'mixed 5', 'billed 0', 'mixed 5', 'estimated 0', 0.152, 1.5, 0, 330],
      [
        'Non-token charges',
        '',
        '',
        'Default workspace',
        'billed 3',
        'billed 3',
        'mixed 0',
        'estimated 0',
        0.091,
        'new',
        0,
        0,
      ],
    ]);
    const total = shownTotal(table);
    assert.deepEqual(total, [
      'Total',
      '',
      '',
      '',
      'mixed 33',
      'billed 15',
      'mixed 10',
      'estimated 8',
      1,
      2.3,
      7000,
      330,
    ]);
  });

  it('the report says how keys get their cost, and which cost has no key', () => {
    const [words] = report(TWO_WEEKS).sections[0]?.paragraphs ?? [];
    assert.match(
      words ?? '',
      /^Bills don’t break cost down by API key.*“No API key” is .*“Non-token charges”, such as/,
    );
    const [plain] = report(ofDay([line({ billed: dollars(1) })])).sections[0]?.paragraphs ?? [];
    assert.doesNotMatch(plain ?? '', /“/);
  });

  it('a key that is not listed shows its id, and the number of workspaces that its cost is in', () => {
    const made = ofDay([
      line({ apiKeyId: 'apikey_gone', billed: dollars(1) }),
      line({ apiKeyId: 'apikey_gone', workspaceId: '', billed: dollars(1) }),
    ]);
    const [row] = shown(tableNamed(report(made).sections, 'by-api-key'));
    assert.deepEqual(row?.slice(0, 5), ['apikey_gone', '', '', '2 workspaces', 'billed 2']);
  });

  it('each key has its models', () => {
    const rows = shown(tableNamed(report(TWO_WEEKS).sections, 'by-api-key-and-model'));
    assert.deepEqual(
      rows.map((row) => row.slice(0, 3)),
      [
        ['support-agent', 'Opus 5.5', 'mixed 17'],
        ['support-agent', 'Web search', 'estimated 2'],
        ['No API key', 'Opus 5.5', 'estimated 6'],
        ['nightly-evals', 'Sonnet 5.5', 'mixed 5'],
        ['Non-token charges', 'Code execution', 'billed 3'],
      ],
    );
  });

  it('the models of the twenty dearest keys have rows, the others one row at the end', () => {
    const keys = Array.from({ length: 100 }, (_, at) => line({ apiKeyId: `apikey_${at}`, billed: dollars(101 - at) }));
    const table = tableNamed(report(ofDay(keys)).sections, 'by-api-key-and-model');
    const rows = shown(table);
    assert.equal(rows.length, 21);
    assert.deepEqual(rows[19]?.slice(0, 3), ['apikey_19', 'Opus 5.5', 'billed 82']);
    assert.deepEqual(rows[20]?.slice(0, 3), ['80 others', 'All models', 'billed 3320']);
    assert.equal(shownTotal(table)[2], 'billed 5150');
  });

  it('the others are compared with all but the dearest keys, so that changes add up, too', () => {
    const keys = Array.from({ length: 22 }, (_, at) => line({ apiKeyId: `apikey_${at}`, billed: dollars(50 - at) }));
    const made = ofDay(keys);
    const before = ['apikey_0', 'apikey_20', 'apikey_21', 'apikey_gone'].map((apiKeyId) => ({
      day: '2026-11-17',
      line: line({ apiKeyId, billed: dollars(29.5) }),
    }));
    const { sections } = report({ ...made, entries: [...before, ...(made.entries ?? [])] });
    const rows = shown(tableNamed(sections, 'by-api-key-and-model'));
    assert.deepEqual(rows.at(-1)?.slice(0, 3), ['2 others', 'All models', 'billed 59']);
    assert.equal(rows.at(-1)?.at(-3), -0.333);
    assert.equal(sections[0]?.paragraphs.at(-1), 'Only in the previous period: apikey_gone.');
  });

  it('a narrowed report of cost by API key says so', () => {
    const { sum, sections } = report(TWO_WEEKS, [{ dimension: 'apiKey', values: [''] }]);
    assert.equal(shownTotal(tableNamed(sections, 'by-api-key'))[4], 'estimated 6');
    assert.match(sum?.words ?? '', /filtered, so it doesn’t add up to the full bill\.$/);
  });

  it('Priority Tier tokens are counted apart from dollars', () => {
    const { sections, notIncluded } = report(ofDay([line({ serviceTier: 'priority', units: 1_500_000 })]));
    assert.deepEqual(shown(tableNamed(sections, 'by-api-key'))[0]?.slice(4), ['none 0', null, null, 1_500_000, 0]);
    assert.equal(notIncluded[0], '1.5M Priority Tier tokens, which are billed separately.');
  });

  it('the report of cost by API key has no section for an empty period', () => {
    assert.deepEqual(report({ from: DAY, to: DAY }), { sections: [], notIncluded: [] });
  });
});
