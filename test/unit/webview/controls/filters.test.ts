import assert from 'node:assert/strict';
import type { Filter } from '../../../../src/shared/choice.ts';
import {
  addFilter,
  filteredDimensions,
  filterValues,
  removeFilter,
  withTickedValues,
} from '../../../../webview/controls/filters.ts';
import { choiceOf } from './choices.ts';

const production: Filter = { dimension: 'workspace', values: ['production'] };
const opus: Filter = { dimension: 'model', values: ['opus'] };

describe('addFilter', () => {
  it('addFilter puts a filter of a new dimension last', () => {
    assert.deepEqual(addFilter([production], opus), [production, opus]);
  });

  it('addFilter replaces an earlier filter of the dimension in its place', () => {
    const research: Filter = { dimension: 'workspace', values: ['research'] };
    assert.deepEqual(addFilter([production, opus], research), [research, opus]);
  });

  it('addFilter removes the dimension’s filter when it has no values', () => {
    assert.deepEqual(addFilter([production, opus], { dimension: 'workspace', values: [] }), [opus]);
  });

  it('addFilter keeps each value once, and no more than a choice may carry', () => {
    assert.deepEqual(addFilter([], { dimension: 'model', values: ['a', 'a', 'b'] })[0]?.values, ['a', 'b']);
    const many = Array.from({ length: 1200 }, (_, at) => `key${at}`);
    assert.equal(addFilter([], { dimension: 'apiKey', values: many })[0]?.values.length, 1000);
  });

  it('addFilter does not change the list it was given', () => {
    const filters = [production];
    addFilter(filters, opus);
    assert.deepEqual(filters, [{ dimension: 'workspace', values: ['production'] }]);
  });
});

describe('removeFilter', () => {
  it('removeFilter removes all filters of the dimension and no others', () => {
    assert.deepEqual(removeFilter([production, opus, production], 'workspace'), [opus]);
  });
});

describe('several filters of one dimension', () => {
  const filters: Filter[] = [
    { dimension: 'model', values: ['opus', 'sonnet'] },
    production,
    { dimension: 'model', values: ['sonnet', 'haiku'] },
  ];

  it('several filters of one dimension let through the values that all of them have', () => {
    assert.deepEqual(filterValues(filters, 'model'), ['sonnet']);
    assert.deepEqual(filterValues(filters, 'apiKey'), []);
  });

  it('several filters of one dimension count as one filtered dimension', () => {
    assert.deepEqual(filteredDimensions(choiceOf({ filters })), ['model', 'workspace']);
  });
});

describe('withTickedValues', () => {
  const offered = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('withTickedValues filters by the ticked values', () => {
    assert.deepEqual(withTickedValues([], 'model', new Set(['a', 'c']), offered), [
      { dimension: 'model', values: ['a', 'c'] },
    ]);
  });

  it('withTickedValues removes the filter when all or no values are ticked', () => {
    assert.deepEqual(withTickedValues([opus], 'model', new Set(['a', 'b', 'c']), offered), []);
    assert.deepEqual(withTickedValues([opus], 'model', new Set(), offered), []);
  });
});
