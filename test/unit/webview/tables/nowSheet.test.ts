import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { nowSheet } from '../../../../webview/tables/nowSheet.ts';
import { costs } from '../charts/made.ts';

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

  it('begins with the newest', () => {
    assert.deepEqual(sheet.sorted, { by: 'name', descending: true });
  });
});
