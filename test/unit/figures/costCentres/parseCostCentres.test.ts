import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCostCentres } from '../../../../src/figures/costCentres/parseCostCentres.ts';

const GOOD = { name: 'Product', workspaces: ['Production'] };

describe('parseCostCentres', () => {
  it('parseCostCentres reads names, workspaces and API keys, in their order', () => {
    const read = parseCostCentres([GOOD, { name: ' Ops ', apiKeys: [' ci ', 'none'] }]);
    assert.deepEqual(read, {
      centres: [
        { name: 'Product', workspaces: ['Production'], apiKeys: [] },
        { name: 'Ops', workspaces: [], apiKeys: ['ci', 'none'] },
      ],
      bad: [],
    });
  });

  for (const [what, entry, message] of [
    ['no object', 7, 'Cost center 2: a cost center must be an object with name and workspaces or apiKeys.'],
    ['no name', { workspaces: ['a'] }, 'Cost center 2: name must be text of 1 to 80 characters.'],
    ['an empty name', { name: ' ', apiKeys: ['a'] }, 'Cost center 2: name must be text of 1 to 80 characters.'],
    [
      'the name of the rest',
      { name: 'unassigned', apiKeys: ['a'] },
      'Cost center “unassigned”: name must not be “Unassigned”, which is everything without a cost center.',
    ],
    ['nothing in it', { name: 'A' }, 'Cost center “A”: workspaces or apiKeys must have an entry.'],
    [
      'one workspace that is no list',
      { name: 'A', workspaces: 'Production' },
      'Cost center “A”: workspaces must be a list of up to 1000 IDs or names of workspaces.',
    ],
    [
      'a key that is no text',
      { name: 'A', apiKeys: [7] },
      'Cost center “A”: apiKeys must be a list of up to 1000 IDs or names of API keys.',
    ],
    ['a field of ours misspelt', { name: 'A', keys: ['a'] }, 'Cost center “A”: a cost center has no field “keys”.'],
    [
      'a name that was there',
      { name: 'Product', apiKeys: ['a'] },
      'Cost center “Product”: an earlier cost center has the same name, and only the first one counts.',
    ],
  ] as const) {
    it(`parseCostCentres names an entry with ${what} and its field, and keeps the others`, () => {
      const { centres, bad } = parseCostCentres([GOOD, entry]);
      assert.deepEqual([centres.map(({ name }) => name), bad.map((each) => each.message)], [['Product'], [message]]);
    });
  }

  it('parseCostCentres never throws, and has a sentence for what is no list', () => {
    assert.deepEqual(parseCostCentres({}).bad, [{ name: '', message: 'The cost centers must be a list.' }]);
    assert.deepEqual(parseCostCentres(undefined), { centres: [], bad: [] });
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const { centres, bad } = parseCostCentres(Array.isArray(value) ? value : [value]);
        assert.equal(centres.length + bad.length, Array.isArray(value) ? value.length : 1);
      }),
    );
  });
});
