import assert from 'node:assert/strict';
import { workspaceCost } from '../../../src/reports/workspaceCost/workspaceCost.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import { billsOf, dollars, line, type Made, madeData, requestOf } from './made.ts';
import { amountsOf, keysOf, shown, shownTotal, tableNamed } from './shown.ts';
import { TWO_WEEKS } from './twoWeeks.ts';

const report = (made: Made, filters: readonly Filter[] = []) =>
  workspaceCost.build(madeData(made), requestOf('workspaceCost', made, filters));

describe('the report of cost by workspace', () => {
  const { sections, notIncluded } = report(TWO_WEEKS);

  it('each workspace has its cost by basis, its share and its change, the default one by name', () => {
    const table = tableNamed(sections, 'by-workspace');
    assert.deepEqual(keysOf(table), [
      'workspace',
      'cost_usd',
      'billed_usd',
      'mixed_usd',
      'estimated_usd',
      'share',
      'change',
    ]);
    assert.deepEqual(shown(table), [
      ['Production', 'mixed 25', 'billed 12', 'mixed 5', 'estimated 8', 0.758, 2.125],
      ['Research', 'mixed 5', 'billed 0', 'mixed 5', 'estimated 0', 0.152, 1.5],
      ['Default workspace', 'billed 3', 'billed 3', 'mixed 0', 'estimated 0', 0.091, 'new'],
    ]);
    assert.deepEqual(shownTotal(table), ['Total', 'mixed 33', 'billed 15', 'mixed 10', 'estimated 8', 1, 2.3]);
  });

  it('the table of workspaces comes first', () => {
    assert.deepEqual(
      sections.map(({ table }) => table?.key),
      ['by-workspace', 'by-workspace-and-model', 'by-workspace-and-cost-type'],
    );
  });

  it('each workspace has its models, and its cost types', () => {
    const some = (rows: ReturnType<typeof shown>) => rows.map((row) => row.slice(0, 3));
    assert.deepEqual(some(shown(tableNamed(sections, 'by-workspace-and-model'))), [
      ['Production', 'Opus 5.5', 'mixed 23'],
      ['Production', 'Web search', 'estimated 2'],
      ['Research', 'Sonnet 5.5', 'mixed 5'],
      ['Default workspace', 'Code execution', 'billed 3'],
    ]);
    assert.deepEqual(some(shown(tableNamed(sections, 'by-workspace-and-cost-type'))), [
      ['Production', 'Tokens', 'mixed 23'],
      ['Production', 'Web search', 'estimated 2'],
      ['Research', 'Tokens', 'mixed 5'],
      ['Default workspace', 'Code execution', 'billed 3'],
    ]);
  });

  it('each pair is compared with the same pair of the previous period', () => {
    const rows = shown(tableNamed(sections, 'by-workspace-and-model'));
    assert.deepEqual(
      rows.map((row) => row.at(-1)),
      [1.875, 'new', 1.5, 'new'],
    );
  });

  it('the report of cost by workspace says what is not in it', () => {
    assert.deepEqual(notIncluded, [
      'Code execution and session usage on days without a bill: only bills show them.',
      'Credits: amounts are after discounts and before credits.',
    ]);
  });

  it('the report of cost by workspace sums to final bills to the last unit, and says so', () => {
    const entries = [
      { day: '2026-11-18', line: line({ units: 3, billed: 12_345_678_901n }) },
      { day: '2026-11-19', line: line({ workspaceId: '', units: 3, billed: 98_765_432_109n }) },
      { day: '2026-11-19', line: line({ item: -1, costType: 'session_usage', billed: 7n }) },
    ];
    const made = { from: '2026-11-18', to: '2026-11-19', entries };
    const body = report(made);
    const bill = billsOf(entries).flatMap(({ rows }) => rows.map(({ amount }) => amount));
    const sum = bill.reduce((total, amount) => total + amount, 0n);
    for (const { table } of body.sections) assert.equal(amountsOf(table, 'cost_usd').total, sum);
    assert.deepEqual(body.sum, {
      amount: sum,
      basis: 'billed',
      lead: 'Sums to $1,111.11, the bill for Wed, Nov 18, 2026 to Thu, Nov 19, 2026.',
      words: '',
    });
  });

  it('the report of cost by workspace names the month whose bill it sums to', () => {
    const days = Array.from({ length: 31 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`);
    const entries = days.map((day) => ({ day, line: line({ units: 3, billed: dollars(1) }) }));
    const made = { from: '2026-10-01', to: '2026-10-31', entries };
    assert.equal(report(made).sum?.lead, 'Sums to $31.00, the bill for October 2026.');
    const open = report({ ...made, bills: billsOf(entries.slice(1)) }).sum;
    assert.notEqual(open?.lead, 'Sums to $31.00, the bill for October 2026.');
  });

  it('the report of cost by workspace says so when it does not sum to final bills', () => {
    const made: Made = {
      from: '2026-11-18',
      to: '2026-11-18',
      entries: [{ day: '2026-11-18', line: line({ units: 3, billed: dollars(2) }) }],
    };
    const [bill] = billsOf(made.entries ?? []);
    assert.ok(bill);
    const bills = [{ ...bill, rows: [...bill.rows, ...bill.rows] }];
    const { sum } = report({ ...made, bills });
    assert.equal(sum?.lead, '$2.00 in total.');
    assert.match(sum.words, /doesn’t add up to the final bills of these days: they come to \$4\.00, and .* \$2\.00\.$/);
  });

  it('namesake workspaces are told apart', () => {
    const entries = ['wrkspc_1', 'wrkspc_2', 'wrkspc_3'].map((workspaceId, at) => ({
      day: '2026-11-18',
      line: line({ workspaceId, billed: dollars(3 - at) }),
    }));
    const names = { wrkspc_1: 'Team', wrkspc_2: 'Team', wrkspc_3: 'Alone' };
    const table = tableNamed(report({ from: '2026-11-18', to: '2026-11-18', entries, names }).sections, 'by-workspace');
    assert.deepEqual(
      shown(table).map(([name]) => name),
      ['Team (wrkspc_1)', 'Team (wrkspc_2)', 'Alone'],
    );
  });

  it('workspaces and models that cost something in the previous period alone are named', () => {
    const entries = [
      { day: '2026-11-17', line: line({ workspaceId: 'wrkspc_research', billed: dollars(5) }) },
      { day: '2026-11-18', line: line({ billed: dollars(5) }) },
    ];
    const [section] = report({ from: '2026-11-18', to: '2026-11-18', entries }).sections;
    assert.equal(section?.paragraphs.at(-1), 'Only in the previous period: Research.');
  });

  it('a narrowed report of cost by workspace says so', () => {
    const narrowed = report(TWO_WEEKS, [{ dimension: 'model', values: ['claude-sonnet-5-5'] }]);
    assert.deepEqual(shown(tableNamed(narrowed.sections, 'by-workspace')), [['Research', 'mixed 5', 1, 1.5]]);
    assert.equal(narrowed.sum?.lead, '≈$5.00 so far.');
    assert.equal(narrowed.sum.words, 'This report is filtered, so it doesn’t add up to the full bill.');
  });

  it('the report of cost by workspace says of an empty period only which days have not been read', () => {
    const made = { from: '2026-11-18', to: '2026-11-28', unknown: ['2026-11-18', '2026-11-20'] };
    assert.deepEqual(report(made), {
      sections: [],
      notIncluded: ['Days without data: Nov 18, Nov 20.'],
    });
  });
});
