import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_MONTHLY_REPORTS, parseMonthlyReports } from '../../../src/reports/parseMonthlyReports.ts';

const GOOD = { reports: ['chargeback', 'monthStatement'], folder: '/finance', formats: ['csv', 'html'] };

describe('parseMonthlyReports', () => {
  it('parseMonthlyReports reads reports, formats and the folder, each once and in their order', () => {
    const read = parseMonthlyReports({ ...GOOD, reports: ['chargeback', 'monthStatement', 'chargeback'] });
    assert.deepEqual(read, { ...GOOD, bad: [] });
  });

  it('parseMonthlyReports writes HTML unless a format is set, and nothing without a report', () => {
    assert.deepEqual(parseMonthlyReports({ reports: ['savings'], folder: '~/reports' }).formats, ['html']);
    for (const off of [undefined, null, {}, { reports: [] }, { folder: '/finance' }]) {
      assert.deepEqual(parseMonthlyReports(off).reports, [], JSON.stringify(off));
      assert.deepEqual(parseMonthlyReports(off).bad, []);
    }
  });

  for (const [what, changes, message] of [
    ['an unknown report', { reports: ['chargeback', 'x'] }, 'Monthly reports: “x” is not a report.'],
    [
      'unknown reports and formats',
      { reports: ['chargeback', 'x', 'y'], formats: ['csv', 'pdf'] },
      'Monthly reports: “x”, “y” are not reports, and “pdf” is not a format (html, csv, md, json).',
    ],
  ] as const) {
    it(`parseMonthlyReports names ${what} in one sentence, and keeps the others`, () => {
      const { reports, bad } = parseMonthlyReports({ ...GOOD, ...changes });
      assert.deepEqual([reports, bad], [['chargeback'], [{ name: '', message }]]);
    });
  }

  for (const [what, value, message] of [
    ['a relative folder', { ...GOOD, folder: 'finance' }, 'folder must be an absolute path or begin with ~/'],
    ['no folder', { reports: ['savings'] }, 'folder must be an absolute path or begin with ~/'],
    ['a folder of another user', { ...GOOD, folder: '~ada/x' }, 'folder must be an absolute path or begin with ~/'],
    ['a folder that is no text', { ...GOOD, folder: 7 }, 'folder must be text'],
    ['one report that is no list', { ...GOOD, reports: 'savings' }, 'reports must be a list of text'],
    ['an unknown field', { ...GOOD, path: '/' }, 'there is no field “path”'],
    ['a list', ['savings'], 'the setting must be an object with reports and folder'],
  ] as const) {
    it(`parseMonthlyReports is off for ${what}, and says why`, () => {
      const { reports, folder, bad } = parseMonthlyReports(value);
      assert.deepEqual([reports, folder, bad], [[], '', [{ name: '', message: `Monthly reports: ${message}.` }]]);
    });
  }

  it('parseMonthlyReports never throws, and is off for anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const { reports, bad } = parseMonthlyReports(value);
        assert.ok(reports.length === 0 && bad.length <= 1);
      }),
    );
    assert.deepEqual(parseMonthlyReports(undefined), NO_MONTHLY_REPORTS);
  });
});
