import { Connections } from './connections.ts';
import { noAnswer } from './errors.ts';
import { Exchange, SilentConnection, type SlowPaths } from './exchange.ts';
import type { HttpResponse, Limits, Transport } from './transport.ts';

/**
 * Straight to the API, past the editor's proxy and certificates. Its answers come as they were sent, compressed. Where a
 * connection that was kept open stays silent, the request is sent once more on a new one. Throws NotConnected, or an
 * AdminApiError of kind `interrupted`, `timeout`, `tooLarge`, or the signal's reason.
 */
export function createDirectTransport(
  limits: Limits,
  most: number,
  redact: (text: string) => string,
  info: (line: string) => void,
): Transport {
  const slowPaths: SlowPaths = new Set();
  const underWay = new Set<Exchange>();
  let connections = new Connections(limits, most);

  const renew = () => {
    connections.retire();
    connections = new Connections(limits, most);
    info(`an open connection has not answered for ${limits.reusedMs} ms: trying a new one`);
  };

  const sendBy = async (used: Connections, ...sent: Parameters<Transport['send']>): Promise<HttpResponse> => {
    const exchange = new Exchange(used, limits, slowPaths, redact);
    underWay.add(exchange);
    try {
      return await exchange.run(...sent);
    } finally {
      underWay.delete(exchange);
    }
  };

  return {
    async send(...sent) {
      const used = connections;
      try {
        return await sendBy(used, ...sent);
      } catch (error) {
        if (!(error instanceof SilentConnection)) throw error;
      }
      // Others that were silent at the same time have renewed them already.
      if (used === connections) renew();
      return sendBy(connections, ...sent).catch((error: unknown) => {
        throw error instanceof SilentConnection ? noAnswer('timeout') : error;
      });
    },
    dispose() {
      for (const exchange of underWay) exchange.stop(noAnswer('interrupted'));
      connections.retire();
      return Promise.resolve();
    },
  };
}
