import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CENT, DOLLAR, toCents } from '../../../../src/shared/money.ts';
import { holdTotals } from '../../../../src/shared/rounding/holdTotals.ts';

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const columnsOf = (cells: readonly (readonly bigint[])[]) =>
  (cells[0] ?? []).map((_, column) => cells.map((line) => line[column] ?? 0n));

/** Amounts that keep their sign, whatever is moved. */
const big = fc.bigInt({ min: 1000n * DOLLAR, max: 5000n * DOLLAR });
const tables = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 5 }))
  .chain(([height, width]) =>
    fc.array(fc.array(big, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  );
const dollars = fc.bigInt({ min: -5000n, max: 5000n });

/** A table of amounts whose first column is held to so many cents more, and every row to its own. */
function held(amounts: readonly (readonly bigint[])[], difference: bigint) {
  const before = amounts.map((line) => line.map(toCents));
  const first = sum(columnsOf(before)[0] ?? []) + difference;
  const cents = holdTotals(before, amounts, { columns: [first], rows: before.map(sum) });
  return { before, cents, first };
}

describe('holdTotals', () => {
  it('holdTotals holds totals that are off by dollars, and adds up along the other lines as before', () => {
    void fc.assert(
      fc.property(tables, dollars, (amounts, difference) => {
        const { before, cents, first } = held(amounts, difference);
        assert.equal(sum(columnsOf(cents)[0] ?? []), first);
        assert.deepEqual(cents.map(sum), before.map(sum));
      }),
      { numRuns: 100 },
    );
  });

  it('holdTotals moves each figure least: no cent of a total would be nearer to its exact amount in another row', () => {
    void fc.assert(
      fc.property(tables, dollars, (amounts, difference) => {
        const { before, cents } = held(amounts, difference);
        const by = difference < 0n ? -1 : 1;
        const at = (row: number, column: number) => ({
          off: Number((cents[row]?.[column] ?? 0n) * CENT - (amounts[row]?.[column] ?? 0n)) / Number(CENT),
          moved: Number((cents[row]?.[column] ?? 0n) - (before[row]?.[column] ?? 0n)),
        });
        /** Growth of the squared distances where a cent more goes into the first column of a row, or one less. */
        const costs = (row: number, way: number) => {
          const others = (amounts[row] ?? []).map((_, column) => at(row, column)).slice(1);
          const partners = others.filter(({ moved }) => way === by || moved * by < 0);
          return partners.map(({ off }) => 2 + 2 * way * (at(row, 0).off - off));
        };
        const more = amounts.map((_, row) => Math.min(...costs(row, by)));
        const less = amounts.map((_, row) => (at(row, 0).moved === 0 ? Infinity : Math.min(...costs(row, -by))));
        for (const [row, saved] of less.entries()) {
          for (const [other, cost] of more.entries()) if (other !== row) assert.ok(saved + cost > -1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holdTotals holds totals of more cents than a double has', () => {
    const amount = 10n ** 17n * CENT;
    const [first, second] = holdTotals([[10n ** 17n], [10n ** 17n]], [[amount], [amount]], {
      columns: [2n * 10n ** 17n + 1n],
    });
    assert.equal((first?.[0] ?? 0n) + (second?.[0] ?? 0n), 2n * 10n ** 17n + 1n);
  });

  it('holdTotals spreads forty dollars evenly over two thousand rows', () => {
    const amounts = Array.from({ length: 2000 }, (_, row) => [BigInt(row + 1) * DOLLAR, BigInt(3 * row + 7) * DOLLAR]);
    const before = amounts.map((line) => line.map(toCents));
    const total = sum(columnsOf(before)[0] ?? []);
    const cents = holdTotals(before, amounts, { columns: [total + 4000n] });
    assert.deepEqual(new Set(cents.map((line, row) => (line[0] ?? 0n) - (before[row]?.[0] ?? 0n))), new Set([2n]));
  });
});
