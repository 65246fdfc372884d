import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { offeredValues, searchValues } from '../../../../webview/widgets/pickerValues.ts';

const value = (id: string, name = id, detail = '') => ({ id, name, detail });
const values = [value('wrk_1', 'Production'), value('wrk_2', 'Research', 'archived'), value('', 'Default workspace')];
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('the values a filter offers', () => {
  it('are those of the range in their order', () => {
    assert.deepEqual(offeredValues(values, [], String), values);
  });

  it('begin with the ticked ones', () => {
    assert.deepEqual(idsOf(offeredValues(values, ['', 'wrk_2'], String)), ['', 'wrk_2', 'wrk_1']);
  });

  it('keep a ticked one that the range no longer has', () => {
    const [first] = offeredValues(values, ['wrk_9'], (id) => `Old ${id}`);
    assert.deepEqual(first, { id: 'wrk_9', name: 'Old wrk_9', detail: 'not in this range' });
  });
});

describe('a search', () => {
  it('finds names, details and ids, in any case', () => {
    assert.deepEqual(idsOf(searchValues(values, 'PROD')), ['wrk_1']);
    assert.deepEqual(idsOf(searchValues(values, 'archiv')), ['wrk_2']);
    assert.deepEqual(idsOf(searchValues(values, 'wrk_')), ['wrk_1', 'wrk_2']);
  });

  it('does so in Turkish, too, whose small I has no dot', () => {
    const url = new URL('../../../../webview/widgets/pickerValues.ts', import.meta.url);
    const script = `
      import { searchValues } from ${JSON.stringify(url.href)};
      const { length } = searchValues([{ id: 'wrk_1', name: 'INTERNAL TOOLS', detail: '' }], 'internal tools');
      process.stdout.write(String(length));`;
    const env = { ...process.env, LC_ALL: 'tr_TR.UTF-8' };
    const found = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' });
    assert.equal(found, '1');
  });

  it('wants every word, wherever it stands', () => {
    assert.deepEqual(idsOf(searchValues(values, ' work  def ')), ['']);
    assert.deepEqual(searchValues(values, 'production archived'), []);
  });

  it('of nothing finds all', () => {
    assert.deepEqual(searchValues(values, '  '), values);
  });

  it('takes signs as signs', () => {
    const odd = [value('a', '<img src=x>'), value('b', '.*')];
    assert.deepEqual(idsOf(searchValues(odd, '.*')), ['b']);
    assert.deepEqual(idsOf(searchValues(odd, '<IMG')), ['a']);
  });
});
