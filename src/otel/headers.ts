import type { Headers } from '../adminApi/transport.ts';

export type ParsedHeaders =
  | { readonly ok: true; readonly headers: Headers }
  /** One sentence that says what is wrong; it never repeats a value. */
  | { readonly ok: false; readonly problem: string };

/** Headers that say what the request is, which is ours to say. */
const OURS = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** Shortest part of a value that is taken for a secret. */
const SHORTEST = 4;

/**
 * Reads headers as `OTEL_EXPORTER_OTLP_HEADERS` has them: `name=value` pairs with a comma between them, values
 * percent-encoded where they have to be. Names come in lower case.
 */
export function parseHeaders(text: string): ParsedHeaders {
  const headers: Record<string, string> = {};
  const refuse = (problem: string) => ({ ok: false, problem }) as const;
  for (const [index, pair] of text.split(',').entries()) {
    if (pair.trim() === '') continue;
    const place = `Header ${index + 1}`;
    const at = pair.indexOf('=');
    if (at < 0) return refuse(`${place} has no “=”. Write name=value, and a comma inside of a value as %2C.`);
    const name = pair.slice(0, at).trim().toLowerCase();
    if (!NAME.test(name)) return refuse(`${place} has a name that no header can have.`);
    if (OURS.has(name)) return refuse(`${place} cannot be set: the extension sets ${name} itself.`);
    const value = decoded(pair.slice(at + 1).trim());
    if (value === '') return refuse(`${place} has no value.`);
    if (!/^[\t -~]+$/.test(value)) return refuse(`${place} has a value with a character that headers cannot have.`);
    headers[name] = value;
  }
  if (Object.keys(headers).length === 0) return refuse('There is no header. Write name=value.');
  return { ok: true, headers };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value).trim();
  } catch {
    // A lone percent sign: it was not meant as an encoding.
    return value;
  }
}

/** Takes the values of headers, and what they are made of, out of a text that may reach a log or the user. */
export function withoutHeaders(text: string, headers: Headers): string {
  const secrets = new Set(Object.values(headers).flatMap(partsOfSecret));
  return [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

/**
 * A value, its words and what is assigned in them, as in `session=abc;`, and what is encoded in a word, as in
 * `Basic dXNlcjpwYXNz`, in the forms that a text may have it.
 */
function partsOfSecret(value: string): string[] {
  const assigned = Array.from(value.matchAll(/="?([^\s;,"]+)/g), ([, own = '']) => own);
  const words = [value, ...value.split(/\s+/), ...assigned];
  const plain = words.flatMap((word) => {
    const inside = /^[\w+/=-]{8,}$/.test(word) ? Buffer.from(word, 'base64').toString() : '';
    return /^[ -~]+$/.test(inside) ? [word, inside, ...inside.split(':')] : [word];
  });
  const forms = plain.flatMap((part) => [part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1)]);
  return forms.filter((part) => part.length >= SHORTEST && !SCHEMES.has(part.toLowerCase()));
}

/** Words of a value that are no secret. */
const SCHEMES = new Set(['basic', 'bearer', 'apikey', 'api-token', 'token']);
