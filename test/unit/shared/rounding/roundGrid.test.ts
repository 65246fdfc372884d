import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CENT, rowsToCents, toCents } from '../../../../src/shared/money.ts';
import { roundGrid } from '../../../../src/shared/rounding/roundGrid.ts';

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const sparse = fc.oneof(fc.constant(0n), fc.bigInt({ min: -CENT, max: 50n * CENT }));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }))
  .chain(([height, width]) =>
    fc.array(fc.array(sparse, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  );
const isNeighbour = (cents: bigint, amount: bigint) => cents * CENT - amount < CENT && amount - cents * CENT < CENT;
const columnsOf = (amounts: readonly (readonly bigint[])[]) =>
  (amounts[0] ?? []).map((_, column) => amounts.map((line) => line[column] ?? 0n));

describe('roundGrid', () => {
  it('roundGrid prints three thirds of a cent as one cent', () => {
    const third = CENT / 3n;
    const { rows, total } = roundGrid([[third], [third], [third]]);
    assert.equal(total, 1n);
    assert.equal(sum(rows), 1n);
  });

  it('roundGrid returns an empty grid for an empty table', () => {
    assert.deepEqual(roundGrid([]), { cells: [], rows: [], columns: [], total: 0n });
  });

  it('roundGrid adds up along every row and column, to the nearest cent of the grand total', () => {
    void fc.assert(
      fc.property(tables, (amounts) => {
        const { cells, rows, columns, total } = roundGrid(amounts);
        assert.deepEqual(cells.map(sum), rows);
        assert.deepEqual(columnsOf(cells).map(sum), columns);
        assert.equal(sum(rows), total);
        assert.equal(sum(columns), total);
        assert.equal(total, toCents(sum(amounts.flat())));
      }),
      { numRuns: 500 },
    );
  });

  it('roundGrid moves no figure by a cent or more', () => {
    void fc.assert(
      fc.property(tables, (amounts) => {
        const { cells, rows, columns } = roundGrid(amounts);
        for (const [row, line] of amounts.entries()) {
          assert.ok(isNeighbour(rows[row] ?? 0n, sum(line)));
          for (const [column, amount] of line.entries()) assert.ok(isNeighbour(cells[row]?.[column] ?? 0n, amount));
        }
        for (const [column, all] of columnsOf(amounts).entries()) {
          assert.ok(isNeighbour(columns[column] ?? 0n, sum(all)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('roundGrid prints the same columns for another table of the same amounts, cut in other rows', () => {
    void fc.assert(
      fc.property(tables, (amounts) => {
        const { columns } = roundGrid(amounts);
        const halves = amounts.flatMap((line) => {
          const first = line.map((amount) => amount / 2n);
          return [first, line.map((amount, column) => amount - (first[column] ?? 0n))];
        });
        assert.deepEqual(roundGrid(halves, { columns }).columns, columns);
      }),
      { numRuns: 500 },
    );
  });

  it('roundGrid never moves a fixed total of a column, and adds up all the same', () => {
    void fc.assert(
      fc.property(tables, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (amounts, isFixed) => {
        const sums = columnsOf(amounts).map(sum);
        const free = sums.findIndex((exact) => exact !== 0n);
        const wanted = sums.map((exact, at) => (isFixed[at] && at !== free ? toCents(exact) : undefined));
        const { cells, rows, columns, total } = roundGrid(amounts, { columns: wanted });
        for (const [at, cents] of wanted.entries()) if (cents !== undefined) assert.equal(columns[at], cents);
        assert.deepEqual(cells.map(sum), rows);
        assert.deepEqual(columnsOf(cells).map(sum), columns);
        assert.equal(sum(rows), total);
        assert.equal(total, toCents(sum(amounts.flat())));
        assert.ok(amounts.every((line, row) => line.every((amount, at) => amount !== 0n || cells[row]?.[at] === 0n)));
      }),
      { numRuns: 1000 },
    );
  });

  it('roundGrid never moves fixed totals of rows and columns where both have others to take the difference', () => {
    const filled = fc.bigInt({ min: 1n, max: 50n * CENT });
    const grids = fc
      .tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 6 }))
      .chain(([height, width]) =>
        fc.array(fc.array(filled, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
      );
    void fc.assert(
      fc.property(grids, (amounts) => {
        const columns = columnsOf(amounts).map((column, at) => (at === 0 ? undefined : toCents(sum(column))));
        const rows = amounts.map((line, at) => (at === 0 ? undefined : toCents(sum(line))));
        const rounded = roundGrid(amounts, { columns, rows });
        assert.deepEqual(rounded.rows.slice(1), rows.slice(1));
        assert.deepEqual(rounded.columns.slice(1), columns.slice(1));
        assert.equal(rounded.total, toCents(sum(amounts.flat())));
        assert.deepEqual(rounded.cells.map(sum), rounded.rows);
        assert.deepEqual(columnsOf(rounded.cells).map(sum), rounded.columns);
      }),
      { numRuns: 500 },
    );
  });

  it('roundGrid rounds rows as they would be alone, but for the odd one that has to give way', () => {
    const amounts = Array.from({ length: 300 }, (_, row) =>
      Array.from({ length: 4 }, (_cell, column) => BigInt((row * 7919 + column * 104_729) % 9_973) * 12_347n),
    );
    const alone = rowsToCents(amounts.map(sum));
    const { rows } = roundGrid(amounts);
    assert.ok(rows.filter((cents, row) => cents === alone[row]).length > 285);
  });
});
