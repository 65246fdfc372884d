import assert from 'node:assert/strict';
import { NO_USAGE } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { changeCell, moneyCell, NO_CELL } from '../../../../webview/tables/cells.ts';
import type { Sheet } from '../../../../webview/tables/sheet.ts';
import { toTsv } from '../../../../webview/tables/toTsv.ts';

const format = createFormat('de-DE', 'UTC');
const money = (amount: bigint) => moneyCell(format, { amount, cents: amount / 1_000_000n, basis: 'estimated' });
const sheet: Sheet = {
  caption: 'Cost by key',
  head: 'API key',
  ids: 'Id',
  columns: [
    { key: 'cost', name: 'Cost', copied: 'Cost (USD)' },
    { key: 'change', name: 'against before', copied: 'Against the 7 days before' },
  ],
  lines: [
    { id: 'k1', name: '=cmd()', detail: '', cells: [money(-DOLLAR / 2n), changeCell(format, 1, 2, () => '')] },
    { id: '', name: 'No\tAPI\r\nkey', detail: '', cells: [money(1_234_567_890n), NO_CELL] },
  ],
  sorted: { by: 'cost', descending: true },
  total: { id: '', name: 'Total', detail: '', cells: [money(1_184_567_890n), NO_CELL] },
};

describe('a copied table', () => {
  it('has headings, names with ids, and every digit, whatever the locale', () => {
    assert.deepEqual(toTsv(sheet, null).split('\n'), [
      'API key\tId\tCost (USD)\tAgainst the 7 days before',
      'No API key\t\t12.34567890\t',
      "'=cmd()\tk1\t-0.50000000\t-0.500000",
      'Total\t\t11.84567890\t',
      '',
    ]);
  });

  it('has no id of what belongs to no usage', () => {
    const line = { id: NO_USAGE, name: 'Belongs to no key', detail: '', cells: [money(DOLLAR), NO_CELL] };
    const [, first] = toTsv({ ...sheet, lines: [line] }, null).split('\n');
    assert.equal(first, 'Belongs to no key\t\t1.00000000\t');
  });

  it('stands in the order on show', () => {
    const [, first] = toTsv(sheet, { by: 'cost', descending: false }).split('\n');
    assert.match(first ?? '', /^'=cmd/);
  });

  it('leaves ids out that tell nothing', () => {
    const [head, first] = toTsv({ ...sheet, ids: null }, null).split('\n');
    assert.equal(head, 'API key\tCost (USD)\tAgainst the 7 days before');
    assert.equal(first, 'No API key\t12.34567890\t');
  });
});
