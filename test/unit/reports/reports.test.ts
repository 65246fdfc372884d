import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { REPORTS, reportNamed } from '../../../src/reports/reports.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

describe('the list of reports', () => {
  it('the table of reports in the README has each of the list, in its order', () => {
    const [, table = ''] = readme.split('\n| Report | What it answers |\n|---|---|\n');
    const [rows = ''] = table.split('\n\n');
    assert.deepEqual(
      rows.split('\n').map((row) => row.split(' | ')[0]),
      REPORTS.map(({ title }) => `| ${title}`),
    );
  });

  for (const what of ['id', 'title', 'fileName'] as const) {
    it(`no two reports have the same ${what}`, () => {
      const all = REPORTS.map((report) => report[what]);
      assert.deepEqual([...new Set(all)], all);
    });
  }

  it('an id is camelCase and a file name kebab-case, as commands, addresses and file systems take them', () => {
    for (const { id, fileName } of REPORTS) {
      assert.match(id, /^[a-z][A-Za-z]*$/);
      assert.match(fileName, /^[a-z]+(-[a-z]+)*$/);
    }
  });

  it('reportNamed throws for an id of no report', () => {
    assert.equal(reportNamed('keyCost').title, 'Cost by API Key');
    assert.throws(() => reportNamed('constructor'), /there is no report constructor/);
  });
});
