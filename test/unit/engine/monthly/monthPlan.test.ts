import assert from 'node:assert/strict';
import { monthsToLookAt, planMonth } from '../../../../src/engine/monthly/monthPlan.ts';
import type { MonthEdition, MonthlyFile, ReportInFormat } from '../../../../src/ledger/monthlyReportTable.ts';
import { CENT } from '../../../../src/shared/money.ts';
import { DAY } from '../../../../src/time/utc.ts';

const month = (index: number) => Date.UTC(2026, index, 1);
const SPAN = { start: month(9), end: month(10) };
const NOW = month(10) + 5 * DAY;
const CSV: ReportInFormat = { report: 'chargeback', format: 'csv' };
const HTML: ReportInFormat = { report: 'chargeback', format: 'html' };
const AMOUNTS = new Map([['2026-10-01', 5n * CENT]]);

const written = (own: ReportInFormat, edition = 0): MonthlyFile => ({
  ...own,
  edition,
  monthStart: SPAN.start,
  path: '/x',
  isWritten: true,
});

function plan(
  wanted: readonly ReportInFormat[],
  known: { newest?: MonthEdition; files?: readonly MonthlyFile[]; amounts?: typeof AMOUNTS; now?: number } = {},
) {
  const { newest = null, files = [], amounts = AMOUNTS, now = NOW } = known;
  const table = { months: () => [], newestEdition: () => newest, files: () => [...files] };
  return planMonth(SPAN, { amounts, changedAt: 7 }, wanted, table, now);
}

const FIRST: MonthEdition = { edition: 0, restatedAt: null, amounts: AMOUNTS };

describe('monthsToLookAt', () => {
  const starts = (begun: number[], now: number) =>
    monthsToLookAt({ months: () => begun }, now).map(({ start }) => start);

  it('monthsToLookAt is last month alone where nothing was begun', () => {
    assert.deepEqual(starts([], NOW), [month(9)]);
  });

  it('monthsToLookAt has what was begun, last month, and what nobody was there to write in between', () => {
    assert.deepEqual(starts([month(6)], NOW), [month(6), month(7), month(8), month(9)]);
    assert.deepEqual(starts([month(9)], NOW), [month(9)]);
  });

  it('monthsToLookAt has no month before those that were begun: the clock was set back', () => {
    assert.deepEqual(starts([month(9)], month(5)), [month(9)]);
  });
});

describe('planMonth', () => {
  it('planMonth begins a new month with all that is wanted', () => {
    assert.deepEqual(plan([CSV, HTML]), { edition: FIRST, files: [CSV, HTML] });
  });

  it('planMonth has nothing of a month that was written as it is', () => {
    assert.equal(plan([CSV], { newest: FIRST, files: [written(CSV)] }), null);
    const rounded = new Map([['2026-10-01', 6n * CENT - 1n]]);
    assert.equal(plan([CSV], { newest: FIRST, files: [written(CSV)], amounts: rounded }), null);
  });

  it('planMonth has what last month lacks, and nothing more of an older one', () => {
    const known = { newest: FIRST, files: [written(CSV)] };
    assert.deepEqual(plan([CSV, HTML], known), { edition: FIRST, files: [HTML] });
    assert.equal(plan([CSV, HTML], { ...known, now: month(11) + DAY }), null);
  });

  it('planMonth has another edition of amounts that moved by a cent, also where their sum did not', () => {
    const moved = new Map([
      ['2026-10-01', 4n * CENT],
      ['2026-10-02', CENT],
    ]);
    const known = { newest: FIRST, files: [written(CSV)], amounts: moved };
    const edition = { edition: 1, restatedAt: 7, amounts: moved };
    assert.deepEqual(plan([CSV, HTML], known), { edition, files: [CSV, HTML] });
    assert.deepEqual(plan([CSV, HTML], { ...known, now: month(11) + DAY }), { edition, files: [CSV] });
  });
});
