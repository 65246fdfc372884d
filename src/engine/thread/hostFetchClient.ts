import type { HostFetch } from '../../adminApi/transport.ts';
import type { Endpoint } from './endpoint.ts';
import { orAborted } from './orAborted.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

/**
 * Requests by the extension host's own `fetch`, which knows the editor's proxy and certificates. They reject when the host
 * could not connect; what the host knows of the reason is in its log.
 */
export function hostFetchOver(host: Pick<Endpoint<FromEngine, ToEngine>, 'request'>): HostFetch {
  return async (url, headers, signal) => {
    signal.throwIfAborted();
    const answer = await orAborted(host.request('fetch', { url, headers }, { signal }), signal);
    if (!answer) throw new TypeError('the extension host could not connect');
    return answer;
  };
}
