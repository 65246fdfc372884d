import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { malformed, noAnswer } from './errors.ts';
import { codeOf, safeCause } from './safeCause.ts';

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
    return await unzip[name](body, { maxOutputLength: maxBytes, chunkSize: 256 * 1024 });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw noAnswer('tooLarge');
    throw noAnswer(
      'interrupted',
      safeCause(error, (text) => text),
    );
  }
}
