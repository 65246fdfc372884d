import assert from 'node:assert/strict';
import { domainOf, highestOf, lowestOf, stackedDomain } from '../../../../../webview/charts/model/domain.ts';
import { layersOf } from '../../../../../webview/charts/model/layers.ts';
import { counts } from '../chartFixtures.ts';

describe('the domain of a chart', () => {
  const layers = layersOf(counts('day', ['billed', 'billed'], { a: [1, 5], b: [2, 3] }), ['a', 'b'], {});

  it('the domain of a chart reaches the highest stack or the line over it', () => {
    assert.deepEqual(stackedDomain(layers, [null]), { min: 0, max: 8 });
    assert.deepEqual(stackedDomain(layers, [Float64Array.of(9, Number.NaN)]), { min: 0, max: 9 });
  });

  it('the domain of a chart reaches the highest of unstacked lines', () => {
    assert.deepEqual(domainOf(layers.map(({ values }) => values)), { min: 0, max: 5 });
    assert.deepEqual(domainOf([Float64Array.of(-2, 1)]), { min: -2, max: 1 });
  });

  it('the domain of a chart ends at a small credit below zero', () => {
    assert.deepEqual(lowestOf({ min: -0.05, max: 120 }), { min: -0.05 });
    assert.deepEqual(lowestOf({ min: -40, max: 120 }), {}, 'a large one gets round figures of its own');
    assert.deepEqual(lowestOf({ min: -0.05, max: 0 }), {}, 'and so does one that stands alone');
    assert.deepEqual(lowestOf({ min: 0, max: 120 }), {});
  });

  it('the domain of a chart ends at a small amount above zero beside a large credit', () => {
    assert.deepEqual(highestOf({ min: -250, max: 20 }), { max: 20 });
    assert.deepEqual(highestOf({ min: -250, max: 40 }), {});
    assert.deepEqual(highestOf({ min: -250, max: 0 }), {});
    assert.deepEqual(highestOf({ min: 0, max: 20 }), {});
  });

  it('the domain of a chart has a length when all is zero', () => {
    assert.deepEqual(domainOf([]), { min: 0, max: 1 });
    assert.deepEqual(stackedDomain([], []), { min: 0, max: 1 });
  });
});
