import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { offeredValues, searchValues } from '../../../../webview/widgets/pickerValues.ts';

const value = (id: string, name = id, detail = '') => ({ id, name, detail });
const values = [value('wrk_1', 'Production'), value('wrk_2', 'Research', 'archived'), value('', 'Default workspace')];
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('offeredValues', () => {
  it('offeredValues lists the values of the range in their order', () => {
    assert.deepEqual(offeredValues(values, [], String), values);
  });

  it('offeredValues puts ticked values first', () => {
    assert.deepEqual(idsOf(offeredValues(values, ['', 'wrk_2'], String)), ['', 'wrk_2', 'wrk_1']);
  });

  it('offeredValues keeps a ticked value that the range no longer has', () => {
    const [first] = offeredValues(values, ['wrk_9'], (id) => `Old ${id}`);
    assert.deepEqual(first, { id: 'wrk_9', name: 'Old wrk_9', detail: 'not in this range' });
  });
});

describe('searchValues', () => {
  it('searchValues finds names, details and ids in any case', () => {
    assert.deepEqual(idsOf(searchValues(values, 'PROD')), ['wrk_1']);
    assert.deepEqual(idsOf(searchValues(values, 'archiv')), ['wrk_2']);
    assert.deepEqual(idsOf(searchValues(values, 'wrk_')), ['wrk_1', 'wrk_2']);
  });

  it('searchValues ignores case in a Turkish locale, too', () => {
    const url = new URL('../../../../webview/widgets/pickerValues.ts', import.meta.url);
    const script = `
      import { searchValues } from ${JSON.stringify(url.href)};
      const { length } = searchValues([{ id: 'wrk_1', name: 'INTERNAL TOOLS', detail: '' }], 'internal tools');
      process.stdout.write(String(length));`;
    const env = { ...process.env, LC_ALL: 'tr_TR.UTF-8' };
    const found = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' });
    assert.equal(found, '1');
  });

  it('searchValues requires every word, in any place', () => {
    assert.deepEqual(idsOf(searchValues(values, ' work  def ')), ['']);
    assert.deepEqual(searchValues(values, 'production archived'), []);
  });

  it('searchValues finds all values for an empty search', () => {
    assert.deepEqual(searchValues(values, '  '), values);
  });

  it('searchValues takes regular-expression signs literally', () => {
    const odd = [value('a', '<img src=x>'), value('b', '.*')];
    assert.deepEqual(idsOf(searchValues(odd, '.*')), ['b']);
    assert.deepEqual(idsOf(searchValues(odd, '<IMG')), ['a']);
  });
});
