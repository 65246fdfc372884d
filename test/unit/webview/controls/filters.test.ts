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

describe('adding a filter', () => {
  it('puts it last', () => {
    assert.deepEqual(addFilter([production], opus), [production, opus]);
  });

  it('puts it in the place of an earlier one of its dimension', () => {
    const research: Filter = { dimension: 'workspace', values: ['research'] };
    assert.deepEqual(addFilter([production, opus], research), [research, opus]);
  });

  it('without values takes the dimension’s filter away', () => {
    assert.deepEqual(addFilter([production, opus], { dimension: 'workspace', values: [] }), [opus]);
  });

  it('holds each value once, and no more than a choice may carry', () => {
    assert.deepEqual(addFilter([], { dimension: 'model', values: ['a', 'a', 'b'] })[0]?.values, ['a', 'b']);
    const many = Array.from({ length: 1200 }, (_, at) => `key${at}`);
    assert.equal(addFilter([], { dimension: 'apiKey', values: many })[0]?.values.length, 1000);
  });

  it('leaves the list it was given as it was', () => {
    const filters = [production];
    addFilter(filters, opus);
    assert.deepEqual(filters, [{ dimension: 'workspace', values: ['production'] }]);
  });
});

describe('removing a filter', () => {
  it('removes all of the dimension and nothing else', () => {
    assert.deepEqual(removeFilter([production, opus, production], 'workspace'), [opus]);
  });
});

describe('several filters of one dimension', () => {
  const filters: Filter[] = [
    { dimension: 'model', values: ['opus', 'sonnet'] },
    production,
    { dimension: 'model', values: ['sonnet', 'haiku'] },
  ];

  it('let through what all of them let through', () => {
    assert.deepEqual(filterValues(filters, 'model'), ['sonnet']);
    assert.deepEqual(filterValues(filters, 'apiKey'), []);
  });

  it('are one in the sentence', () => {
    assert.deepEqual(filteredDimensions(choiceOf({ filters })), ['model', 'workspace']);
  });
});

describe('boxes ticked', () => {
  const offered = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('are the filter’s values', () => {
    assert.deepEqual(withTickedValues([], 'model', new Set(['a', 'c']), offered), [
      { dimension: 'model', values: ['a', 'c'] },
    ]);
  });

  it('leave nothing out when they are all or none', () => {
    assert.deepEqual(withTickedValues([opus], 'model', new Set(['a', 'b', 'c']), offered), []);
    assert.deepEqual(withTickedValues([opus], 'model', new Set(), offered), []);
  });
});
