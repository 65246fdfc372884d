import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvCells, LINE_END } from '../../../src/export/csv.ts';
import { readCsv } from './readCsv.ts';

describe('csvCells', () => {
  it('csvCells quotes a cell with a comma, a quote or a line break, and no other', () => {
    assert.equal(csvCells(['a b', 'c,d', 'e"f', 'g\r\nh', '']), 'a b,"c,d","e""f","g\r\nh",');
  });

  it('csvCells writes cells that read back as they were, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab ,;"\r\n\t=ü漢'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        assert.deepEqual(readCsv(rows.map((row) => csvCells(row) + LINE_END).join('')), rows);
      }),
    );
  });
});
