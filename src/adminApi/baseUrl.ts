/** Address of the Admin API. The key is bound to `origin`; `prefix` is a gateway's path, `''` or `/like/this`. */
export interface BaseUrl {
  readonly origin: string;
  readonly prefix: string;
}

export type ParsedBaseUrl =
  | { readonly ok: true; readonly value: BaseUrl }
  /** One sentence that says what to change. */
  | { readonly ok: false; readonly problem: string };

export type ParsedAddress = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly problem: string };

/**
 * Reads the setting. A path is kept for gateways, with single slashes, none at its end, and without the `/v1` that every
 * request adds itself.
 */
export function parseBaseUrl(text: string): ParsedBaseUrl {
  const parsed = parseAddress(text, { name: 'The API base URL', example: 'https://api.anthropic.com' });
  if (!parsed.ok) return parsed;
  const { origin, pathname } = parsed.url;
  return { ok: true, value: { origin, prefix: plainPath(pathname).replace(/\/v1$/, '') } };
}

/**
 * Reads an address that a secret goes to: https to anywhere, http to this machine alone. One host has one origin, however
 * it is written. The sentences never repeat the text: it may hold a password.
 */
export function parseAddress(text: string, of: { readonly name: string; readonly example: string }): ParsedAddress {
  const refuse = (how: string) => ({ ok: false, problem: `${of.name} ${how}` }) as const;
  const noUrl = refuse(`is not a URL. Enter one such as ${of.example}.`);
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return noUrl;
  const url = new URL(trimmed);
  // The dot of a full name is another origin to `URL`, and the same host.
  const hostname = url.hostname.replace(/\.+$/, '');
  if (hostname === '') return noUrl;
  url.hostname = hostname;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('must begin with https://.');
  }
  if (url.protocol === 'http:' && !isLoopback(hostname)) {
    return refuse('must begin with https://. Plain http is allowed only for this machine.');
  }
  // `URL` drops an empty user name.
  if (url.username !== '' || url.password !== '' || /^[^/\\]*[/\\]*[^/\\?#]*@/.test(trimmed)) {
    return refuse('must not contain a user name or a password.');
  }
  if (/[?#]/.test(trimmed)) {
    return refuse('must not contain a query or a fragment.');
  }
  return { ok: true, url };
}

/** A path with single slashes, and none at its end. */
export function plainPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/\/$/, '');
}

/** `127.0.0.1.example.com` is no loopback address; `URL` has already written out short forms such as 127.1. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
