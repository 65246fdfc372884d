import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { malformed, noAnswer } from './errors.ts';
import { codeOf, safeCause } from './safeCause.ts';

/** `zlib` is the standard's `deflate`, with its frame; `deflate` is raw here, as some senders take it. */
type Coding = 'gzip' | 'zlib' | 'deflate' | 'br' | 'zstd';
interface Room {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
}
type Undo = (body: Uint8Array, room: Room) => Promise<Uint8Array>;

const UNDO: Readonly<Record<Coding, Undo | undefined>> = {
  gzip: gunzip,
  zlib: promisify(zlib.inflate),
  deflate: promisify(zlib.inflateRaw),
  br: promisify(zlib.brotliDecompress),
  // Node has it since 22.15.
  zstd: typeof zlib.zstdDecompress === 'function' ? promisify(zlib.zstdDecompress) : undefined,
};

const LABELS = new Set(['gzip', 'deflate', 'br', 'zstd']);
/** Node's code. */
const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';
const CHUNK = 256 * 1024;
/** A proxy may compress what is compressed already; more often nobody does it in good faith. */
const MOST_LAYERS = 4;

/**
 * Undoes the compression that the bytes show; the `content-encoding` label decides only where they do not: what stands
 * between compresses without a label, and labels what it no longer compresses. Throws `tooLarge` beyond `maxBytes`,
 * `interrupted` when the body is cut off, and `malformed` of `content-encoding` for what cannot be undone.
 */
export async function decompress(body: Uint8Array, label: string, maxBytes: number): Promise<Uint8Array> {
  const labels = label
    .toLowerCase()
    .split(',')
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => LABELS.has(name));
  const isLabelled = labels.length > 0;
  let bytes = body;
  for (let layers = 0; ; ) {
    const name = labels.pop();
    const codings = codingsOf(bytes, name);
    if (codings.length > 0) {
      const undone = await undoAny(codings, bytes, maxBytes);
      if (undone === undefined) return bytes;
      layers += 1;
      if (layers > MOST_LAYERS) throw malformed('content-encoding', {}, new Error('compressed again and again'));
      bytes = undone;
    } else if (name === undefined) {
      if (isLabelled && layers === 0 && !isText(bytes)) throw malformed('content-encoding', {});
      return bytes;
    }
  }
}

/** Compressions that the body may have, the likeliest first. */
function codingsOf(body: Uint8Array, label: string | undefined): readonly Coding[] {
  const [first = 0, second = 0] = body;
  if (first === 0x1f && second === 0x8b) return ['gzip'];
  if (first === 0x28 && second === 0xb5 && body[2] === 0x2f && body[3] === 0xfd) return ['zstd'];
  const raw: readonly Coding[] = label === 'deflate' ? ['deflate'] : [];
  // RFC 1950: deflate with a window of 32 KB, and a check of the two bytes.
  if (first === 0x78 && (first * 256 + second) % 31 === 0) return ['zlib', ...raw];
  if (body.byteLength === 0) return [];
  return label === 'br' ? ['br'] : raw;
}

/** Undefined where the body is plain text after all. */
async function undoAny(
  codings: readonly Coding[],
  body: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  let isCutOff = false;
  let failure: unknown;
  for (const coding of codings) {
    const undo = UNDO[coding];
    try {
      if (!undo) throw new Error(`this version of Node cannot undo ${coding}`);
      return await undo(body, { maxOutputLength: maxBytes, chunkSize: roomFor(coding, body, maxBytes) });
    } catch (error) {
      if (codeOf(error) === TOO_LARGE) throw noAnswer('tooLarge');
      isCutOff ||= codeOf(error) === 'Z_BUF_ERROR';
      failure = error;
    }
  }
  if (isText(body)) return undefined;
  const cause = safeCause(failure, (text) => text);
  throw isCutOff ? noAnswer('interrupted', cause) : malformed('content-encoding', {}, cause);
}

/** True of what begins as text does: UTF-8 without control characters. Compressed bytes hardly ever do for this long. */
function isText(body: Uint8Array): boolean {
  try {
    const head = new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(0, 32), { stream: true });
    return !/[^\P{Cc}\t\n\r]/u.test(head);
  } catch {
    return false;
  }
}

/** Undoes gzip, also where bytes that mean nothing follow it. */
async function gunzip(body: Uint8Array, room: Room): Promise<Uint8Array> {
  try {
    return await promisify(zlib.gunzip)(body, room);
  } catch (error) {
    if (codeOf(error) !== 'Z_DATA_ERROR') throw error;
    return firstMember(body, room.maxOutputLength).catch((reason: unknown) => {
      throw codeOf(reason) === TOO_LARGE ? reason : error;
    });
  }
}

/** The first member of a gzip body (RFC 1952). Throws unless its checksum is right and no other follows. */
async function firstMember(body: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const start = headerLength(body);
  const inflate = zlib.createInflateRaw();
  inflate.end(body.subarray(start));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw Object.assign(new Error('too large'), { code: TOO_LARGE });
    chunks.push(chunk);
  }
  const end = start + inflate.bytesWritten;
  const member = Buffer.concat(chunks, size);
  const trailer = new DataView(body.buffer, body.byteOffset + end, 8);
  if (trailer.getUint32(0, true) !== zlib.crc32(member)) throw new Error('the checksum is wrong');
  if (body[end + 8] === 0x1f) throw new Error('a further member is spoilt');
  return member;
}

function headerLength(body: Uint8Array): number {
  const flags = body[3] ?? 0;
  let length = 10;
  // Extra fields, then a name and a comment that end in a zero, then a checksum.
  if (flags & 4) length += 2 + (body[length] ?? 0) + 256 * (body[length + 1] ?? 0);
  if (flags & 8) length = body.indexOf(0, length) + 1;
  if (flags & 16) length = body.indexOf(0, length) + 1;
  return flags & 2 ? length + 2 : length;
}

/**
 * A gzip body ends with its length before compression (RFC 1952): with room for all of it at once, it need not be put
 * together from pieces. Only a hint: whatever it says, the result is the same.
 */
function roomFor(coding: Coding, body: Uint8Array, maxBytes: number): number {
  if (coding !== 'gzip' || body.byteLength < 4) return CHUNK;
  const length = new DataView(body.buffer, body.byteOffset).getUint32(body.byteLength - 4, true);
  // A byte more than that, or it would be taken for too small.
  return length < CHUNK || length >= maxBytes ? CHUNK : length + 1;
}
