import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SERIES_FIELDS, seriesOf, seriesReader, type UsageDimension } from '../../../src/source/series.ts';

const ALL: readonly UsageDimension[] = SERIES_FIELDS.map(({ name }) => name);
const value = fc.constantFrom('', 'a', 'b', 'opus', null, undefined);
const row = fc.record(Object.fromEntries(ALL.map((name) => [name, value])));

/** The series that a row says, dimension by dimension. */
function expected(names: readonly UsageDimension[], said: Readonly<Record<string, unknown>>) {
  const values = SERIES_FIELDS.map(({ key, name }) => [key, names.includes(name) ? (said[name] ?? '') : '']);
  return seriesOf(Object.fromEntries(values));
}

describe('seriesReader', () => {
  it('seriesReader gives the one object of each series, whatever came before and in which order dimensions are asked for', () => {
    void fc.assert(
      fc.property(fc.shuffledSubarray([...ALL]), fc.array(row, { maxLength: 40 }), (names, rows) => {
        const read = seriesReader(names);
        for (const each of rows) assert.equal(read(each), expected(names, each));
      }),
    );
  });

  it('seriesReader takes no dimension from a row that was not asked for', () => {
    const read = seriesReader(['model']);
    assert.deepEqual(read({ model: 'opus', workspace_id: 'w', speed: 'fast' }), expected(['model'], { model: 'opus' }));
  });

  it('seriesReader tells a value that is left unsaid from no other series', () => {
    const read = seriesReader(['model', 'workspace_id']);
    assert.equal(read({ model: 'opus', workspace_id: null }), read({ model: 'opus' }));
  });
});
