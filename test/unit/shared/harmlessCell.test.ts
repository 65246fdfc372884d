import assert from 'node:assert/strict';
import { harmless } from '../../../src/shared/harmlessCell.ts';

describe('harmless', () => {
  for (const cell of [
    '=cmd()',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u0000x',
    '\u0085x',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    ' =1',
    '\u200b=1',
    '\ufeff=1',
    '\u00a0=1',
  ]) {
    it(`harmless puts an apostrophe before a text that a spreadsheet would run: ${JSON.stringify(cell)}`, () => {
      assert.equal(harmless(cell)[0], "'");
      assert.equal(harmless(cell).replaceAll("'", ''), cell);
    });
  }

  it('harmless puts an apostrophe inside a text where another locale would begin a cell', () => {
    assert.equal(harmless('a;=cmd()'), "a;'=cmd()");
    assert.equal(harmless('a\n@x'), "a\n'@x");
    assert.equal(harmless('a;b; c=d'), 'a;b; c=d');
  });

  for (const cell of ['', 'Production', 'Opus 5.5', 'a=b', 'a - b', "'quoted'", 'wrkspc_01', '1,5', 'Zürich', '漢字']) {
    it(`harmless leaves a text that no spreadsheet runs as it is: ${JSON.stringify(cell)}`, () =>
      assert.equal(harmless(cell), cell));
  }
});
