import assert from 'node:assert/strict';
import type { UsageLine } from '../../../src/reports/reportData.ts';
import { savings } from '../../../src/reports/savings/savings.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import type { Cell } from '../../../src/shared/tables/table.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';

const million = 1_000_000;
function report(lines: readonly UsageLine[], { filters = [], ...more }: Partial<Made & { filters: Filter[] }> = {}) {
  const made: Made = {
    from: '2026-11-18',
    to: '2026-11-18',
    entries: lines.map((own) => ({ day: '2026-11-18', line: own })),
    ...more,
  };
  return savings.build(madeData(made), requestOf('savings', made, filters));
}
const table = (lines: readonly UsageLine[], key: string, more: Parameters<typeof report>[1] = {}) =>
  tableNamed(report(lines, more).sections, key);
const section = (lines: readonly UsageLine[], title: string, more: Parameters<typeof report>[1] = {}) =>
  report(lines, more).sections.find((one) => one.title === title) ?? assert.fail(title);

const opus = line({ units: 10 * million, billed: dollars(40) });
const answers = line({ item: 4, units: million, billed: dollars(20) });
const haiku = { model: 'claude-haiku-4-5', workspaceId: 'wrkspc_research', apiKeyId: 'apikey_evals' };

describe('the report on savings', () => {
  it('the report on savings begins with what the period would have cost with each change alone', () => {
    const first = report([opus, answers]).sections[0];
    assert.deepEqual(keysOf(first?.table), ['change', 'would_have_cost_usd', 'saved_usd', 'saved_share']);
    assert.deepEqual(shown(first?.table), [
      ['Actual cost', 'billed 60', null, null],
      ['10% of standard tokens in batch', 'estimated 57', 'estimated 3', 0.05],
      ['25% of standard tokens in batch', 'estimated 52.5', 'estimated 7.5', 0.125],
      ['50% of standard tokens in batch', 'estimated 45', 'estimated 15', 0.25],
      ['Models one step cheaper', 'estimated 30', 'estimated 30', 0.5],
    ]);
    assert.equal(first?.table?.total, null);
  });

  it('what the period would have cost says how many of its tokens have no price', () => {
    // No batch and no other model could have taken them.
    const unpriced = line({ model: 'claude-next-9', serviceTier: 'flex', units: 30, unpricedTokens: 30 });
    const [was, ...would] = report([opus, unpriced]).sections[0]?.table?.rows ?? [];
    const lacks = (row: readonly Cell[] = []) =>
      row.map((cell) => (cell.kind === 'money' ? cell.unpricedTokens : null));
    assert.equal(lacks(was)[1], 30);
    assert.equal(would.length, 4);
    for (const row of would) assert.deepEqual(lacks(row).slice(1, 3), [30, 0]);
  });

  it('the report on savings says that the changes do not add up, and that none is advice', () => {
    const { sections, notIncluded } = report([opus]);
    assert.match(sections[0]?.paragraphs[0] ?? '', /None of them is advice/);
    assert.match(notIncluded.join(' '), /so savings don’t add up/);
  });

  it('the report on savings is empty where nothing was paid for', () => {
    assert.deepEqual(report([]).sections, []);
    assert.deepEqual(report([line({ serviceTier: 'priority', units: 5 })]).sections, []);
  });
});

