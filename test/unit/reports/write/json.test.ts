import assert from 'node:assert/strict';
import type { Report } from '../../../../src/reports/report.ts';
import { text } from '../../../../src/reports/table/cells.ts';
import { reportCsv } from '../../../../src/reports/write/csv.ts';
import { reportJson } from '../../../../src/reports/write/json.ts';
import { CENT } from '../../../../src/shared/money.ts';
import type { Cell } from '../../../../src/shared/tables/table.ts';
import { assertGolden } from '../../../support/golden.ts';
import { readCsv } from '../../export/readCsv.ts';
import { costTable, HOSTILE, reportOf } from './reportOf.ts';

const read = (report: Report) => JSON.parse(reportJson(report));

/** A cell as it is written. */
function cellOf(cell: Cell): unknown {
  const columns = [{ key: '__proto__', title: 'Cell', kind: cell.kind }];
  const table = { key: 'one', columns, rows: [[cell]], total: null };
  const written = read(reportOf({ sections: [{ title: 'One', paragraphs: [], table }] }));
  return Object.values(written.sections[0].table.rows[0])[0];
}

describe('a report as JSON', () => {
  it('a report as JSON has all of it', () => {
    assertGolden(reportJson(reportOf()), 'report.json');
  });

  it('a report as JSON has the notes of its days, where there are any', () => {
    const notes = [{ at: Date.UTC(2026, 10, 12), text: 'migration' }];
    assert.deepEqual(read(reportOf({ notes })).notes, [{ day: '2026-11-12', text: 'migration' }]);
    assert.equal(read(reportOf()).notes, undefined);
  });

  it('a report as JSON has its first sentence and remarks, where there are any', () => {
    const { lead, remarks } = read(reportOf({ lead: 'Caching saved $1.00.', remarks: ['Not up to date.'] }));
    assert.deepEqual([lead, remarks], ['Caching saved $1.00.', ['Not up to date.']]);
    assert.ok(!('lead' in read(reportOf())) && !('remarks' in read(reportOf())));
  });

  it('a report as JSON has amounts as exact decimal dollars, with their basis', () => {
    assert.deepEqual(cellOf({ kind: 'money', amount: 10n ** 19n + 1n, basis: 'mixed' }), {
      usd: '100000000000.00000001',
      basis: 'mixed',
      unpriced_tokens: 0,
    });
    assert.deepEqual(cellOf({ kind: 'rate', perMillion: -1n, basis: 'billed' }), {
      usd_per_million: '-0.00000001',
      basis: 'billed',
    });
  });

  it('a report as JSON has the cents of costs that a CSV has, and those of the total', () => {
    const table = costTable([1250n, 10n].map((own) => ({ name: 'A', parts: [own * CENT, 0n, 0n] })));
    const report = reportOf({ sections: [{ title: 'One', paragraphs: [], table }] });
    const { rows, total } = read(report).sections[0].table;
    const inJson = rows.map((row: Record<string, { rounded_usd: string }>) => row['cost_usd']?.rounded_usd);
    assert.deepEqual([inJson, total.cost_usd.rounded_usd], [['12.50', '0.10'], '12.60']);
    const [head = [], ...lines] = readCsv(reportCsv(report));
    assert.deepEqual(
      lines.map((line) => line[head.indexOf('cost_rounded_usd')]),
      inJson,
    );
  });

  it('a report as JSON has no zero where there is no amount', () => {
    const none = { usd: null, basis: null };
    assert.deepEqual(cellOf({ kind: 'money', amount: null, basis: 'none' }), { ...none, unpriced_tokens: 0 });
    assert.deepEqual(cellOf({ kind: 'money', amount: 0n, basis: 'none' }), { ...none, unpriced_tokens: 0 });
    assert.deepEqual(cellOf({ kind: 'money', amount: 0n, basis: 'estimated', unpricedTokens: 7 }), {
      ...none,
      unpriced_tokens: 7,
    });
    assert.equal(cellOf({ kind: 'count', value: null }), null);
    assert.equal(cellOf({ kind: 'change', fraction: null }), null);
  });

  it('a report as JSON has names as they are, and ids where there are some, even empty ones', () => {
    assert.deepEqual(cellOf(text(HOSTILE, '')), { text: HOSTILE, id: '' });
    assert.deepEqual(cellOf(text('Total')), { text: 'Total' });
  });

  it('a report as JSON has instants with the offset of its zone, and null for what never was', () => {
    const period = { ...reportOf().period, zone: 'Asia/Tokyo' };
    const written = read(reportOf({ period, dataTo: null }));
    assert.equal(written.period.start, '2026-11-01T09:00:00+09:00');
    assert.equal(written.checked_at, '2026-11-22T23:07:00+09:00');
    assert.equal(written.data_to, null);
  });

  it('a report as JSON is there for an empty period, too', () => {
    assert.deepEqual(read(reportOf({ sections: [], notIncluded: [] })).sections, []);
  });
});
