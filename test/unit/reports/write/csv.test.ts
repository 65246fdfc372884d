import assert from 'node:assert/strict';
import fc from 'fast-check';
import { text } from '../../../../src/reports/table/cells.ts';
import { reportCsv } from '../../../../src/reports/write/csv.ts';
import { toCents } from '../../../../src/shared/money.ts';
import type { Cell, Table } from '../../../../src/shared/tables/table.ts';
import { assertGolden } from '../../../support/golden.ts';
import { readCsv } from '../../export/readCsv.ts';
import { costTable, reportOf } from './reportOf.ts';

function read(table: Table): string[][] {
  const [file, ...more] = reportCsv({ sections: [{ title: 'One', paragraphs: [], table }] });
  assert.deepEqual([file?.name, more], [table.key, []]);
  return readCsv(file?.text ?? '');
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
  it('a report as CSV has a file for each table, the main one first', () => {
    const files = reportCsv(reportOf());
    assert.deepEqual(
      files.map(({ name }) => name),
      ['by-workspace', 'by-model'],
    );
    for (const { name, text: written } of files) {
      assertGolden(written, `report-${name}.csv`);
    }
  });

  it('a report as CSV begins with the table of the section that is the main one', () => {
    const [first, , second] = reportOf().sections;
    assert.ok(first && second);
    const files = reportCsv({ sections: [first, { ...second, isMain: true }] });
    assert.deepEqual(
      files.map(({ name }) => name),
      ['by-model', 'by-workspace'],
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

  it('a report as CSV has no file for an empty period', () => {
    assert.deepEqual(reportCsv({ sections: [] }), []);
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