describe('savings with batch', () => {
  it('savings with batch are half of the list price, by workspace and model', () => {
    const research = line({ ...haiku, units: 20 * million, estimated: dollars(20) });
    const batch = table([opus, answers, research], 'with-batch');
    assert.deepEqual(keysOf(batch).slice(2), [
      'cost_usd',
      'saved_10_percent_usd',
      'saved_25_percent_usd',
      'saved_50_percent_usd',
    ]);
    assert.deepEqual(shown(batch), [
      ['Production', 'Opus 5.5', 'billed 60', 'estimated 3', 'estimated 7.5', 'estimated 15'],
      ['Research', 'Haiku 4.5', 'estimated 20', 'estimated 1', 'estimated 2.5', 'estimated 5'],
    ]);
    assert.deepEqual(shownTotal(batch), ['Total', '', 'mixed 80', 'estimated 4', 'estimated 10', 'estimated 20']);
  });

  it('savings with batch are at the organization’s own batch rates, where it has them', () => {
    const batched = line({ serviceTier: 'batch', workspaceId: '', units: million, billed: dollars(1) });
    // Ten million tokens for $40 would have been $10.
    assert.deepEqual(shown(table([opus, batched], 'with-batch')), [
      ['Production', 'Opus 5.5', 'billed 40', 'estimated 3', 'estimated 7.5', 'estimated 15'],
    ]);
  });

  it('savings with batch leave out what is in batch already, other tiers, and fast mode', () => {
    const others = [
      line({ serviceTier: 'batch', units: 9, billed: dollars(2) }),
      line({ serviceTier: 'flex', units: 9, billed: dollars(2) }),
      line({ speed: 'fast', units: 9, billed: dollars(2) }),
      line({ item: 5, units: 9, billed: dollars(2) }),
    ];
    assert.equal(section(others, 'With batch').table, null);
  });

  it('savings with batch leave out the workspace of Claude Code, and say so', () => {
    const code = line({ workspaceId: 'wrkspc_code', units: million, billed: dollars(4) });
    const names = { wrkspc_code: 'Claude Code', wrkspc_production: 'Production' };
    const batch = section([opus, code], 'With batch', { names });
    assert.deepEqual(
      shown(batch.table).map(([name]) => name),
      ['Production'],
    );
    assert.ok(batch.paragraphs.includes('The workspace Claude Code is left out because it is interactive.'));
  });

  it('savings with batch of tokens without a price are unknown, and not a part of the total', () => {
    const unpriced = line({ ...haiku, model: 'claude-next-9', units: 30, unpricedTokens: 30 });
    const batch = table([opus, unpriced], 'with-batch');
    assert.deepEqual(shown(batch)[1], ['Research', 'Next 9', null, null, null, null]);
    assert.deepEqual(shownTotal(batch).slice(2), ['billed 40', 'estimated 2', 'estimated 5', 'estimated 10']);
    const [cell] = batch.total?.slice(3) ?? [];
    assert.equal(cell?.kind === 'money' && cell.unpricedTokens, 30);
  });

  it('savings with batch say which price is missing of tokens that did cost something', () => {
    const unlisted = line({ model: 'claude-next-9', units: 30, billed: dollars(40) });
    const { rows } = table([opus, unlisted], 'with-batch');
    const cells = rows.map((row) => row[3]).filter((cell) => cell?.kind === 'money');
    assert.ok(cells.some(({ amount, unpricedTokens }) => amount === null && unpricedTokens === 30));
    for (const cell of cells) assert.equal(cell.unpricedAs, 'in batch');
  });

  it('savings with batch leave out groups under a hundredth of the cost, and say so', () => {
    const small = line({ ...haiku, units: 100, billed: dollars(0.3) });
    const batch = section([opus, small], 'With batch');
    assert.equal(batch.table?.rows.length, 1);
    assert.ok(batch.paragraphs.includes('One group is under 1% of cost (0.7% in total) and left out.'));
  });
});

