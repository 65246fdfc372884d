/** Address of the Admin API. The key is bound to `origin`; `prefix` is a gateway's path, `''` or `/like/this`. */
export interface BaseUrl {
  readonly origin: string;
  readonly prefix: string;
}

export type ParsedBaseUrl =
  | { readonly ok: true; readonly value: BaseUrl }
  /** One sentence that says what to change. */
  | { readonly ok: false; readonly problem: string };

const NO_URL = 'The API base URL is not a URL. Enter one such as https://api.anthropic.com.';

/**
 * Reads the setting: https to anywhere, http to this machine alone. A path is kept for gateways, with single slashes,
 * none at its end, and without the `/v1` that every request adds itself. One host has one origin, however it is
 * written. The sentences never repeat the text: it may hold a password.
 */
export function parseBaseUrl(text: string): ParsedBaseUrl {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return refuse(NO_URL);
  const url = new URL(trimmed);
  // The dot of a full name is another origin to `URL`, and the same host.
  const hostname = url.hostname.replace(/\.+$/, '');
  if (hostname === '') return refuse(NO_URL);
  url.hostname = hostname;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('The API base URL must begin with https://.');
  }
  if (url.protocol === 'http:' && !isLoopback(hostname)) {
    return refuse('The API base URL must begin with https://. Plain http is allowed only for this machine.');
  }
  // `URL` drops an empty user name.
  if (url.username !== '' || url.password !== '' || /^[^/\\]*[/\\]*[^/\\?#]*@/.test(trimmed)) {
    return refuse('The API base URL must not contain a user name or a password.');
  }
  if (/[?#]/.test(trimmed)) {
    return refuse('The API base URL must not contain a query or a fragment.');
  }
  const prefix = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(/\/v1$/, '');
  return { ok: true, value: { origin: url.origin, prefix } };
}

/** `127.0.0.1.example.com` is no loopback address; `URL` has already written out short forms such as 127.1. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function refuse(problem: string): ParsedBaseUrl {
  return { ok: false, problem };
}
