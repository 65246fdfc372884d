import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CENT, toCents } from '../../../../src/shared/money.ts';
import { roundTable } from '../../../../webview/tables/roundTable.ts';

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const sparse = fc.oneof(fc.constant(0n), fc.bigInt({ min: -CENT, max: 50n * CENT }));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([height, width]) =>
    fc.array(fc.array(sparse, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  );
const neighbours = (cents: bigint, amount: bigint) => cents * CENT - amount < CENT && amount - cents * CENT < CENT;

describe('roundTable', () => {
  it('keeps whole cents as they are', () => {
    const rounded = roundTable([
      [3n * CENT, 0n],
      [0n, 4n * CENT],
    ]);
    assert.deepEqual(rounded, {
      cells: [
        [3n, 0n],
        [0n, 4n],
      ],
      rows: [3n, 4n],
      columns: [3n, 4n],
      total: 7n,
    });
  });

  it('prints three thirds of a cent as one cent', () => {
    const third = CENT / 3n;
    const rounded = roundTable([[third], [third], [third]]);
    assert.equal(rounded.total, 1n);
    assert.equal(sum(rounded.rows), 1n);
  });

  it('adds up along every row and every column', () => {
    void fc.assert(
      fc.property(tables, (amounts) => {
        const { cells, rows, columns, total } = roundTable(amounts);
        assert.deepEqual(cells.map(sum), rows);
        assert.deepEqual(
          columns.map((_, column) => sum(cells.map((line) => line[column] ?? 0n))),
          columns,
        );
        assert.equal(sum(rows), total);
        assert.equal(sum(columns), total);
      }),
    );
  });

  it('moves no figure by a cent or more, none that is zero, and rounds the total to the nearest', () => {
    void fc.assert(
      fc.property(tables, (amounts) => {
        const { cells, rows, columns, total } = roundTable(amounts);
        for (const [row, line] of amounts.entries()) {
          assert.ok(neighbours(rows[row] ?? 0n, sum(line)));
          for (const [column, amount] of line.entries()) {
            const cents = cells[row]?.[column] ?? 0n;
            assert.ok(neighbours(cents, amount));
            if (amount === 0n) assert.equal(cents, 0n);
          }
        }
        for (const [column, cents] of columns.entries()) {
          assert.ok(neighbours(cents, sum(amounts.map((line) => line[column] ?? 0n))));
        }
        assert.equal(total, toCents(sum(amounts.flat())));
      }),
    );
  });

  it('prints the totals of its columns as another table of the same amounts does', () => {
    const half = CENT / 2n;
    const amounts = [
      [half, half, half],
      [CENT, 3n * CENT, CENT],
    ];
    assert.deepEqual(roundTable(amounts, [1n, 4n, 2n]).columns, [1n, 4n, 2n]);
    assert.deepEqual(roundTable(amounts, [2n, 4n, 1n]).columns, [2n, 4n, 1n]);
  });

  it('rounds ninety days of thirty models without being noticed', () => {
    const amounts = Array.from({ length: 90 }, (_, day) =>
      Array.from({ length: 30 }, (__, model) => BigInt((day * 7919 + model * 104_729 + 1) * 1237)),
    );
    const start = performance.now();
    const { cells, total } = roundTable(amounts);
    const took = performance.now() - start;
    assert.equal(sum(cells.flat()), total);
    assert.ok(took < 500, `${took} ms`);
  });

  it('has nothing to do for an empty table', () => {
    assert.deepEqual(roundTable([]), { cells: [], rows: [], columns: [], total: 0n });
  });
});
