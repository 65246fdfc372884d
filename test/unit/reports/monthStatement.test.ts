import assert from 'node:assert/strict';
import { monthStatement } from '../../../src/reports/monthStatement.ts';
import type { Cell, Section } from '../../../src/reports/report.ts';
import type { DayBill, ReportData } from '../../../src/reports/reportData.ts';
import type { Money } from '../../../src/shared/money.ts';
import type { CostRow } from '../../../src/source.ts';
import { type Kind, kindKey } from '../../../src/spend/kind.ts';
import { costRow, kind, otherRow } from '../spend/made.ts';
import { dollars, type MadeBill, madeData, requestOf } from './made.ts';

const PLACE = 'wrkspc_production';
const opus = { workspaceId: PLACE, model: 'claude-opus-5-5' };
const row = (amount: Money, own: Partial<CostRow> = {}) =>
  costRow(amount, { ...opus, description: 'Claude Opus 5.5 Usage - Input Tokens', ...own });
const INPUT = kind(opus);
const OUTPUT = kind({ ...opus, item: 'output_tokens' });
const output = { description: 'Claude Opus 5.5 Usage - Output Tokens', tokenType: 'output_tokens' };
const amounts = (...pairs: readonly (readonly [Kind, Money])[]) =>
  new Map(pairs.map(([of, sum]) => [kindKey(of), sum]));
const units = (...pairs: readonly (readonly [Kind, number])[]) => new Map(pairs.map(([of, sum]) => [kindKey(of), sum]));

/** Of three days: one measured, one not, one that is still growing. */
const BILLS: readonly MadeBill[] = [
  {
    day: '2026-11-10',
    rows: [row(dollars(3.6)), row(dollars(20), output), otherRow(dollars(2), 'code_execution', { workspaceId: PLACE })],
    estimated: amounts([INPUT, dollars(4)], [OUTPUT, dollars(20)]),
    units: units([INPUT, 1_000_000], [OUTPUT, 1_000_000]),
  },
  { day: '2026-11-11', rows: [row(dollars(7.2))], units: units([INPUT, 2_000_000]) },
  {
    day: '2026-11-12',
    whole: false,
    rows: [row(dollars(1))],
    estimated: amounts([INPUT, dollars(9)]),
    units: units([INPUT, 2_500_000]),
  },
];
const PERIOD = { from: '2026-11-10', to: '2026-11-12' };

type Row = Readonly<Record<string, unknown>>;

const worth = (cell: Cell): unknown => {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'money':
      return cell.amount;
    case 'rate':
      return cell.perMillion;
    case 'ratio':
      return cell.value === null ? null : Math.round(cell.value * 10) / 10;
    case 'count':
      return cell.value;
    case 'share':
    case 'change':
      return cell.fraction;
  }
};

function read({ table }: Section): { rows: Row[]; total: Row } {
  assert.ok(table?.total);
  const named = (cells: readonly Cell[]) => {
    assert.equal(cells.length, table.columns.length);
    return Object.fromEntries(cells.map((cell, at) => [table.columns[at]?.key, worth(cell)]));
  };
  for (const cells of [...table.rows, table.total]) {
    assert.deepEqual(
      cells.map((cell) => cell.kind),
      table.columns.map((column) => column.kind),
    );
  }
  return { rows: table.rows.map(named), total: named(table.total) };
}

function statement(data: ReportData) {
  const { sections, notIncluded } = monthStatement(data, requestOf('monthStatement', PERIOD));
  const [lines, days] = sections;
  assert.ok(lines && days);
  return { lines, days, notIncluded };
}

const make = (bills = BILLS, own: Partial<Parameters<typeof madeData>[0]> = {}) =>
  madeData({ ...PERIOD, bills, ...own });
const withTotal = (data: ReportData, day: string, estimatedTotal: Money): ReportData => ({
  ...data,
  bills: (span) =>
    data.bills(span).map((bill): DayBill => (bill.start === Date.parse(day) ? { ...bill, estimatedTotal } : bill)),
});
const pick = (of: Row | undefined, ...keys: readonly string[]) => keys.map((key) => of?.[key]);

