import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chargeback } from '../../../src/reports/chargeback/chargeback.ts';
import { reportCsv } from '../../../src/reports/write/csv.ts';
import { roundTable } from '../../../src/reports/write/roundTable.ts';
import { toCents } from '../../../src/shared/money.ts';
import type { Table } from '../../../src/shared/tables/table.ts';
import { readCsv } from '../export/readCsv.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { amountsOf, shown, shownTotal, tableNamed } from './shown.ts';

const report = (made: Made) => chargeback.build(madeData(made), requestOf('chargeback', made));

const CENTRES = [
  { name: 'Product', workspaces: ['Production'], apiKeys: [] },
  { name: 'Quality', workspaces: [], apiKeys: ['nightly-evals'] },
  { name: 'Idle', workspaces: [], apiKeys: ['apikey_idle'] },
];
const NAMES = {
  wrkspc_production: 'Production',
  wrkspc_research: 'Research',
  apikey_agent: 'support-agent',
  apikey_evals: 'nightly-evals',
  apikey_idle: 'idle',
};
const DAYS = Array.from({ length: 31 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`);
const evals = { apiKeyId: 'apikey_evals' };
const research = { workspaceId: 'wrkspc_research' };

/** Each day $1 by the agent and $2 by evaluations in Production, and 50¢ by the agent in Research; code execution once. */
const OCTOBER: Made = {
  from: '2026-10-01',
  to: '2026-10-31',
  names: NAMES,
  costCentres: CENTRES,
  entries: [
    ...DAYS.flatMap((day) => [
      { day, line: line({ units: 1, billed: dollars(1) }) },
      { day, line: line({ ...evals, model: 'claude-haiku-4-5', units: 1, billed: dollars(2) }) },
      { day, line: line({ ...research, units: 1, billed: dollars(0.5) }) },
    ]),
    { day: '2026-10-07', line: line({ item: -1, billed: dollars(3) }) },
  ],
};

/** Cents that a table prints of its costs, by the text of its first column, in order. */
function centsOf(table: Table): { rows: [string, bigint][]; total: bigint } {
  const { columns, rows, total } = roundTable(table);
  const at = columns.findIndex(({ key }) => key === 'cost_usd');
  const cents = (cells: Table['total']) => {
    const cell = cells?.[at];
    return (cell?.kind === 'money' ? cell.cents : undefined) ?? assert.fail('no cents');
  };
  return {
    rows: rows.map((row) => [row[0]?.kind === 'text' ? row[0].text : '', cents(row)]),
    total: cents(total),
  };
}

describe('the chargeback report', () => {
  it('each cost center has its cost, one without any too, and the rest comes last', () => {
    const { sections, sum } = report(OCTOBER);
    const table = tableNamed(sections, 'by-cost-center');
    const rows = shown(table).map((row) => row.slice(0, 3));
    assert.deepEqual(rows, [
      ['Quality', 'billed 62', 0.556],
      ['Product', 'billed 34', 0.305],
      ['Idle', 'billed 0', 0],
      ['Unassigned', 'billed 15.5', 0.139],
    ]);
    assert.deepEqual(shownTotal(table).slice(0, 2), ['Total', 'billed 111.5']);
    assert.equal(sum?.lead, 'Sums to $111.50, the bill for October 2026.');
  });

  it('each cost center has its models, and what has it charged', () => {
    const { sections } = report(OCTOBER);
    const some = (key: string) => shown(tableNamed(sections, key)).map((row) => row.slice(0, -2));
    assert.deepEqual(some('by-cost-center-and-model'), [
      ['Quality', 'Haiku 4.5', 'billed 62'],
      ['Product', 'Opus 5.5', 'billed 31'],
      ['Product', 'Code execution', 'billed 3'],
      ['Unassigned', 'Opus 5.5', 'billed 15.5'],
    ]);
    assert.deepEqual(some('by-cost-center-and-workspace'), [
      ['Quality', 'Production', 'nightly-evals', 'billed 62'],
      ['Product', 'Production', 'All others', 'billed 34'],
      ['Unassigned', 'Research', 'All', 'billed 15.5'],
    ]);
  });

  it('each cost center is compared with the month before, by the cost centers of now', () => {
    const before = { start: Date.UTC(2026, 8, 1), end: Date.UTC(2026, 9, 1) };
    const earlier = { day: '2026-09-30', line: line({ units: 1, billed: dollars(17) }) };
    const { sections } = report({ ...OCTOBER, before, entries: [...(OCTOBER.entries ?? []), earlier] });
    const changes = shown(tableNamed(sections, 'by-cost-center')).map((row) => [row[0], row.at(-1)]);
    assert.deepEqual(changes, [
      ['Quality', 'new'],
      ['Product', 1],
      ['Idle', null],
      ['Unassigned', 'new'],
    ]);
  });

  it('the chargeback report names the entries that do not count', () => {
    const costCentres = [...CENTRES, { name: 'Typo', workspaces: ['Prodction'], apiKeys: [] }];
    const { notIncluded } = report({ ...OCTOBER, costCentres });
    const message = 'Cost center “Typo”: workspaces has “Prodction”, which is not the ID or name of a workspace.';
    assert.equal(notIncluded.at(-1), message);
  });

  it('the chargeback report without cost centers says where to set them', () => {
    const { sections } = report({ ...OCTOBER, costCentres: [] });
    assert.match(sections[0]?.paragraphs[0] ?? '', /^No cost centers are set\. .* claudeUsage\.costCentres\.$/);
    assert.deepEqual(
      shown(sections[0]?.table).map((row) => row.slice(0, 2)),
      [['Unassigned', 'billed 111.5']],
    );
  });

  it('the chargeback report has no section for an empty month', () => {
    assert.deepEqual(report({ ...OCTOBER, entries: [] }).sections, []);
  });

  it('the chargeback report draws the amounts of its table', () => {
    const { charts = [], sections } = report(OCTOBER);
    assert.deepEqual(
      charts.map(({ shape, values, labels }) => ({ shape, values, labels })),
      [{ shape: 'ranked', values: ['cost_usd'], labels: ['cost_center'] }],
    );
    assert.equal(charts[0]?.table, sections[0]?.table);
  });

  it('the cents of each table sum to the bill’s, and those of a cost center are the same in each', () => {
    const amount = fc.bigInt({ min: -30_000_000n, max: 900_000_000n });
    const entry = fc.record({
      workspaceId: fc.constantFrom('wrkspc_production', 'wrkspc_research', ''),
      apiKeyId: fc.constantFrom('apikey_agent', 'apikey_evals', 'apikey_idle', ''),
      model: fc.constantFrom('claude-opus-5-5', 'claude-haiku-4-5', 'claude-sonnet-5-5'),
      billed: amount,
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), (lines) => {
        const entries = lines.map((each) => ({ day: '2026-10-01', line: line({ ...each, units: 1 }) }));
        const { sections } = report({ ...OCTOBER, entries });
        const exact = lines.reduce((sum, { billed }) => sum + billed, 0n);
        const [first, ...others] = sections.map(({ table }) => centsOf(table ?? assert.fail('no table')));
        const charged = new Map(first?.rows);
        for (const { table } of sections) assert.equal(amountsOf(table, 'cost_usd').total, exact);
        for (const { rows, total } of [first ?? assert.fail('no table'), ...others]) {
          assert.equal(total, toCents(exact));
          assert.equal(
            rows.reduce((sum, [, cents]) => sum + cents, 0n),
            toCents(exact),
          );
          for (const [name, own] of Map.groupBy(rows, ([centre]) => centre)) {
            const sum = own.reduce((whole, [, cents]) => whole + cents, 0n);
            assert.equal(sum, charged.get(name), name);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a chargeback’s CSV, filtered by its section, sums to the bill, exactly and in cents', () => {
    const odd = { day: '2026-10-02', line: line({ ...evals, units: 1, billed: 1_333_333n }) };
    const made = {
      ...OCTOBER,
      entries: [...(OCTOBER.entries ?? []), odd, { ...odd, line: line({ billed: 666_666n }) }],
    };
    const [head = [], ...rows] = readCsv(reportCsv(report(made)));
    assert.deepEqual(head.slice(0, 7), [
      'section',
      'cost_center',
      'model',
      'model_id',
      'workspace',
      'workspace_id',
      'api_key',
    ]);
    const sections = Map.groupBy(rows, ([section]) => section);
    assert.equal(sections.size, 3);
    for (const [section, own] of sections) {
      const sum = (key: string, unit: number) =>
        own.reduce((total, row) => total + Math.round(Number(row[head.indexOf(key)]) * unit), 0);
      assert.equal(sum('cost_usd', 1e8), 11_151_999_999, section);
      assert.equal(sum('cost_rounded_usd', 100), 11_152, section);
    }
  });
});
