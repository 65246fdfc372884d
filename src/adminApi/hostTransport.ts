import { noAnswer } from './errors.ts';
import { safeCause } from './safeCause.ts';
import type { HostFetch, Limits, Transport } from './transport.ts';

/**
 * Through the extension host's own `fetch`, which knows the proxy and the system's certificates, asks for compression
 * and undoes it by itself. The reason of a failure is not known outside: every failure is `offline`.
 */
export function createHostTransport(hostFetch: HostFetch, limits: Limits, redact: (text: string) => string): Transport {
  return {
    async send(url, headers, signal, body) {
      const answer = await hostFetch(url.href, headers, signal, body).catch((error: unknown) => {
        throw noAnswer('offline', safeCause(error, redact));
      });
      if (answer.body.byteLength > limits.maxBytes) throw noAnswer('tooLarge');
      const lower = Object.entries(answer.headers)
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .filter(([name]) => name !== 'content-encoding');
      return { status: answer.status, headers: Object.fromEntries(lower), body: answer.body };
    },
    dispose: () => Promise.resolve(),
  };
}
