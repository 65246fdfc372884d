import assert from 'node:assert/strict';
import { REST } from '../../../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { layerOfSeries, layersOf, sumLayers } from '../../../../../webview/charts/model/layers.ts';
import { costs, counts, shares } from '../chartFixtures.ts';

const chart = costs('day', ['billed', 'ESTIMATED'], {
  a: [1n * DOLLAR, 2n * DOLLAR],
  b: [3n * DOLLAR, 0n],
  c: [5n * DOLLAR, 6n * DOLLAR],
});

describe('layersOf', () => {
  it('layersOf stacks charted series in their order, then Other', () => {
    const layers = layersOf(chart, ['c', 'gone'], { c: 4 });
    assert.deepEqual(
      layers.map(({ id, name, slot, values }) => ({ id, name, slot, values: [...values] })),
      [
        { id: 'c', name: 'C', slot: 4, values: [5, 6] },
        { id: REST, name: 'Other', slot: null, values: [4, 2] },
      ],
    );
  });

  it('layersOf makes at most one layer for each colour, and Other', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const many = counts('day', ['billed'], Object.fromEntries(ids.map((id) => [id, [1]])));
    const layers = layersOf(many, ids, {});
    assert.equal(layers.length, 9);
    assert.deepEqual([...(layers.at(-1)?.values ?? [])], [2]);
  });

  it('layersOf puts the series beyond those sent into Other although it is charted', () => {
    const sent = counts('day', ['billed'], { a: [1], [REST]: [7] });
    assert.deepEqual(
      layersOf(sent, ['a', REST], {}).map(({ name, values }) => [name, values[0]]),
      [
        ['A', 1],
        ['Other', 7],
      ],
    );
  });

  it('layersOf keeps exact money, split by basis, beside the drawn values', () => {
    const odd = costs('day', ['billed', 'ESTIMATED', 'none'], { a: [1n, 2n ** 60n, 0n], b: [2n, 1n, 0n] });
    const [layer] = layersOf(odd, [], {});
    assert.ok(layer?.tally.kind === 'cost');
    assert.deepEqual([...layer.tally.amounts], [3n, 2n ** 60n + 1n, 0n]);
    assert.deepEqual(layer.tally.byBasis, [0n, 3n, 2n ** 60n + 1n, 0n]);
  });

  it('layersOf combines bases where billed and estimated meet, none where nothing is', () => {
    const met = costs('day', ['billed', 'billed'], { a: [1n, 0n], b: [1n, 0n] });
    assert.ok(met.kind === 'cost');
    met.bases.set([1, 1, 2, 2]);
    assert.deepEqual([...(layersOf(met, [], {})[0]?.bases ?? [])], [3, 0]);
  });

  it('layersOf leaves out series without figures', () => {
    assert.deepEqual(layersOf(costs('day', ['billed'], { a: [0n] }), ['a'], {}), []);
    assert.deepEqual(layersOf(counts('day', ['billed'], { a: [0] }), ['a'], {}), []);
    assert.deepEqual(layersOf(shares('day', ['billed'], { a: [[0, 0]] }), ['a'], {}), []);
  });

  it('layersOf gives Other the share of its sums, not the average of shares', () => {
    const rates = shares('day', ['billed', 'billed'], {
      a: [
        [9, 10],
        [0, 0],
      ],
      b: [
        [0, 90],
        [0, 0],
      ],
    });
    const [together] = layersOf(rates, [], {});
    assert.equal(together?.values[0], 0.09);
    assert.ok(Number.isNaN(together?.values[1]));
    assert.equal(layersOf(rates, ['b'], {})[0]?.values[0], 0);
  });
});

describe('layerOfSeries', () => {
  it('layerOfSeries returns the layer that is drawn already', () => {
    const layers = layersOf(chart, ['a'], {});
    assert.equal(layerOfSeries(chart, 'a', layers, {}), layers[0]);
    assert.equal(layerOfSeries(chart, REST, layers, {}), layers[1]);
  });

  it('layerOfSeries makes a layer of a series that is drawn within Other', () => {
    const layer = layerOfSeries(chart, 'b', layersOf(chart, ['a'], {}), {});
    assert.deepEqual([layer?.name, ...(layer?.values ?? [])], ['B', 3, 0]);
  });

  it('layerOfSeries is null for a series that the chart lacks', () => {
    assert.equal(layerOfSeries(chart, 'gone', layersOf(chart, [], {}), {}), null);
  });
});

describe('sumLayers', () => {
  it('sumLayers sums values and combines bases', () => {
    const { values, bases } = sumLayers(layersOf(chart, ['a'], {}));
    assert.deepEqual([...values], [9, 8]);
    assert.deepEqual([...(bases ?? [])], [1, 2]);
    assert.deepEqual([...sumLayers([]).values], []);
  });

  it('sumLayers gives the share of the sums', () => {
    const rates = shares('day', ['billed'], { a: [[9, 10]], b: [[0, 90]] });
    assert.deepEqual([...sumLayers(layersOf(rates, ['a', 'b'], {})).values], [0.09]);
  });
});
