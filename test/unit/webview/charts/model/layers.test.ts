import assert from 'node:assert/strict';
import { REST } from '../../../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { chartedSeries, layerOfSeries, layersOf, sumLayers } from '../../../../../webview/charts/model/layers.ts';
import { costs, counts, shares } from '../chartFixtures.ts';

const chart = costs('day', ['billed', 'ESTIMATED'], {
  a: [1n * DOLLAR, 2n * DOLLAR],
  b: [3n * DOLLAR, 0n],
  c: [5n * DOLLAR, 6n * DOLLAR],
});

describe('the layers of an answer', () => {
  it('are the charted series in their order, then the others together', () => {
    const layers = layersOf(chart, ['c', 'gone'], { c: 4 });
    assert.deepEqual(
      layers.map(({ id, name, slot, values }) => ({ id, name, slot, values: [...values] })),
      [
        { id: 'c', name: 'C', slot: 4, values: [5, 6] },
        { id: REST, name: 'Other', slot: null, values: [4, 2] },
      ],
    );
  });

  it('are no more than there are colours, and the others', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const many = counts('day', ['billed'], Object.fromEntries(ids.map((id) => [id, [1]])));
    const layers = layersOf(many, ids, {});
    assert.equal(layers.length, 9);
    assert.deepEqual([...(layers.at(-1)?.values ?? [])], [2]);
  });

  it('count what was too much to send among the others, though it is charted', () => {
    const sent = counts('day', ['billed'], { a: [1], [REST]: [7] });
    assert.deepEqual(
      layersOf(sent, ['a', REST], {}).map(({ name, values }) => [name, values[0]]),
      [
        ['A', 1],
        ['Other', 7],
      ],
    );
  });

  it('keep money exact beside what is drawn, and how much of it came about how', () => {
    const odd = costs('day', ['billed', 'ESTIMATED', 'none'], { a: [1n, 2n ** 60n, 0n], b: [2n, 1n, 0n] });
    const [layer] = layersOf(odd, [], {});
    assert.ok(layer?.tally.kind === 'cost');
    assert.deepEqual([...layer.tally.amounts], [3n, 2n ** 60n + 1n, 0n]);
    assert.deepEqual(layer.tally.byBasis, [0n, 3n, 2n ** 60n + 1n, 0n]);
  });

  it('are mixed where billed and estimated meet, and nothing where there is no amount', () => {
    const met = costs('day', ['billed', 'billed'], { a: [1n, 0n], b: [1n, 0n] });
    assert.ok(met.kind === 'cost');
    met.bases.set([1, 1, 2, 2]);
    assert.deepEqual([...(layersOf(met, [], {})[0]?.bases ?? [])], [3, 0]);
  });

  it('leave out what has no figures at all', () => {
    assert.deepEqual(layersOf(costs('day', ['billed'], { a: [0n] }), ['a'], {}), []);
    assert.deepEqual(layersOf(counts('day', ['billed'], { a: [0] }), ['a'], {}), []);
    assert.deepEqual(layersOf(shares('day', ['billed'], { a: [[0, 0]] }), ['a'], {}), []);
  });

  it('share what they have together, not the average of shares', () => {
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

describe('one series alone', () => {
  it('is the layer that is drawn of it', () => {
    const layers = layersOf(chart, ['a'], {});
    assert.equal(layerOfSeries(chart, 'a', layers, {}), layers[0]);
    assert.equal(layerOfSeries(chart, REST, layers, {}), layers[1]);
  });

  it('comes out of the others where it is one of them', () => {
    const layer = layerOfSeries(chart, 'b', layersOf(chart, ['a'], {}), {});
    assert.deepEqual([layer?.name, ...(layer?.values ?? [])], ['B', 3, 0]);
  });

  it('is none that the chart does not have', () => {
    assert.equal(layerOfSeries(chart, 'gone', layersOf(chart, [], {}), {}), null);
  });
});

describe('all layers together', () => {
  it('are their sum', () => {
    const { values, bases } = sumLayers(layersOf(chart, ['a'], {}));
    assert.deepEqual([...values], [9, 8]);
    assert.deepEqual([...(bases ?? [])], [1, 2]);
    assert.deepEqual([...sumLayers([]).values], []);
  });

  it('are one share of all', () => {
    const rates = shares('day', ['billed'], { a: [[9, 10]], b: [[0, 90]] });
    assert.deepEqual([...sumLayers(layersOf(rates, ['a', 'b'], {})).values], [0.09]);
  });
});

describe('what is drawn by name', () => {
  it('are the first eight series, and never the rest', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const amounts = Object.fromEntries([...ids, REST].map((id) => [id, [1]]));
    assert.deepEqual(chartedSeries(counts('day', ['billed'], amounts)), ids.slice(0, 8));
    assert.deepEqual(chartedSeries(counts('day', ['billed'], { a: [1], [REST]: [1] })), ['a']);
  });

  it('are the heaviest where something was taken away, though it comes last', () => {
    const costing = (...last: readonly bigint[]) => {
      const amounts = [90n, 80n, 70n, 60n, 50n, 40n, 30n, 20n, 10n, ...last].map((amount, at) => [`s${at}`, [amount]]);
      return costs('day', ['billed'], Object.fromEntries(amounts));
    };
    assert.deepEqual(chartedSeries(costing(-1n, -45n)), ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's10']);
    assert.deepEqual(chartedSeries(costing(-1n)), ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7']);
  });
});
