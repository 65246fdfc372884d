import assert from 'node:assert/strict';
import { roundTable as roundedTable } from '../../../../src/reports/write/roundTable.ts';
import type { Basis } from '../../../../src/shared/basis.ts';
import type { Cell, Table } from '../../../../src/shared/tables/table.ts';

const cell = (tenths: number | null, basis: Basis = 'billed'): Cell => ({
  kind: 'money',
  amount: tenths === null ? null : BigInt(tenths) * 100_000n,
  basis,
});
const share = (fraction: number | null): Cell => ({ kind: 'share', fraction });

/** Money in tenths of a cent. */
function table(
  keys: readonly string[],
  rows: readonly (readonly (number | null)[])[],
  total: readonly number[] | null,
) {
  const columns = keys.map((key) => ({ key, title: key, kind: 'money' as const }));
  const line = (amounts: readonly (number | null)[]) => amounts.map((amount) => cell(amount));
  return { key: 'one', columns, rows: rows.map(line), total: total && line(total) } satisfies Table;
}

/** Cents and thousandths that are printed of a table; null of every other cell. */
function roundTable(made: Table) {
  const printed = (each: Cell) => {
    if (each.kind === 'money') return each.cents ?? null;
    return each.kind === 'share' && each.thousandths !== undefined ? BigInt(each.thousandths) : null;
  };
  const { rows, total } = roundedTable(made);
  return { rows: rows.map((row) => row.map(printed)), total: (total ?? []).map(printed) };
}

describe('roundTable', () => {
  it('printed amounts add up to the total', () => {
    const rounded = roundTable(table(['x'], [[4], [4], [4]], [12]));
    assert.deepEqual(rounded.rows.flat(), [1n, 0n, 0n]);
    assert.deepEqual(rounded.total, [1n]);
  });

  it('an amount without a total, or with one that is no sum, is rounded alone', () => {
    assert.deepEqual(roundTable(table(['x'], [[4], [4], [4]], null)), { rows: [[0n], [0n], [0n]], total: [] });
    assert.deepEqual(roundTable(table(['x'], [[4], [4], [4]], [26])), { rows: [[0n], [0n], [0n]], total: [3n] });
  });

  it('printed amounts add up along rows of a cost and its parts, whichever of them there are', () => {
    const rounded = roundTable(
      table(
        ['cost_usd', 'billed_usd', 'estimated_usd'],
        [
          [8, 4, 4],
          [8, 4, 4],
        ],
        [16, 8, 8],
      ),
    );
    for (const [cost = null, billed, estimated] of [...rounded.rows, rounded.total]) {
      assert.equal((billed ?? 0n) + (estimated ?? 0n), cost);
    }
    assert.equal(rounded.total[0], 2n);
  });

  it('the total of an estimate, and the newest two days, are printed as they are alone', () => {
    const byDay = table(
      ['cost_usd', 'billed_usd', 'estimated_usd'],
      [
        [14, 14, 0],
        [14, 14, 0],
        [14, 14, 0],
        [14, 0, 14],
      ],
      [56, 42, 14],
    );
    const days = byDay.rows.map((cells, at): Cell[] => [{ kind: 'text', text: `2026-11-0${at}` }, ...cells]);
    const total: Cell[] = [{ kind: 'text', text: 'Total' }, ...(byDay.total ?? [])];
    const columns = [{ key: 'day', title: 'Day', kind: 'text' as const }, ...byDay.columns];
    const rounded = roundTable({ key: 'by-day', columns, rows: days, total });
    assert.deepEqual(rounded.total.slice(1), [6n, 5n, 1n]);
    assert.deepEqual(rounded.rows.slice(2), [
      [null, 1n, 1n, 0n],
      [null, 1n, 0n, 1n],
    ]);
    assert.deepEqual(
      rounded.rows
        .slice(0, 2)
        .map(([, cost]) => cost)
        .sort(),
      [2n, 2n],
    );
  });

  it('printed amounts add up along rows of a bill, its estimate and the difference, which may be negative', () => {
    const keys = ['billed_usd', 'measured_usd', 'estimated_usd', 'difference_usd'];
    const rounded = roundTable(
      table(
        keys,
        [
          [9, 8, 14, -6],
          [28, 28, 14, 14],
          [8, 8, 4, 4],
        ],
        [45, 44, 32, 12],
      ),
    );
    for (const [, measured = null, estimated, difference] of [...rounded.rows, rounded.total]) {
      assert.equal((estimated ?? 0n) + (difference ?? 0n), measured);
    }
  });

  it('printed amounts add up along rows of a cost that is the sum of all other money', () => {
    const keys = ['web_search_usd', 'code_execution_usd', 'later_usd', 'cost_usd'];
    const rounded = roundTable(
      table(
        keys,
        [
          [4, 4, 4, 12],
          [4, 4, 4, 12],
        ],
        [8, 8, 8, 24],
      ),
    );
    for (const [search, execution, later, cost = null] of [...rounded.rows, rounded.total]) {
      assert.equal((search ?? 0n) + (execution ?? 0n) + (later ?? 0n), cost);
    }
    assert.equal(rounded.total[3], 2n);
  });

  it('rows whose parts are not all of the cost are rounded alone', () => {
    const rounded = roundTable(
      table(
        ['cost_usd', 'billed_usd'],
        [
          [14, 4],
          [14, 14],
        ],
        [28, 18],
      ),
    );
    assert.deepEqual(
      rounded.rows.map(([cost]) => cost),
      [2n, 1n],
    );
    assert.deepEqual(rounded.total, [3n, 2n]);
  });

  it('an unknown amount counts as nothing where printed amounts add up', () => {
    const rounded = roundTable(
      table(
        ['cost_usd', 'billed_usd'],
        [
          [null, null],
          [15, 15],
        ],
        [15, 15],
      ),
    );
    assert.deepEqual(rounded.rows[1], [2n, 2n]);
    assert.deepEqual(rounded.total, [2n, 2n]);
  });

  it('printed shares of a total add up to 100.0%, and others are rounded alone', () => {
    const columns = [{ key: 'share', title: 'Share', kind: 'share' as const }];
    const thirds = [[share(1 / 3)], [share(1 / 3)], [share(1 / 3)], [share(null)]];
    const rounded = roundTable({ key: 'one', columns, rows: thirds, total: [share(1)] });
    assert.deepEqual(rounded.rows.flat(), [334n, 333n, 333n, null]);
    assert.deepEqual(rounded.total, [1000n]);
    const hitRates = [[share(0.87654)], [share(0.12344)], [share(0)]];
    assert.deepEqual(roundTable({ key: 'one', columns, rows: hitRates, total: [share(0.5)] }).rows.flat(), [
      877n,
      123n,
      0n,
    ]);
  });
});
