import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { nowTable } from '../../../../src/shared/tables/now.ts';
import { tsv } from '../../../../src/shared/tables/tsv.ts';
import { costs } from '../../webview/charts/chartFixtures.ts';
import { type ShownRow, shownTable } from './shown.ts';

const format = createFormat('en-US', 'UTC');
const texts = (row: ShownRow | null) => row?.cells.map(({ text }) => text);

describe('nowTable', () => {
  const chart = costs('minute', ['estimated', 'estimated'], {
    opus: [150_400_000n, 150_400_000n],
    haiku: [0n, 50_400_000n],
  });
  assert.ok(chart.kind === 'cost');
  const table = nowTable(chart, format);
  const shown = shownTable(table, format);

  it('nowTable has a row for each minute and a column for each model, whose printed cents add up', () => {
    assert.deepEqual(shown.heads, ['Minute', 'Cost', 'OPUS', 'HAIKU']);
    assert.deepEqual(shown.made.map(texts), [
      ['≈$1.50', '≈$1.50', '—'],
      ['≈$2.01', '≈$1.51', '≈$0.50'],
    ]);
    assert.deepEqual(texts(shown.total), ['≈$3.51', '≈$3.01', '≈$0.50']);
  });

  it('nowTable has the marks of a minute below it', () => {
    const at = (chart.buckets[1]?.start ?? 0) + 1000;
    const [newest, ...others] = shownTable(
      nowTable(chart, format, [{ kind: 'alert', at, text: 'Passed' }]),
      format,
    ).rows;
    assert.deepEqual([newest?.marks, ...others.map(({ marks }) => marks)], [['Passed'], []]);
  });

  it('nowTable shows a dash for minutes without a price, in the total too, and counts their tokens', () => {
    const none = costs('minute', ['estimated', 'estimated'], { opus: [0n, 0n] });
    assert.ok(none.kind === 'cost');
    const unpriced = shownTable(nowTable({ ...none, unpricedTokens: Float64Array.of(1200, 0) }, format), format);
    assert.deepEqual([...unpriced.made, unpriced.total].map(texts), [
      ['—', '—'],
      ['$0.00', '—'],
      ['—', '—'],
    ]);
    assert.equal(unpriced.total?.cells[0]?.title, '1.2K unpriced tokens');
    assert.deepEqual(
      [...unpriced.made, unpriced.total].map((row) => row?.cells[1]?.copied),
      ['', '0.00000000', ''],
    );
  });

  it('nowTable heads the column of a model by its name as it is, also when copied', () => {
    const named = { ...chart, series: [{ id: 'opus', name: 'opus next' }] };
    assert.match(tsv(nowTable(named, format)), /^Minute\tStart\tCost \(USD\)\topus next \(USD\)\n/);
  });

  it('nowTable begins with the newest minute', () => {
    assert.deepEqual(table.sorted, { by: 'name', descending: true });
  });
});
