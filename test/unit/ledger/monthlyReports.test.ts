import assert from 'node:assert/strict';
import { haveMoved, type MonthEdition } from '../../../src/ledger/monthlyReportTable.ts';
import { CENT } from '../../../src/shared/money.ts';
import { ACME, NOW, OTHER, Shelf } from './kit.ts';

const OCTOBER = Date.UTC(2026, 9, 1);
const CSV = { report: 'chargeback', format: 'csv' };
const HTML = { report: 'chargeback', format: 'html' };
const AMOUNTS = new Map([
  ['2026-10-01', 2n ** 70n],
  ['["","claude-opus-5-5"]', -7n],
]);
const first: MonthEdition = { edition: 0, restatedAt: null, amounts: AMOUNTS };
const second: MonthEdition = { edition: 1, restatedAt: NOW, amounts: new Map() };

describe('Monthly reports in the ledger', () => {
  it('an edition is kept with its amounts of any size, and the newest one is found', () => {
    using shelf = new Shelf();
    const { monthlyReports: table } = shelf.open().organization(ACME);
    assert.deepEqual([table.months(), table.newestEdition(OCTOBER)], [[], null]);
    table.begin(OCTOBER, first, [CSV]);
    assert.deepEqual([table.months(), table.newestEdition(OCTOBER)], [[OCTOBER], first]);
    table.begin(OCTOBER, second, [CSV]);
    assert.deepEqual(table.newestEdition(OCTOBER), second);
  });

  it('an edition that two windows begin is begun once, with all files', () => {
    using shelf = new Shelf();
    const mine = shelf.open().organization(ACME).monthlyReports;
    const theirs = shelf.open().organization(ACME).monthlyReports;
    mine.begin(OCTOBER, first, [CSV]);
    theirs.begin(OCTOBER, { ...first, amounts: new Map() }, [CSV, HTML]);
    assert.deepEqual(mine.newestEdition(OCTOBER)?.amounts, AMOUNTS);
    assert.deepEqual(
      theirs.unwritten().map(({ format }) => format),
      ['csv', 'html'],
    );
  });

  it('a file is unwritten until it is written, keeps its path, and is dropped only before', () => {
    using shelf = new Shelf();
    const { monthlyReports: table } = shelf.open().organization(ACME);
    table.begin(OCTOBER, first, [CSV, HTML]);
    const [csv = assert.fail(), html = assert.fail()] = table.unwritten();
    table.place(csv, '/finance/a.csv');
    assert.deepEqual(table.unwritten()[0], { ...csv, path: '/finance/a.csv' });
    table.written(csv, NOW);
    table.drop(csv);
    table.drop(html);
    assert.deepEqual(table.unwritten(), []);
    assert.deepEqual(table.files(OCTOBER), [{ ...csv, path: '/finance/a.csv', isWritten: true }]);
  });

  it('monthly reports of one organization are no other’s', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).monthlyReports.begin(OCTOBER, first, [CSV]);
    const other = ledger.organization(OTHER).monthlyReports;
    assert.deepEqual([other.months(), other.unwritten(), other.newestEdition(OCTOBER)], [[], [], null]);
  });
});

describe('haveMoved', () => {
  it('haveMoved is true of a change by a cent, also of one that is new or gone', () => {
    const of = (amount: bigint) => new Map([['a', amount]]);
    assert.equal(haveMoved(of(5n * CENT), of(6n * CENT)), true);
    assert.equal(haveMoved(of(5n * CENT), of(4n * CENT + 1n)), false);
    assert.equal(haveMoved(of(CENT), new Map()), true);
    assert.equal(haveMoved(new Map(), of(-CENT)), true);
  });
});
