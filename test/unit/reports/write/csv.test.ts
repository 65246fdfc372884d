import assert from 'node:assert/strict';
import fc from 'fast-check';
import { text } from '../../../../src/reports/table/cells.ts';
import { reportCsv } from '../../../../src/reports/write/csv.ts';
import { printedTable } from '../../../../src/reports/write/documentTable.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { CENT, toCents } from '../../../../src/shared/money.ts';
import type { Cell, Table } from '../../../../src/shared/tables/table.ts';
import { assertGolden } from '../../../support/golden.ts';
import { readCsv } from '../../export/readCsv.ts';
import { type CostLine, costTable, reportOf } from './reportOf.ts';

const sectionsOf = (...tables: readonly Table[]) => tables.map((table) => ({ title: 'One', paragraphs: [], table }));

/** The file of one table, without its first column, which names the table. */
function read(table: Table): string[][] {
  const [head = [], ...rows] = readCsv(reportCsv({ sections: sectionsOf(table) }));
  for (const row of [head, ...rows]) assert.equal(row[0], row === head ? 'section' : table.key);
  return [head, ...rows].map((row) => row.slice(1));
}

/** The head, and what is written of cells of one column. */
function columnOf(...cells: readonly [Cell, ...Cell[]]): string[][] {
  const columns = [{ key: 'x', title: 'X', kind: cells[0].kind }];
  return read({ key: 'one', columns, rows: cells.map((cell) => [cell]), total: null });
}

/** Decimal dollars as millionths of a cent. */
function moneyOf(dollars: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.(\d{8})$/.exec(dollars) ?? assert.fail(dollars);
  return BigInt(`${sign}${whole}${fraction}`);
}