describe('a month statement', () => {
  it('has every line of the bill, and its total is the bill', () => {
    const { rows, total } = read(statement(make()).lines);
    assert.deepEqual(
      rows.map((line) => pick(line, 'workspace', 'description', 'model', 'token_type', 'billed_usd')),
      [
        ['Production', output.description, 'Opus 5.5', 'output_tokens', dollars(20)],
        ['Production', 'Claude Opus 5.5 Usage - Input Tokens', 'Opus 5.5', 'uncached_input_tokens', dollars(11.8)],
        ['Production', 'code_execution', '', '', dollars(2)],
      ],
    );
    assert.equal(total['billed_usd'], dollars(33.8));
  });

  it('compares with the estimates of days that were measured and are whole, and says how many these are', () => {
    const { rows, total } = read(statement(make()).lines);
    const keys = ['measured_days', 'measured_usd', 'estimated_usd', 'difference_usd', 'difference_percent'];
    assert.deepEqual(pick(rows[1], ...keys), [1, dollars(3.6), dollars(4), dollars(-0.4), -11.1]);
    assert.deepEqual(pick(rows[0], ...keys), [1, dollars(20), dollars(20), 0n, 0]);
    assert.deepEqual(pick(rows[2], ...keys), [null, null, null, null, null], 'nobody can estimate code execution');
    assert.deepEqual(pick(total, ...keys), [1, dollars(23.6), dollars(24), dollars(-0.4), -1.7]);
  });

  it('says what discounts were worth, on whole days', () => {
    const { rows, total } = read(statement(make()).lines);
    const keys = ['units', 'rate_usd', 'list_rate_usd', 'discount_usd', 'discount_percent'];
    assert.deepEqual(pick(rows[1], ...keys), [3_000_000, dollars(3.6), dollars(4), dollars(1.2), 10]);
    assert.deepEqual(pick(rows[2], ...keys), [null, null, null, null, null]);
    assert.deepEqual(pick(total, ...keys), [null, null, null, dollars(1.2), 3.8]);
  });

  it('tells no list price where there is none', () => {
    const unlisted = kind({ workspaceId: PLACE });
    const bill = {
      day: '2026-11-10',
      rows: [costRow(dollars(5), { workspaceId: PLACE })],
      units: units([unlisted, 1e6]),
    };
    const { rows, total } = read(statement(make([bill])).lines);
    assert.deepEqual(pick(rows[0], 'rate_usd', 'list_rate_usd', 'discount_usd'), [dollars(5), null, null]);
    assert.deepEqual(pick(total, 'discount_usd', 'discount_percent'), [null, null]);
  });

  it('takes the list price of each day', () => {
    const sonnet = { workspaceId: PLACE, model: 'claude-sonnet-5-5', tokenType: 'cache_read_input_tokens' } as const;
    const reads = kind({ workspaceId: PLACE, model: sonnet.model, item: sonnet.tokenType });
    const bills = ['2026-10-06', '2026-10-07'].map((day) => ({
      day,
      rows: [costRow(dollars(0.1), sonnet)],
      units: units([reads, 1_000_000]),
    }));
    const { rows } = read(statement(make(bills, { from: '2026-10-06', to: '2026-10-07' })).lines);
    assert.deepEqual(pick(rows[0], 'list_rate_usd', 'discount_usd'), [dollars(0.15), dollars(0.1)]);
  });

  it('has what was estimated and never billed on a line of its own', () => {
    const refused = kind({ ...opus, workspaceId: 'wrkspc_research' });
    const [first, ...rest] = BILLS;
    assert.ok(first);
    const bill = { ...first, estimated: amounts([INPUT, dollars(3.6)], [OUTPUT, dollars(20)], [refused, dollars(5)]) };
    const { rows, total } = read(statement(make([bill, ...rest])).lines);
    assert.deepEqual(pick(rows.at(-1), 'description', 'billed_usd', 'estimated_usd', 'difference_usd'), [
      'Estimated, but on no line of the bill',
      0n,
      dollars(5),
      dollars(-5),
    ]);
    assert.deepEqual(pick(total, 'billed_usd', 'difference_usd'), [dollars(33.8), dollars(-5)]);
  });

  it('shares the estimate of a kind that is on several lines by what they were billed, to the last unit', () => {
    const rows = [row(100n), row(200n, { description: 'Another' })];
    const bill = { day: '2026-11-10', rows, estimated: amounts([INPUT, 100n]), units: units([INPUT, 7]) };
    const lines = read(statement(make([bill])).lines);
    assert.deepEqual(
      lines.rows.map((line) => pick(line, 'billed_usd', 'estimated_usd', 'units')),
      [
        [200n, 67n, 5],
        [100n, 33n, 2],
      ],
    );
    assert.equal(lines.total['estimated_usd'], 100n);
  });

  it('puts the dearest workspace first, and its lines together', () => {
    const rows = [
      row(dollars(6), { workspaceId: 'wrkspc_research' }),
      row(dollars(1)),
      row(dollars(8), output),
      row(dollars(2), { workspaceId: '' }),
    ];
    const found = read(statement(make([{ day: '2026-11-10', rows }])).lines);
    assert.deepEqual(
      found.rows.map((line) => line['workspace']),
      ['Production', 'Production', 'Research', 'Default workspace'],
    );
  });

  it('keeps credits: they make the bill smaller', () => {
    const rows = [row(dollars(5)), row(dollars(-1), { ...output, description: 'Correction' })];
    assert.equal(read(statement(make([{ day: '2026-11-10', rows }])).lines).total['billed_usd'], dollars(4));
  });
});

