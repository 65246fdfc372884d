import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { markdownTable } from '../../../src/export/markdownTable.ts';

const COLUMNS = [
  { title: 'Model', align: 'left' },
  { title: 'Cost', align: 'right' },
] as const;

describe('a table in Markdown', () => {
  it('lines up in its raw text, numbers to the right', () => {
    const rows = [
      ['Opus 5.5', '≈$1,162.34'],
      ['漢字', '$9.00'],
      ['a|b', '—'],
    ];
    assert.equal(
      markdownTable(COLUMNS, rows, ['Total', '≈$1,171.34']),
      [
        '| Model     |           Cost |',
        '| :-------- | -------------: |',
        '| Opus 5.5  |     ≈$1,162.34 |',
        '| 漢字      |          $9.00 |',
        '| a\\|b      |              — |',
        '| **Total** | **≈$1,171.34** |',
      ].join('\n'),
    );
  });

  it('has its head alone when there are no rows', () => {
    assert.equal(markdownTable(COLUMNS, []), '| Model | Cost |\n| :---- | ---: |');
  });

  it('fills cells that are missing', () => {
    assert.equal(markdownTable(COLUMNS, [['a']]).split('\n')[2], '| a     |      |');
  });
});

describe('the width of a text', () => {
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
    it(`of ${JSON.stringify(text)} is ${width}`, () => assert.equal(stringWidth(text), width));
  }
});
