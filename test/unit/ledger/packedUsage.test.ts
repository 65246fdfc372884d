import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newColumns, pack, unpack } from '../../../src/ledger/packedUsage.ts';

const ITEMS = 6;

describe('A packed bucket', () => {
  it('a packed bucket comes back as it was, wherever its bytes begin', () => {
    const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const ref = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const row = fc.tuple(ref, fc.array(count, { minLength: ITEMS, maxLength: ITEMS }));
    fc.assert(
      fc.property(fc.array(row), fc.nat(9), (rows, offset) => {
        const columns = newColumns(rows.length);
        for (const [at, [series, counts]] of rows.entries()) {
          columns.series[at] = series;
          for (const [item, value] of counts.entries()) columns.counts[item * rows.length + at] = value;
        }
        const shifted = new Uint8Array([...new Uint8Array(offset), ...pack(columns)]).subarray(offset);
        assert.deepEqual(unpack(shifted), columns);
      }),
    );
  });

  it('a packed bucket takes 52 bytes a series', () => {
    assert.equal(pack(newColumns(400)).byteLength, 400 * 52);
  });

  it('unpacking throws for bytes that are no packed bucket', () => {
    assert.throws(() => unpack(new Uint8Array(53)), RangeError);
  });
});
