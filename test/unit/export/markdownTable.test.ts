import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { markdownTable } from '../../../src/export/markdownTable.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { EMPTY } from '../../../src/shared/tables/cells.ts';
import { UNPRICED_COLUMN } from '../../../src/shared/tables/columns.ts';
import type { Column, Row, Table } from '../../../src/shared/tables/table.ts';

const FORMAT = createFormat('en-US', 'UTC');
const table = (rows: readonly (readonly [string, string])[], total: readonly [string, string] | null = null): Table => {
  const row = ([name, cost]: readonly [string, string]): Row => [
    { kind: 'text', text: name, id: name },
    cost === '' ? EMPTY.money : { kind: 'money', amount: BigInt(cost) * DOLLAR, basis: 'estimated' },
  ];
  return {
    key: 'one',
    columns: [
      { key: 'name', title: 'model', kind: 'text' },
      { key: 'screen', title: 'on screen', kind: 'count', place: 'screen' },
      { key: 'cost', title: 'cost', longTitle: 'Cost of it', kind: 'money', place: 'files' },
    ],
    rows: rows.map(row).map(([name, cost]) => [name ?? EMPTY.text, EMPTY.count, cost ?? EMPTY.money]),
    total: total && [row(total)[0] ?? EMPTY.text, EMPTY.count, row(total)[1] ?? EMPTY.money],
  };
};

describe('markdownTable', () => {
  it('markdownTable lines up its raw text, numbers to the right, with the columns and headings of files', () => {
    const rows = [
      ['Opus 5.5', '1162'],
      ['漢字', '9'],
      ['a|b', ''],
    ] as const;
    assert.equal(
      markdownTable(table(rows, ['Total', '1171']), FORMAT),
      [
        '| Model     |     Cost of it |',
        '| :-------- | -------------: |',
        '| Opus 5.5  |     ≈$1,162.00 |',
        '| 漢字      |         ≈$9.00 |',
        '| a\\|b      |              — |',
        '| **Total** | **≈$1,171.00** |',
      ].join('\n'),
    );
  });

  it('markdownTable writes only the headings of a table without rows', () => {
    assert.equal(markdownTable(table([]), FORMAT), '| Model | Cost of it |\n| :---- | ---------: |');
  });

  it('markdownTable writes a dash for a cell that is missing', () => {
    const { columns } = table([]);
    const short: Table = { key: 'one', columns, rows: [[{ kind: 'text', text: 'a' }]], total: null };
    assert.equal(markdownTable(short, FORMAT).split('\n')[2], '| a     |          — |');
  });

  it('markdownTable writes unpriced tokens beside an amount where no column counts them', () => {
    const { columns } = table([]);
    const rows: readonly Row[] = [
      [
        { kind: 'text', text: 'a' },
        { kind: 'count', value: 1 },
        { kind: 'money', amount: DOLLAR, basis: 'billed', unpricedTokens: 7 },
        { kind: 'count', value: 7 },
      ],
    ];
    const cellsOf = (shown: readonly Column[]) =>
      markdownTable({ key: 'one', columns: shown, rows, total: null }, FORMAT).split('\n')[2];
    assert.equal(cellsOf(columns), '| a     | $1.00 + 7 unpriced tokens |');
    assert.match(cellsOf([...columns, UNPRICED_COLUMN]) ?? '', /\| +\$1\.00 \| +7 \|$/);
  });
});

describe('the width of a text in a Markdown table', () => {
  for (const [text, width] of [
    ['', 0],
    ['Opus 5.5', 8],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['≈—', 2],
    ['漢字', 4],
    ['한국', 4],
    ['ＡＢ', 4],
    ['🚀', 2],
    ['👩‍💻', 2],
    ['a\u200bb', 2],
  ] as const) {
    it(`markdownTable takes ${JSON.stringify(text)} for ${width} wide`, () => assert.equal(stringWidth(text), width));
  }
});
