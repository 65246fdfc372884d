/** A bill of three days, and the statement of it as rows of plain values. */
import assert from 'node:assert/strict';
import { monthStatement } from '../../../src/reports/monthStatement/monthStatement.ts';
import type { Section } from '../../../src/reports/report.ts';
import type { DayBill, ReportData } from '../../../src/reports/reportData.ts';
import type { Money } from '../../../src/shared/money.ts';
import type { Cell } from '../../../src/shared/tables/table.ts';
import type { CostRow } from '../../../src/source/source.ts';
import { type Kind, kindKey } from '../../../src/spend/kind.ts';
import { costRow, kind, otherRow } from '../spend/made.ts';
import { dollars, type MadeBill, madeData, requestOf } from './made.ts';

export const PLACE = 'wrkspc_production';
export const opus = { workspaceId: PLACE, model: 'claude-opus-5-5' };
export const row = (amount: Money, own: Partial<CostRow> = {}) =>
  costRow(amount, { ...opus, description: 'Claude Opus 5.5 Usage - Input Tokens', ...own });
export const INPUT = kind(opus);
export const OUTPUT = kind({ ...opus, item: 'output_tokens' });
export const output = { description: 'Claude Opus 5.5 Usage - Output Tokens', tokenType: 'output_tokens' };
export const amounts = (...pairs: readonly (readonly [Kind, Money])[]) =>
  new Map(pairs.map(([of, sum]) => [kindKey(of), sum]));
export const units = (...pairs: readonly (readonly [Kind, number])[]) =>
  new Map(pairs.map(([of, sum]) => [kindKey(of), sum]));

/** Of three days: one measured, one not, one that is still growing. */
export const BILLS: readonly MadeBill[] = [
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
    case 'points':
      return cell.fraction;
  }
};

export function read({ table }: Section): { rows: Row[]; total: Row } {
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

export function statement(data: ReportData) {
  const { sum, sections, notIncluded } = monthStatement.build(data, requestOf('monthStatement', PERIOD));
  const [lines, days] = sections.slice(-2);
  assert.ok(lines && days);
  return { sum, lines, days, sections, notIncluded };
}

export const make = (bills = BILLS, own: Partial<Parameters<typeof madeData>[0]> = {}) =>
  madeData({ ...PERIOD, bills, ...own });
export const withTotal = (data: ReportData, day: string, estimatedTotal: Money): ReportData => ({
  ...data,
  bills: (span) =>
    data.bills(span).map((bill): DayBill => (bill.start === Date.parse(day) ? { ...bill, estimatedTotal } : bill)),
});
export const pick = (of: Row | undefined, ...keys: readonly string[]) => keys.map((key) => of?.[key]);
