import assert from 'node:assert/strict';
import { format } from './bed.ts';
import type { Row } from './panelPage.ts';

type Rows = ReadonlyMap<string, Row>;

const sum = (values: Iterable<number>) => [...values].reduce((all, each) => all + each, 0);
const namesOf = (rows: Rows) => [...rows.keys()].filter((name) => name !== 'Total').sort();

/** The first column of each row that names something, and of the total, are these units. */
export function assertUnits(rows: Rows, units: ReadonlyMap<string, number>): void {
  const shown = namesOf(rows).map((name) => [name, first(rows, name)]);
  const expected = [...units].map(([name, count]) => [name, format.count(count)]).sort(byName);
  // A value that was not used may stand in the table with nothing.
  assert.deepEqual(
    shown.filter(([, count]) => count !== '0'),
    expected,
  );
  assert.equal(first(rows, 'Total'), format.count(sum(units.values())));
}

export function assertRates(
  rows: Rows,
  rates: ReadonlyMap<string, { readonly reads: number; readonly input: number }>,
) {
  for (const [name, { reads, input }] of rates) assert.equal(first(rows, name), format.share(reads / input), name);
  const all = [...rates.values()];
  const rate = sum(all.map(({ reads }) => reads)) / sum(all.map(({ input }) => input));
  assert.equal(first(rows, 'Total'), format.share(rate));
}

/**
 * The column of costs is these bills, in millionths of a cent. Rows are rounded together so that they add up to their
 * total: each is within a cent of its own bill, and their sum is to the cent. Null: names are not known.
 */
export function assertBills(rows: Rows, bills: ReadonlyMap<string, bigint> | null, total: bigint): void {
  assert.equal(rows.get('Total')?.get('Cost'), format.money(total));
  const cents = namesOf(rows).map((name) => centsOf(rows.get(name)?.get('Cost') ?? ''));
  assert.equal(sum(cents), centsOf(format.money(total)), 'the rows add up to their total');
  if (!bills) return;
  for (const [name, bill] of bills) {
    const shown = centsOf(rows.get(name)?.get('Cost') ?? '');
    assert.ok(Math.abs(shown - centsOf(format.money(bill))) <= 1, `${name}: ${shown} cents, billed ${bill}`);
  }
}

function first(rows: Rows, name: string): string | undefined {
  return [...(rows.get(name)?.values() ?? [])][0];
}

/** Cents of `$1,234.56`; none of a dash. */
export function centsOf(text: string): number {
  return Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100);
}

const byName = ([a = '']: readonly string[], [b = '']: readonly string[]) => (a < b ? -1 : 1);
