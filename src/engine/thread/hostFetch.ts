import type { HostFetch, HttpResponse } from '../../adminApi/transport.ts';
import type { Endpoint } from './endpoint.ts';
import { orAborted } from './orAborted.ts';
import type { FetchByHost, FromEngine, ToEngine } from './protocol.ts';

/**
 * Requests by the extension host's own `fetch`, which knows the editor's proxy and certificates. They reject when the host
 * could not connect; the reason stays unknown, as it may quote the key.
 */
export function hostFetchOver(host: Pick<Endpoint<FromEngine, ToEngine>, 'request'>): HostFetch {
  return async (url, headers, signal, body) => {
    signal.throwIfAborted();
    const answer = await orAborted(host.request('fetch', { url, headers, ...(body && { body }) }, { signal }), signal);
    if (!answer) throw new TypeError('the extension host could not connect');
    return answer;
  };
}

/**
 * Fetches for the engine by the host's own fetch, which follows the editor's proxy and the system's certificates. It
 * follows no redirect. Never rejects: null where it could not connect.
 */
export async function fetchByHost(
  { url, headers, body: sent }: FetchByHost,
  { signal }: { readonly signal: AbortSignal },
): Promise<HttpResponse | null> {
  try {
    const response = await fetch(url, {
      ...(sent && { method: 'POST', body: new Uint8Array(sent) }),
      headers: { ...headers },
      redirect: 'manual',
      signal,
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch {
    // Nothing of this error may be shown or logged: some of Node's quote the request's headers.
    return null;
  }
}
