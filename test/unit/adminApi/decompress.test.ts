import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { decompress } from '../../../src/adminApi/decompress.ts';
import { failureOf } from './support.ts';

const text = Buffer.from('{"data":[]}'.repeat(1000));

describe('a body', () => {
  it('is decompressed by what its header says', async () => {
    for (const [encoding, body] of [
      ['gzip', gzipSync(text)],
      ['X-GZIP', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['deflate', deflateSync(text)],
      ['identity', text],
      ['', text],
    ] as const) {
      assert.deepEqual(Buffer.from(await decompress(body, encoding, 1e6)), text, encoding);
    }
  });

  it('is whole whatever its size, and in one piece or in several', async () => {
    const long = Buffer.from('{"data":[]}'.repeat(100_000));
    const body = gzipSync(long);
    assert.deepEqual(Buffer.from(await decompress(body, 'gzip', 2e6)), long);
    const twice = Buffer.concat([body, body]);
    assert.deepEqual(Buffer.from(await decompress(twice, 'gzip', 3e6)), Buffer.concat([long, long]));
    assert.equal((await failureOf(decompress(body, 'gzip', 1e6))).kind, 'tooLarge');
  });

  it('may be empty whatever its header says', async () => {
    assert.equal((await decompress(new Uint8Array(), 'gzip', 10)).byteLength, 0);
  });

  it('must not grow beyond the limit', async () => {
    assert.equal((await failureOf(decompress(gzipSync(text), 'gzip', 10_000))).kind, 'tooLarge');
  });

  it('counts as interrupted when it is cut off or spoilt', async () => {
    assert.equal((await failureOf(decompress(gzipSync(text).subarray(0, -20), 'gzip', 1e6))).kind, 'interrupted');
    assert.equal((await failureOf(decompress(text, 'br', 1e6))).kind, 'interrupted');
  });

  it('must not come in an encoding that nobody asked for', async () => {
    const failure = await failureOf(decompress(text, 'zstd', 1e6));
    assert.equal(failure.kind === 'malformed' && failure.field, 'content-encoding');
  });
});