describe('savings with more cache hits', () => {
  /** Uncached tokens and reads of a key, both in millions, at list price. */
  const key = (apiKeyId: string, uncached: number, reads: number, changes: Partial<UsageLine> = {}) => [
    line({ apiKeyId, units: uncached * million, billed: dollars(4 * uncached), ...changes }),
    line({ apiKeyId, item: 3, units: reads * million, billed: dollars(0.2 * reads), ...changes }),
  ];
  const KEYS = [...key('low', 9, 1), ...key('middle', 5, 5), ...key('high', 1, 9)];

  it('savings with more cache hits raise the keys below the median of their model to it', () => {
    const hits = table(KEYS, 'with-more-cache-hits');
    assert.deepEqual(keysOf(hits), [
      'api_key',
      'model',
      'cost_usd',
      'input_tokens',
      'hit_rate',
      'usual_hit_rate',
      'saved_usd',
    ]);
    // Four of ten million tokens at $4.00 less $0.20.
    assert.deepEqual(shown(hits), [['low', 'Opus 5.5', 'billed 36.2', 10 * million, 0.1, 0.5, 'estimated 15.2']]);
    assert.deepEqual(shownTotal(hits), ['Total', '', 'billed 36.2', 10 * million, 0.1, null, 'estimated 15.2']);
  });

  it('savings with more cache hits take the median of the organization when the report is narrowed', () => {
    const filters: Filter[] = [{ dimension: 'apiKey', values: ['low'] }];
    assert.equal(shownTotal(table(KEYS, 'with-more-cache-hits', { filters })).at(-1), 'estimated 15.2');
  });

  it('savings with more cache hits need three keys that use the same model', () => {
    const hits = section(KEYS.slice(0, 4), 'With more cache hits');
    assert.equal(hits.table, null);
    assert.match(hits.paragraphs[0] ?? '', /a comparison needs 3/);
    const two = [...KEYS.slice(0, 4), ...key('other', 1, 9, { model: 'claude-opus-5' })];
    assert.equal(section(two, 'With more cache hits').table, null);
  });

  it('savings with more cache hits take no median of keys with next to no input', () => {
    const tiny = ['a', 'b', 'c', 'd'].flatMap((id) => key(id, 0, 0.01));
    assert.equal(shown(table([...KEYS, ...tiny], 'with-more-cache-hits'))[0]?.[5], 0.5);
  });
});

describe('savings with another model', () => {
  it('savings with another model are at the next cheaper family’s list price, with the discount kept', () => {
    const discounted = line({ units: 10 * million, billed: dollars(36) });
    const other = table([discounted], 'with-another-model');
    assert.deepEqual(keysOf(other).slice(2), ['cost_usd', 'other_model', 'other_cost_usd', 'saved_usd']);
    assert.deepEqual(shown(other), [
      ['Production', 'Opus 5.5', 'billed 36', 'Sonnet 5.5', 'estimated 18', 'estimated 18'],
    ]);
    assert.deepEqual(shownTotal(other), ['Total', '', 'billed 36', '', 'estimated 18', 'estimated 18']);
  });

  it('savings with another model are at the organization’s own rates of that model, where it has them', () => {
    const sonnet = line({ model: 'claude-sonnet-5-5', workspaceId: '', units: million, billed: dollars(1) });
    const [first] = shown(table([opus, sonnet], 'with-another-model'));
    assert.deepEqual(first, ['Production', 'Opus 5.5', 'billed 40', 'Sonnet 5.5', 'estimated 10', 'estimated 30']);
  });

  it('savings with another model are none for the cheapest family and for models without a list price', () => {
    const lines = [
      line({ ...haiku, units: 5, billed: dollars(1) }),
      line({ model: 'claude-next-9', units: 5, billed: dollars(1) }),
    ];
    const other = section(lines, 'With another model');
    assert.equal(other.table, null);
    assert.match(other.paragraphs[0] ?? '', /No model in use has a cheaper/);
  });

  it('savings with another model say that tokens and quality differ, and that long prompts cost Haiku 5.5 more', () => {
    const sonnet = line({ model: 'claude-sonnet-5-5', units: million, billed: dollars(2) });
    const words = section([sonnet], 'With another model').paragraphs.join(' ');
    assert.match(words, /recommends nothing/);
    assert.match(words, /models split text differently/);
    assert.match(words, /Haiku 5.5 costs more for prompts over 100k tokens/);
    assert.doesNotMatch(section([opus], 'With another model').paragraphs.join(' '), /Haiku/);
  });

  it('savings with another model take the list prices of the period’s last day so far', () => {
    const opus5 = line({ model: 'claude-opus-5', units: million, billed: dollars(5) });
    const september = { from: '2026-09-26', to: '2026-09-27', entries: [{ day: '2026-09-26', line: opus5 }] };
    const other = section([], 'With another model', september);
    assert.equal(shown(other.table)[0]?.[3], 'Sonnet 5');
    assert.match(other.paragraphs[0] ?? '', /list prices of 2026-09-27/);
  });
});
