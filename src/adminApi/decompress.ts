import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { malformed, noAnswer } from './errors.ts';
import { codeOf, safeCause } from './safeCause.ts';

const CHUNK = 256 * 1024;
const unzip = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

/**
 * Undoes `content-encoding`. Throws `tooLarge` beyond `maxBytes`, `interrupted` when the compressed body is cut off, and
 * `malformed` for an encoding that was not asked for.
 */
export async function decompress(body: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase().replace(/^x-/, '');
  if (name === '' || name === 'identity' || body.byteLength === 0) return body;
  if (name !== 'gzip' && name !== 'deflate' && name !== 'br') throw malformed('content-encoding', {});
  try {
    return await unzip[name](body, { maxOutputLength: maxBytes, chunkSize: roomFor(name, body, maxBytes) });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw noAnswer('tooLarge');
    throw noAnswer(
      'interrupted',
      safeCause(error, (text) => text),
    );
  }
}

/**
 * A gzip body ends with its length before compression (RFC 1952): with room for all of it at once, it need not be put
 * together from pieces. Only a hint: whatever it says, the result is the same.
 */
function roomFor(encoding: keyof typeof unzip, body: Uint8Array, maxBytes: number): number {
  if (encoding !== 'gzip' || body.byteLength < 4) return CHUNK;
  const length = new DataView(body.buffer, body.byteOffset).getUint32(body.byteLength - 4, true);
  // A byte more than that, or it would be taken for too small.
  return length < CHUNK || length >= maxBytes ? CHUNK : length + 1;
}
