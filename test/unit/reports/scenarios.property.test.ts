import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cacheEfficiency } from '../../../src/reports/cacheEfficiency/cacheEfficiency.ts';
import type { UsageLine } from '../../../src/reports/reportData.ts';
import { savings } from '../../../src/reports/savings/savings.ts';
import { tiersAndTools } from '../../../src/reports/tiersAndTools/tiersAndTools.ts';
import type { Cell, Table } from '../../../src/shared/tables/table.ts';
import { line, type Made, madeData, requestOf } from './made.ts';
import { amountsOf, tableNamed } from './shown.ts';

const REPORTS = { cacheEfficiency, savings, tiersAndTools };
const DAY = '2026-11-18';

const anyLine: fc.Arbitrary<UsageLine> = fc
  .record({
    item: fc.integer({ min: -1, max: 5 }),
    workspaceId: fc.constantFrom('', 'wrkspc_production', 'wrkspc_research'),
    apiKeyId: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f'),
    model: fc.constantFrom('claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-4-5', 'claude-next-9'),
    serviceTier: fc.constantFrom('standard', 'batch', 'priority', 'flex'),
    contextWindow: fc.constantFrom('0-200k', '200k-1M'),
    inferenceGeo: fc.constantFrom('', 'global', 'us'),
    speed: fc.constantFrom('', 'fast'),
    units: fc.integer({ min: 0, max: 1e12 }),
    amount: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    basis: fc.constantFrom('billed', 'mixed', 'estimated', 'unpriced'),
    saved: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  })
  .map(({ item, amount, basis, saved, ...keys }) => {
    const isToken = item >= 0 && item < 5;
    const paid = keys.serviceTier === 'priority' || basis === 'unpriced' ? {} : { [basis]: amount };
    const unpricedTokens = basis === 'unpriced' && isToken ? keys.units : 0;
    const own = isToken ? keys : { workspaceId: keys.workspaceId, units: Math.max(0, item) };
    return line({ ...own, item, ...paid, unpricedTokens, saved: item >= 1 && item <= 3 ? saved : 0n });
  });
const anyLines = fc.array(anyLine, { maxLength: 40 });

const madeOf = (lines: readonly UsageLine[]): Made => ({
  from: DAY,
  to: DAY,
  entries: lines.map((own) => ({ day: DAY, line: own })),
});
function tablesOf(report: keyof typeof REPORTS, lines: readonly UsageLine[]): Table[] {
  const made = madeOf(lines);
  const { sections } = REPORTS[report].build(madeData(made), requestOf(report, made));
  return sections.flatMap(({ table }) => (table ? [tableNamed(sections, table.key)] : []));
}
/** The column's cells of all rows, and that of the total. */
function column({ rows, total }: Table, at: number): { readonly cells: readonly Cell[]; readonly total: Cell } {
  const cellAt = (cells: readonly Cell[] | null) => cells?.[at] ?? assert.fail('a row is not as wide as its table');
  return { cells: rows.map(cellAt), total: cellAt(total) };
}

/** Amount or count; null where it is not known. */
function figureOf(cell: Cell): bigint | null {
  if (cell.kind === 'money') return cell.amount;
  return cell.kind === 'count' && cell.value !== null ? BigInt(cell.value) : null;
}

describe('reports on caching, tiers and savings of any lines', () => {
  for (const report of ['cacheEfficiency', 'savings', 'tiersAndTools'] as const) {
    it(`a report of any lines adds up to its totals, exactly: ${report}`, () => {
      fc.assert(
        fc.property(anyLines, (lines) => {
          for (const table of tablesOf(report, lines).filter(({ total }) => total !== null)) {
            for (const [at, { key, kind }] of table.columns.entries()) {
              if (kind !== 'money' && kind !== 'count') continue;
              const { cells, total } = column(table, at);
              const values = cells.map(figureOf);
              const sum = values.reduce<bigint>((all, value) => all + (value ?? 0n), 0n);
              if (figureOf(total) !== null) assert.equal(figureOf(total), sum, `${table.key} ${key}`);
              else assert.ok(values.includes(null), `${table.key} ${key}`);
            }
          }
        }),
      );
    });
  }

  it('tiers and tools have all of the cost of any lines', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const cost = lines.reduce((sum, { billed, mixed, estimated }) => sum + billed + mixed + estimated, 0n);
        const [first] = tablesOf('tiersAndTools', lines);
        assert.equal(first ? amountsOf(first, 'cost_usd').total : 0n, cost);
      }),
    );
  });

  it('a row with tokens without a price shows no saving', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        // The first table is of totals, which count their tokens without a price.
        for (const { columns, rows } of tablesOf('savings', lines).slice(1)) {
          for (const row of rows) {
            const unpriced = row.some((cell) => cell.kind === 'money' && (cell.unpricedTokens ?? 0) > 0);
            const savedCells = row.filter((_, at) => columns[at]?.key.startsWith('saved_'));
            if (!unpriced) continue;
            for (const cell of savedCells) assert.equal(cell.kind === 'money' && cell.amount, null);
          }
        }
      }),
    );
  });
});