describe('a month statement by day', () => {
  it('has every day, whole or open, with what was estimated of it when it ended', () => {
    const { rows, total } = read(statement(make()).days);
    assert.deepEqual(
      rows.map((day) => Object.values(day)),
      [
        ['2026-11-10', 'Whole', dollars(25.6), dollars(23.6), dollars(24), dollars(-0.4), -1.7],
        ['2026-11-11', 'Whole', dollars(7.2), null, null, null, null],
        ['2026-11-12', 'Still growing', dollars(1), null, dollars(9), null, null],
      ],
    );
    assert.deepEqual(Object.values(total), [
      'Total',
      '',
      dollars(33.8),
      dollars(23.6),
      dollars(33),
      dollars(-0.4),
      -1.7,
    ]);
  });

  it('names the days that are open, and those that were not measured and why', () => {
    const { paragraphs } = statement(make()).days;
    assert.match(paragraphs.join('\n'), /^Still open: 2026-11-12\./m);
    assert.match(paragraphs.join('\n'), /^Not measured: 2026-11-11\. An estimate is kept when .* half hour after/m);
  });

  it('names runs of days by their first and last', () => {
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-06'];
    const bills = days.map((day) => ({ day, rows: [row(1n)] }));
    const { paragraphs } = statement(make(bills, { from: '2026-11-02', to: '2026-11-06' })).days;
    assert.match(paragraphs.join('\n'), /Not measured: 2026-11-02 to 2026-11-04, 2026-11-06\./);
    assert.match(paragraphs.join('\n'), /Not billed yet: 2026-11-05\./);
  });

  it('measures a day as a whole where its estimate was not kept by kind', () => {
    const data = withTotal(make(), '2026-11-11', dollars(7));
    const { lines, days } = statement(data);
    assert.deepEqual(pick(read(days).rows[1], 'estimated_usd', 'difference_usd'), [dollars(7), dollars(0.2)]);
    assert.equal(read(lines).total['measured_days'], 1);
    assert.match(days.paragraphs.join('\n'), /Measured as a whole, but not by line: 2026-11-11\./);
    assert.doesNotMatch(days.paragraphs.join('\n'), /Not measured/);
  });

  it('tells days that were not read, days not billed and the running day apart', () => {
    const now = Date.parse('2026-11-12T10:00:00Z');
    const { days, lines, notIncluded } = statement(make([], { now, unknown: ['2026-11-10'] }));
    assert.deepEqual(
      read(days).rows.map((day) => pick(day, 'state', 'billed_usd')),
      [
        ['Not read', null],
        ['Not billed yet', null],
        ['Still running', null],
      ],
    );
    assert.deepEqual(
      [lines.table, lines.paragraphs, notIncluded],
      [null, ['No day of this period has a bill yet.'], []],
    );
  });

  it('of days that are still to come has no rows', () => {
    const { days } = statement(make([], { now: Date.parse('2026-11-01T00:00:00Z') }));
    assert.equal(days.table, null);
  });
});
