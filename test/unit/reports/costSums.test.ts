import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dailyUsage } from '../../../src/reports/dailyUsage/dailyUsage.ts';
import { keyCost } from '../../../src/reports/keyCost/keyCost.ts';
import { workspaceCost } from '../../../src/reports/workspaceCost/workspaceCost.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import { type Entry, line, type Made, madeData, requestOf } from './made.ts';
import { amountsOf, keysOf, tableNamed } from './shown.ts';

const DAYS = ['2026-11-12', '2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17'];
const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
const entry: fc.Arbitrary<Entry> = fc.record({
  day: fc.constantFrom(...DAYS),
  hour: fc.integer({ min: 0, max: 22 }),
  line: fc
    .record({
      item: fc.integer({ min: -1, max: 5 }),
      workspaceId: fc.constantFrom('', 'wrkspc_production', 'wrkspc_research'),
      apiKeyId: fc.constantFrom('', ...Array.from({ length: 30 }, (_, at) => `apikey_${at}`)),
      model: fc.constantFrom('claude-opus-5-5', 'claude-sonnet-5-5'),
      units: fc.nat(1_000_000),
      basis: fc.constantFrom('billed', 'mixed', 'estimated'),
      amount,
    })
    .map(({ item, apiKeyId, model, basis, amount: own, ...rest }) =>
      line({
        ...rest,
        item,
        apiKeyId: item < 0 ? null : apiKeyId,
        model: item < 0 || item === 5 ? '' : model,
        [basis]: own,
      }),
    ),
});
const filters: fc.Arbitrary<readonly Filter[]> = fc.constantFrom<readonly Filter[]>(
  [],
  [{ dimension: 'workspace', values: ['', 'wrkspc_research'] }],
  [{ dimension: 'model', values: ['claude-opus-5-5', 'web_search'] }],
);
const PARTS = ['billed', 'mixed', 'estimated'] as const;
const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, own) => sum + own, 0n);

describe('reports of cost', () => {
  it('reports of cost sum to the same lines, whatever they are broken down by', () => {
    const organization = fc.record({
      entries: fc.array(entry, { maxLength: 80 }),
      narrowed: filters,
      unknown: fc.subarray(DAYS, { maxLength: 2 }),
      zone: fc.constantFrom('UTC', 'Asia/Kolkata'),
    });
    fc.assert(
      fc.property(organization, ({ entries, narrowed, unknown, zone }) => {
        const made: Made = { from: '2026-11-15', to: '2026-11-17', entries, unknown, zone };
        const data = madeData(made);
        const lines = data.lines(data.period, narrowed);
        for (const report of [dailyUsage, workspaceCost, keyCost]) {
          const { sections } = report.build(data, requestOf('keyCost', made, narrowed));
          assert.equal(sections.length === 0, lines.length === 0);
          for (const { table } of sections) {
            const { rows, total } = amountsOf(tableNamed(sections, table?.key ?? ''), 'cost_usd');
            assert.equal(total, sumOf(lines.map(({ billed, mixed, estimated }) => billed + mixed + estimated)));
            assert.equal(sumOf(rows), total);
            const keys = keysOf(table);
            const parts = PARTS.filter((part) => keys.includes(`${part}_usd`));
            const columns = parts.map((part) => ({ part, ...amountsOf(table, `${part}_usd`) }));
            for (const { part, ...column } of columns) {
              assert.equal(column.total, sumOf(lines.map((own) => own[part])));
              assert.equal(sumOf(column.rows), column.total);
            }
            if (columns.length === 0) continue;
            for (const [at, own] of rows.entries())
              assert.equal(sumOf(columns.map((column) => column.rows[at] ?? 0n)), own);
          }
        }
      }),
    );
  });
});
