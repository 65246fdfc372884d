export type CleanedKey =
  | { readonly ok: true; readonly key: string }
  /** One sentence that says what is wrong; it never repeats the text. */
  | { readonly ok: false; readonly problem: string };

/** Trims a pasted key. Whether it is a good one is for the API to say: no prefix is asked for. */
export function cleanKey(text: string): CleanedKey {
  const key = text.trim();
  if (key === '') return { ok: false, problem: 'The key is empty.' };
  if (!/^[!-~]+$/.test(key)) {
    return {
      ok: false,
      problem: 'The key contains a space or another character that keys do not have. Copy it again.',
    };
  }
  return { ok: true, key };
}

/** Start of every key of Anthropic's. */
const START = 'sk-ant-';

/**
 * A sentence on a clean text, typed so far, that looks like no Admin API key; null where it may become one. Only a hint: it
 * never repeats the text.
 */
export function keyHint(text: string): string | null {
  if (text.startsWith('sk-ant-api')) return 'This looks like a regular API key. Use an Admin API key (sk-ant-admin…).';
  return START.startsWith(text) || text.startsWith(START)
    ? null
    : 'This does not look like an Admin API key (sk-ant-admin…).';
}

/** Takes the key itself and whatever looks like a key of Anthropic's out of a text that may reach a log or an error. */
export function redact(text: string, key: string): string {
  let clean = text;
  if (key !== '') {
    for (const form of new Set([key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)])) {
      clean = clean.replaceAll(form, '***');
    }
  }
  return clean.replace(/sk-ant-[\w-]+/gi, 'sk-ant-***');
}

/** The key where nothing can read or print it: all that comes out is the header and a text without it. */
export class Credential {
  readonly #key: string;

  /** Throws a RangeError when the key cannot stand in a header. */
  constructor(text: string) {
    const cleaned = cleanKey(text);
    if (!cleaned.ok) throw new RangeError(cleaned.problem);
    this.#key = cleaned.key;
  }

  /** OAuth access tokens travel as a bearer token, every other kind of key as `x-api-key`. */
  header(): Readonly<Record<string, string>> {
    return this.#key.startsWith('sk-ant-oat') ? { authorization: `Bearer ${this.#key}` } : { 'x-api-key': this.#key };
  }

  redact(text: string): string {
    return redact(text, this.#key);
  }
}
