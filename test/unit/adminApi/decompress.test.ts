import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { decompress } from '../../../src/adminApi/decompress.ts';
import { failureOf } from './support.ts';

const text = Buffer.from('{"data":[]}'.repeat(1000));

describe('a body', () => {
  it('a body is decompressed by what its header says', async () => {
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

  it('a body is whole whatever its size, in one piece or in several', async () => {
    const long = Buffer.from('{"data":[]}'.repeat(100_000));
    const body = gzipSync(long);
    assert.deepEqual(Buffer.from(await decompress(body, 'gzip', 2e6)), long);
    const twice = Buffer.concat([body, body]);
    assert.deepEqual(Buffer.from(await decompress(twice, 'gzip', 3e6)), Buffer.concat([long, long]));
    assert.equal((await failureOf(decompress(body, 'gzip', 1e6))).kind, 'tooLarge');
  });

  it('a body may be empty whatever its header says', async () => {
    assert.equal((await decompress(new Uint8Array(), 'gzip', 10)).byteLength, 0);
  });

  it('a body must not grow beyond the limit', async () => {
    assert.equal((await failureOf(decompress(gzipSync(text), 'gzip', 10_000))).kind, 'tooLarge');
  });

  it('a body counts as interrupted when it is cut off', async () => {
    for (const [encoding, body] of [
      ['gzip', gzipSync(text)],
      ['', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['zstd', zstdCompressSync(text)],
      ['deflate', deflateSync(text)],
      ['deflate', deflateRawSync(text)],
    ] as const) {
      const cut = body.subarray(0, -20);
      assert.equal((await failureOf(decompress(cut, encoding, 1e6))).kind, 'interrupted', encoding);
    }
  });

  const html = Buffer.from('<html><title>Log in</title></html>');
  const gzipped = gzipSync(text);
  const labelledWrong: Readonly<Record<string, readonly [label: string, body: Buffer, expected: Buffer]>> = {
    'gzip on plain JSON': ['gzip', text, text],
    'gzip on HTML': ['gzip', html, html],
    'gzip on words': ['gzip', Buffer.from('Überlastet'), Buffer.from('Überlastet')],
    'gzip twice': ['gzip, gzip', gzipSync(gzipped), text],
    'gzip twice, of which one is said': ['gzip', gzipSync(gzipped), text],
    'gzip twice, of which one is true': ['gzip, gzip', gzipped, text],
    'gzip twice, of which none is true': ['gzip, gzip', text, text],
    zstd: ['zstd', zstdCompressSync(text), text],
    'zstd on plain JSON': ['zstd', text, text],
    'zstd on gzip': ['zstd', gzipped, text],
    'raw deflate': ['deflate', deflateRawSync(text), text],
    'deflate on plain JSON': ['deflate', text, text],
    'br on plain JSON': ['br', text, text],
    'br on gzip': ['br', gzipped, text],
    'gzip on br, which is said too': ['br, gzip', brotliCompressSync(text), text],
    'br, then gzip': ['br, gzip', gzipSync(brotliCompressSync(text)), text],
    'gzip, then br': ['gzip, br', brotliCompressSync(gzipped), text],
    'no label on gzip': ['', gzipped, text],
    'no label on deflate': ['', deflateSync(text), text],
    'no label on zstd': ['', zstdCompressSync(text), text],
    'utf-8': ['utf-8', text, text],
    none: ['none', text, text],
    'none on gzip': ['none', gzipped, text],
    'aws-chunked, gzip': ['aws-chunked, gzip', gzipped, text],
    'two bytes behind the gzip': ['gzip', Buffer.concat([gzipped, Buffer.from('\r\n')]), text],
    'many bytes behind the gzip': ['gzip', Buffer.concat([gzipped, Buffer.alloc(5000, 'x')]), text],
    'zeros behind the gzip': ['gzip', Buffer.concat([gzipped, Buffer.alloc(7)]), text],
  };
  for (const [what, [label, body, expected]] of Object.entries(labelledWrong)) {
    it(`a body with a wrong label is read by its bytes: ${what}`, async () => {
      assert.deepEqual(Buffer.from(await decompress(body, label, 1e6)), expected);
    });
  }

  it('a body with a byte order mark is plain whatever its header says', async () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]);
    assert.deepEqual(Buffer.from(await decompress(marked, 'gzip', 1e6)), marked);
  });

  it('a body may have a name and a comment in its gzip, and bytes behind it', async () => {
    const header = Buffer.from(gzipped.subarray(0, 10));
    header[3] = 4 | 8 | 16;
    const extra = Buffer.from([3, 0, 1, 2, 3]);
    const named = Buffer.concat([header, extra, Buffer.from('report.json\0made by hand\0'), gzipped.subarray(10)]);
    assert.deepEqual(Buffer.from(await decompress(named, 'gzip', 1e6)), text);
    assert.deepEqual(Buffer.from(await decompress(Buffer.concat([named, Buffer.from('xy')]), 'gzip', 1e6)), text);
  });

  it('a body that cannot be undone is malformed, which names the encoding', async () => {
    const noise = Buffer.from([0x00, 0x9f, 0xfe, 0x07, 0x81, 0x02]);
    const spoilt = Buffer.from(gzipped);
    spoilt[gzipped.length - 6] = ~(spoilt[gzipped.length - 6] ?? 0);
    let often: Buffer = text;
    for (let times = 0; times < 6; times += 1) often = gzipSync(often);
    for (const [label, body] of [
      ['gzip', noise],
      ['zstd', noise],
      ['deflate', noise],
      ['gzip', spoilt],
      ['gzip', often],
      ['gzip', Buffer.concat([spoilt, Buffer.from('xy')])],
    ] as const) {
      const failure = await failureOf(decompress(body, label, 1e6));
      assert.deepEqual(failure.kind === 'malformed' && failure.field, 'content-encoding', label);
    }
  });

  it('a body without a label is left as it is where its bytes tell nothing', async () => {
    const noise = Buffer.from([0x00, 0x9f, 0xfe]);
    assert.deepEqual(Buffer.from(await decompress(noise, '', 1e6)), noise);
  });

  it('a body must not grow beyond the limit when it is read by its bytes either', async () => {
    for (const body of [
      Buffer.concat([gzipped, Buffer.from('xy')]),
      gzipSync(gzipped),
      zstdCompressSync(text),
      deflateRawSync(text),
    ]) {
      const label = body[0] === 0x1f || body[0] === 0x28 ? '' : 'deflate';
      assert.equal((await failureOf(decompress(body, label, 10_000))).kind, 'tooLarge');
    }
  });
});
