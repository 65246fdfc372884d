import type { HttpResponse } from '../adminApi/transport.ts';
import { plainText } from '../shared/plainText.ts';
import { SECOND } from '../time/utc.ts';
import { decodeAnswer } from './encode.ts';

/** What a receiver has made of a request. Sentences are plain text, in the receiver's own words where it has some. */
export type SendOutcome =
  /** `warning`: what it has not taken, or wants to be known. Nothing of it is to be sent again. */
  | { readonly kind: 'taken'; readonly warning: string | null }
  /** It may be sent again as it is: not before `retryAt`, ms, where the receiver says so. */
  | { readonly kind: 'later'; readonly problem: string; readonly retryAt: number | null }
  /** It has to be made of less. */
  | { readonly kind: 'tooLarge'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string };

/** Statuses that the protocol has a request sent again after: https://opentelemetry.io/docs/specs/otlp/ */
const RETRYABLE = new Set([429, 502, 503, 504]);
/** Content Too Large: https://www.rfc-editor.org/rfc/rfc9110#status.413 */
const TOO_LARGE = 413;
/** Longest wait that is believed, ms: a day. */
const LONGEST_WAIT = 86_400 * SECOND;
const MOST_CHARACTERS = 300;
/** Whoever shows one has not taken anything, though it says success. */
const A_PAGE =
  'A web page answered, not a receiver of metrics. Check the endpoint, and whether a proxy wants a sign-in.';

/** Reads an answer. `clean` takes secrets out of the receiver's words; `now` in ms. */
export function outcomeOf(answer: HttpResponse, now: number, clean: (text: string) => string): SendOutcome {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) {
    if (!isPage(answer)) return { kind: 'taken', warning: warningOf(answer, clean) };
    return { kind: 'later', problem: A_PAGE, retryAt: null };
  }
  const words = wordsOf(answer, clean);
  // 0 is how a browser-like fetch shows a redirect that it was told not to follow.
  if (status === 0 || (status >= 300 && status < 400)) {
    return { kind: 'refused', problem: 'The receiver points to another address. Set the endpoint to that one.' };
  }
  const problem = `The receiver answered with status ${status}${words === '' ? '' : `: ${words}`}`;
  const ended = /[.!?…]$/.test(problem) ? problem : `${problem}.`;
  if (RETRYABLE.has(status)) return { kind: 'later', problem: ended, retryAt: retryAtOf(headers['retry-after'], now) };
  return { kind: status === TOO_LARGE ? 'tooLarge' : 'refused', problem: ended };
}

function warningOf({ headers, body }: HttpResponse, clean: (text: string) => string): string | null {
  // Some answer in JSON or with a page's words, and have taken everything.
  if (!/protobuf/i.test(headers['content-type'] ?? '')) return warningInJson(body, clean);
  try {
    const partly = decodeAnswer(body);
    return partly && warningText(partly.rejected, partly.message, clean);
  } catch {
    return null;
  }
}

function warningInJson(body: Uint8Array, clean: (text: string) => string): string | null {
  const partly = memberOf(parseJson(textOf(body)), 'partialSuccess');
  const rejected = Number(memberOf(partly, 'rejectedDataPoints') ?? 0);
  const message = memberOf(partly, 'errorMessage');
  const isTold = rejected > 0 || (typeof message === 'string' && message !== '');
  return isTold ? warningText(rejected, String(message ?? ''), clean) : null;
}

function warningText(rejected: number, message: string, clean: (text: string) => string): string {
  const words = cut(clean(message));
  const what =
    rejected > 0
      ? `The receiver rejected ${rejected === 1 ? 'one series' : `${rejected} series`}`
      : 'The receiver took everything, with a warning';
  return words === '' ? `${what}.` : `${what}: ${words}`;
}

/** The receiver's own words: those of the protocol's status, of JSON, or a plain text. A page has none. */
function wordsOf({ headers, body }: HttpResponse, clean: (text: string) => string): string {
  const type = headers['content-type'] ?? '';
  if (/html/i.test(type)) return '';
  const text = /protobuf/i.test(type) ? statusMessage(body) : textOf(body);
  const json = parseJson(text);
  const error = memberOf(json, 'error');
  const errors = memberOf(json, 'errors');
  const candidates = [
    memberOf(error, 'message'),
    error,
    memberOf(json, 'message'),
    Array.isArray(errors) ? errors.map((each) => memberOf(each, 'message') ?? each).join('; ') : errors,
  ];
  const own = candidates.find((each): each is string => typeof each === 'string' && each !== '');
  return cut(clean(own ?? (isMarkup(text) ? '' : text)));
}

/** A page of a proxy or of some other server; a word as HTML, such as OK, is none. */
function isPage({ headers, body }: HttpResponse): boolean {
  return /html/i.test(headers['content-type'] ?? '') && isMarkup(textOf(body));
}

function isMarkup(text: string): boolean {
  return /^\s*</.test(text);
}

/** Message of `google.rpc.Status`, its second field; `''` where the bytes are none. */
function statusMessage(body: Uint8Array): string {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; ) {
    const [tag, afterTag] = varint(bytes, at);
    const wire = tag & 7;
    if (wire !== 0 && wire !== 2) return '';
    const [value, afterValue] = varint(bytes, afterTag);
    at = wire === 0 ? afterValue : afterValue + value;
    if (tag === MESSAGE_TAG) return bytes.subarray(afterValue, at).toString();
  }
  return '';
}

const MESSAGE_TAG = (2 << 3) | 2;

function varint(bytes: Buffer, start: number): [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let factor = 1; at < bytes.length; factor *= 128) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value += (byte & 127) * factor;
    if (byte < 128) break;
  }
  return [value, at];
}

/** Seconds or an HTTP date; null where it says nothing. */
function retryAtOf(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const at = /^\s*\d+(\.\d+)?\s*$/.test(header) ? now + Number(header) * SECOND : Date.parse(header);
  return Number.isNaN(at) || at <= now ? null : Math.min(at, now + LONGEST_WAIT);
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function cut(words: string): string {
  const characters = [...plainText(words)];
  return characters.length > MOST_CHARACTERS
    ? `${characters.slice(0, MOST_CHARACTERS).join('')}…`
    : characters.join('');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
