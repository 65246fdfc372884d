import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Encoding = 'gzip' | 'br' | 'identity';

const SMALL = 1024;
/** Bytes of compressed bodies to keep. */
const KEPT = 256 * 1024 * 1024;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

export interface Encoded {
  readonly body: Buffer;
  readonly encoding: Encoding;
  /** Before compression. */
  readonly bytes: number;
}

/** Compresses bodies as they are asked for, and keeps those that will never change. */
export interface Encoder {
  encode(json: () => string, accepted: string | undefined, lasting?: string): Promise<Encoded>;
}

export function createEncoder(): Encoder {
  const kept = new Map<string, Encoded>();
  let size = 0;
  const keep = (name: string, encoded: Encoded) => {
    kept.set(name, encoded);
    size += encoded.body.length;
    for (const [oldest, { body }] of kept) {
      if (size <= KEPT) break;
      kept.delete(oldest);
      size -= body.length;
    }
  };
  return {
    encode: async (json, accepted, lasting) => {
      const encoding = choose(accepted);
      const name = lasting === undefined ? undefined : `${encoding} ${lasting}`;
      const known = name === undefined ? undefined : kept.get(name);
      if (known) return known;
      const plain = Buffer.from(json());
      const encoded = await compress(plain, plain.length < SMALL ? 'identity' : encoding);
      if (name !== undefined && !kept.has(name)) keep(name, encoded);
      return encoded;
    },
  };
}

/** The first that the client names and we know. */
function choose(accepted = ''): Encoding {
  for (const part of accepted.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if ((name === 'gzip' || name === 'br') && !parameters.includes('q=0')) return name;
  }
  return 'identity';
}

async function compress(plain: Buffer, encoding: Encoding): Promise<Encoded> {
  const bytes = plain.length;
  switch (encoding) {
    case 'gzip':
      return { body: await toGzip(plain, { level: bytes > 1_000_000 ? 1 : 6 }), encoding, bytes };
    case 'br':
      return {
        body: await toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes > 1_000_000 ? 1 : 4 } }),
        encoding,
        bytes,
      };
    case 'identity':
      return { body: plain, encoding, bytes };
  }
}
