import assert from 'node:assert/strict';
import type { ReportRequest } from '../../../../src/reports/report.ts';
import { REPORTS } from '../../../../src/reports/reports.ts';
import { type AddressedReport, addressOf, reportAt } from '../../../../src/ui/reports/reportAddress.ts';
import { REPORT_SCHEME } from '../../../../src/ui/reports/reportScheme.ts';
import { hostileNames } from '../../../adminApi/worlds/hostile.ts';

const WEEK = { from: '2026-11-09', to: '2026-11-15' };
const REQUEST: ReportRequest = { report: 'keyCost', ...WEEK, filters: [] };
const PLAIN: AddressedReport = { request: REQUEST, organization: 'org_1' };
const TRAPS = hostileNames('https://trap.invalid');

describe('the address of a report', () => {
  for (const { id: report } of REPORTS) {
    it(`an address is read as its report: ${report}`, () => {
      const addressed = { ...PLAIN, request: { report, ...WEEK, filters: [] } };
      assert.deepEqual(reportAt(addressOf(addressed)), addressed);
    });
  }

  it('an address keeps the filters of its report, whatever the ids are', () => {
    const filters = [{ dimension: 'model' as const, values: TRAPS }];
    const addressed = { ...PLAIN, request: { ...REQUEST, filters } };
    assert.deepEqual(reportAt(addressOf(addressed)), addressed);
  });

  it('an address has its organization in the query alone, whatever the id is', () => {
    for (const organization of TRAPS) {
      const address = addressOf({ ...PLAIN, organization });
      assert.equal(reportAt(address)?.organization, organization);
      assert.deepEqual({ ...address, query: '' }, { ...addressOf(PLAIN), query: '' });
      assert.deepEqual(JSON.parse(address.query), { ...REQUEST, organization });
    }
  });

  it('an address of an older version is read with no organization', () => {
    const query = JSON.stringify(REQUEST);
    const address = { scheme: REPORT_SCHEME, path: '/Cost by API Key.md', query };
    assert.deepEqual(reportAt(address), { request: REQUEST, organization: null });
    assert.equal(addressOf({ request: REQUEST, organization: null }).query, query);
  });

  it('an address is read as the same request, letter by letter', () => {
    const filters = [{ dimension: 'workspace' as const, values: ['', 'wrkspc_1'] }];
    const addressed = { ...PLAIN, request: { report: 'keyCost', ...WEEK, range: 'thisWeek' as const, filters } };
    assert.equal(JSON.stringify(reportAt(addressOf(addressed))), JSON.stringify(addressed));
  });

  it('an address has a path that can be read as a tab’s title', () => {
    assert.equal(addressOf(PLAIN).path, '/Cost by API Key, 2026-11-09 to 2026-11-15');
    const day = { ...PLAIN, request: { ...REQUEST, to: REQUEST.from } };
    assert.equal(addressOf(day).path, '/Cost by API Key, 2026-11-09');
  });

  const asked = (changes: object) => JSON.stringify({ ...REQUEST, organization: 'org_1', ...changes });
  for (const [what, query] of [
    ['nothing', ''],
    ['a range of no name', asked({ range: 'nextWeek' })],
    ['no JSON', '{"report":'],
    ['no object', 'null'],
    ['a list', '[]'],
    ['a text', '"keyCost"'],
    ['a report that there is not', asked({ report: 'constructor' })],
    ['a day that there is not', asked({ from: '2026-11-31', to: '2026-11-31' })],
    ['a moment', asked({ from: '2026-11-09T00:00:00Z' })],
    ['days that end before they begin', asked({ to: '2026-11-08' })],
    ['all of time', asked({ from: '0000-01-01', to: '9999-12-31' })],
    ['more than a year', asked({ from: '2025-11-07', to: '2026-11-15' })],
    ['no filters', asked({ filters: undefined })],
    ['a filter of something else', asked({ filters: [{ dimension: '__proto__', values: ['x'] }] })],
    ['a filter of nothing', asked({ filters: [{ dimension: 'model', values: [] }] })],
    ['numbers for ids', asked({ filters: [{ dimension: 'model', values: [1] }] })],
    ['no text for its organization', asked({ organization: 1 })],
    ['markup', '<img src=x onerror=alert(1)>'],
  ] as const) {
    it(`reportAt is null where the query has ${what}`, () => {
      assert.equal(reportAt({ scheme: REPORT_SCHEME, path: '/Report.md', query }), null);
    });
  }

  it('reportAt is null for an address of another scheme', () => {
    const address = addressOf(PLAIN);
    assert.equal(reportAt({ ...address, scheme: 'file' }), null);
  });
});
