import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { nowSheet } from '../../../../webview/tables/nowSheet.ts';
import { costs } from '../charts/chartFixtures.ts';

const format = createFormat('en-US', 'UTC');
const texts = (cells: readonly { text(): string }[] | undefined) => cells?.map((cell) => cell.text());

describe('the table of the newest minutes', () => {
  const chart = costs('minute', ['estimated', 'estimated'], {
    opus: [150_400_000n, 150_400_000n],
    haiku: [0n, 50_400_000n],
  });
  assert.ok(chart.kind === 'cost');
  const sheet = nowSheet(chart, format);

  it('has a row a minute and a column a model, that add up as printed', () => {
    assert.deepEqual(
      sheet.columns.map(({ name }) => name),
      ['Cost', 'OPUS', 'HAIKU'],
    );
    assert.deepEqual(
      sheet.lines.map(({ cells }) => texts(cells)),
      [
        ['≈$1.50', '≈$1.50', '—'],
        ['≈$2.01', '≈$1.51', '≈$0.50'],
      ],
    );
    assert.deepEqual(texts(sheet.total?.cells), ['≈$3.51', '≈$3.01', '≈$0.50']);
  });

  it('has a dash for what has no price, in the total too, and counts its tokens', () => {
    const none = costs('minute', ['estimated', 'estimated'], { opus: [0n, 0n] });
    assert.ok(none.kind === 'cost');
    const unpriced = nowSheet({ ...none, unpricedTokens: Float64Array.of(1200, 0) }, format);
    assert.deepEqual(
      [...unpriced.lines, unpriced.total].map((line) => texts(line?.cells)),
      [
        ['—', '—'],
        ['$0.00', '—'],
        ['—', '—'],
      ],
    );
    assert.equal(unpriced.total?.cells[0]?.title(), '1.2K tokens without a price');
    assert.deepEqual(
      [...unpriced.lines, unpriced.total].map((line) => line?.cells[1]?.copied()),
      ['', '0.00000000', ''],
    );
  });

  it('begins with the newest', () => {
    assert.deepEqual(sheet.sorted, { by: 'name', descending: true });
  });
});