describe('a report as CSV', () => {
  it('a report as CSV is one file of all tables, the main one first', () => {
    assertGolden(reportCsv(reportOf()), 'report.csv');
  });

  it('a report as CSV begins with the table of the section that is the main one', () => {
    const [first, , second] = reportOf().sections;
    assert.ok(first && second);
    const [, row = []] = readCsv(reportCsv({ sections: [first, { ...second, isMain: true }] }));
    assert.equal(row[0], 'by-model');
  });

  it('a report as CSV has each column of its tables once, in the order that all of them have', () => {
    const table = (key: string, ...keys: string[]): Table => {
      const columns = keys.map((each) => ({ key: each, title: each, kind: 'text' as const }));
      return { key, columns, rows: [keys.map((each) => text(`${key}-${each}`))], total: null };
    };
    const sections = sectionsOf(table('a', 'w', 'cost'), table('b', 'w', 'm', 'cost', 'x'), table('c', 'k', 'w', 'y'));
    assert.deepEqual(readCsv(reportCsv({ sections })), [
      ['section', 'k', 'w', 'm', 'cost', 'x', 'y'],
      ['a', '', 'a-w', '', 'a-cost', '', ''],
      ['b', '', 'b-w', 'b-m', 'b-cost', 'b-x', ''],
      ['c', 'c-k', 'c-w', '', '', '', 'c-y'],
    ]);
  });

  it('a report as CSV has the cents that a document of its first 399 rows prints', () => {
    const lines = Array.from({ length: 600 }, (_, at): CostLine => {
      return { name: `k${at}`, parts: [at < 399 ? 5_400_000n : 900_000n, 0n, 0n] };
    });
    const table = costTable(lines);
    const printed = printedTable(table, createFormat('en-US', 'UTC'));
    const inDocument = printed.rows.slice(0, -1).map((row) => row[1]?.kind === 'money' && Number(row[1].cents) / 100);
    const [head = [], ...rows] = read(table);
    const inFile = rows.slice(0, 399).map((row) => Number(row[head.indexOf('cost_rounded_usd')]));
    assert.deepEqual(inFile, inDocument);
  });

  it('a report as CSV sums to the total of each table where it is filtered by its section', () => {
    const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    const lines = fc.array(amount, { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 4 }), (tables) => {
        const made = tables.map((own, at) => ({
          ...costTable(own.map((each) => ({ name: 'A', parts: [each, 0n, 0n] }))),
          key: `table-${at}`,
        }));
        const [head = [], ...rows] = readCsv(reportCsv({ sections: sectionsOf(...made) }));
        const at = head.indexOf('cost_usd');
        for (const [index, own] of tables.entries()) {
          const section = rows.filter((row) => row[0] === `table-${index}`);
          const sum = section.reduce((total, row) => total + moneyOf(row[at] ?? ''), 0n);
          assert.equal(
            sum,
            own.reduce((total, each) => total + each, 0n),
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('a report as CSV has cents beside exact costs that sum to the cents of their sum', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 14n });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), (amounts) => {
        const [head = [], ...rows] = read(costTable(amounts.map((own) => ({ name: 'A', parts: [own, 0n, 0n] }))));
        const at = head.indexOf('cost_rounded_usd');
        assert.equal(at, head.indexOf('cost_usd') + 2);
        const cents = rows.reduce((total, row) => total + Math.round(Number(row[at]) * 100), 0);
        const exact = amounts.reduce((total, own) => total + own, 0n);
        assert.equal(BigInt(cents), toCents(exact));
        for (const [row, own] of amounts.entries())
          assert.ok(Math.abs(Number(rows[row]?.[at]) * 100 - Number(own) / 1_000_000) < 1.001);
      }),
      { numRuns: 100 },
    );
  });

  it('a report as CSV has cents with two decimals, whatever the amount, and none of an unknown one', () => {
    const cents = [1250n, 10n, 0n, -5n, 1_000_000_000_000_000_01n];
    const table = costTable(cents.map((own) => ({ name: 'A', parts: [own * CENT, 0n, 0n] })));
    const unpriced = { kind: 'money', amount: 0n, basis: 'estimated', unpricedTokens: 7 } as const;
    const rows = [...table.rows, (table.rows[0] ?? []).map((cell) => (cell.kind === 'money' ? unpriced : cell))];
    const [head = [], ...lines] = read({ ...table, rows });
    assert.deepEqual(
      lines.map((line) => line[head.indexOf('cost_rounded_usd')]),
      ['12.50', '0.10', '0.00', '-0.05', '1000000000000000.01', ''],
    );
  });

  it('a report as CSV of an empty period is its head alone', () => {
    assert.equal(reportCsv({ sections: [] }), 'section\r\n');
  });

  it('a report as CSV reads back as its names and sums to the total of the table, to the last unit', () => {
    const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    const line = fc.record({ name: fc.string({ unit: 'grapheme' }), parts: fc.tuple(amount, amount, amount) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const [head = [], ...rows] = read(costTable(lines));
        assert.equal(rows.length, lines.length);
        for (const [at, key] of ['billed_usd', 'mixed_usd', 'estimated_usd'].entries()) {
          const sum = rows.reduce((total, row) => total + moneyOf(row[head.indexOf(key)] ?? ''), 0n);
          assert.equal(
            sum,
            lines.reduce((total, { parts }) => total + (parts[at] ?? 0n), 0n),
          );
        }
        for (const [row, { name }] of lines.entries())
          assert.ok(rows[row]?.[0]?.replaceAll("'", '').length === name.replaceAll("'", '').length);
      }),
      { numRuns: 100 },
    );
  });

  it('a report as CSV has ids beside names where some row has one', () => {
    assert.deepEqual(columnOf(text('A', 'id_a'), text('B')), [
      ['x', 'x_id'],
      ['A', 'id_a'],
      ['B', ''],
    ]);
    assert.deepEqual(columnOf(text('A'), text('B')), [['x'], ['A'], ['B']]);
  });

  it('a report as CSV has no formula in any cell', () => {
    assert.deepEqual(columnOf(text('=cmd()', '@id'), text('-1', '+1')), [
      ['x', 'x_id'],
      ["'=cmd()", "'@id"],
      ["'-1", "'+1"],
    ]);
  });

  it('a report as CSV leaves unknown values empty, and counts tokens without a price', () => {
    const rows = columnOf(
      { kind: 'money', amount: 1n, basis: 'billed' },
      { kind: 'money', amount: null, basis: 'none' },
      { kind: 'money', amount: null, basis: 'estimated', unpricedTokens: 7 },
      { kind: 'money', amount: 0n, basis: 'billed' },
    );
    assert.deepEqual(rows, [
      ['x', 'x_basis', 'x_unpriced_tokens'],
      ['0.00000001', 'billed', '0'],
      ['', '', '0'],
      ['', '', '7'],
      ['0.00000000', 'billed', '0'],
    ]);
  });

  it('a report as CSV has rates as exact dollars with their basis', () => {
    assert.deepEqual(
      columnOf(
        { kind: 'rate', perMillion: 8_550_000n, basis: 'estimated' },
        { kind: 'rate', perMillion: null, basis: 'none' },
      ),
      [
        ['x', 'x_basis'],
        ['0.08550000', 'estimated'],
        ['', ''],
      ],
    );
  });

  it('a report as CSV has shares and changes as fractions with six decimals, and `new` for what was not there before', () => {
    const share = (fraction: number | null): Cell => ({ kind: 'share', fraction });
    assert.deepEqual(columnOf(share(0.25), share(1e-7), share(null), share(Number.NaN)).flat(), [
      'x',
      '0.250000',
      '0.000000',
      '',
      '',
    ]);
    const changed = (fraction: number | 'new' | null): Cell => ({ kind: 'change', fraction });
    assert.deepEqual(columnOf(changed(-0.5), changed('new'), changed(null)).flat(), ['x', '-0.500000', 'new', '']);
  });

  it('a report as CSV has counts as integers, however large', () => {
    const count = (value: number): Cell => ({ kind: 'count', value });
    assert.deepEqual(columnOf(count(0), count(9_007_199_254_740_991), count(2 ** 80)).flat(), [
      'x',
      '0',
      '9007199254740991',
      '1208925819614629174706176',
    ]);
  });
});
