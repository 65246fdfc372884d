import type { Headers, HttpResponse } from '../../adminApi/transport.ts';

/**
 * Fetches for the engine by the host's own fetch, which follows the editor's proxy and the system's certificates. It
 * follows no redirect. Never rejects: null where it could not connect.
 */
export async function fetchByHost(
  { url, headers }: { readonly url: string; readonly headers: Headers },
  { signal }: { readonly signal: AbortSignal },
): Promise<HttpResponse | null> {
  try {
    const response = await fetch(url, { headers: { ...headers }, redirect: 'manual', signal });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch {
    // Nothing of this error may be shown or logged: some of Node's quote the request's headers.
    return null;
  }
}
