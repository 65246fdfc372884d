import type { Dispatcher } from 'undici';
import { createAgent, SilentConnection, type SlowPaths } from './connections.ts';
import { AdminApiError, noAnswer } from './errors.ts';
import { codeOf, safeCause } from './safeCause.ts';
import type { Headers, HttpResponse, Limits, Transport } from './transport.ts';

/** No connection could be made, so nothing was sent: another way may be tried. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/**
 * Straight to the API, past the editor's proxy and certificates. Its answers come as they were sent, compressed. Where a
 * connection that was kept open stays silent, the request is sent once more on a new one. Throws NotConnected, or an
 * AdminApiError of kind `interrupted`, `timeout`, `tooLarge`, or the signal's reason.
 */
export function createDirectTransport(
  limits: Limits,
  connections: number,
  redact: (text: string) => string,
  info: (line: string) => void,
): Transport {
  const slowPaths: SlowPaths = new Set();
  let agent = createAgent(limits, connections, slowPaths);
  /** Their requests under way are waited for. */
  const closing = new Set<Dispatcher>();

  const renew = () => {
    const old = agent;
    agent = createAgent(limits, connections, slowPaths);
    closing.add(old);
    const forget = () => void closing.delete(old);
    old.close().then(forget, forget);
    info(`an open connection has not answered for ${limits.reusedMs} ms: trying a new one`);
  };

  return {
    async send(url, headers, signal) {
      const used = agent;
      try {
        return await exchange(used, url, headers, signal, limits.maxBytes, redact);
      } catch (error) {
        if (!(error instanceof SilentConnection)) throw error;
      }
      // Others that were silent at the same time have renewed it already.
      if (used === agent) renew();
      return exchange(agent, url, headers, signal, limits.maxBytes, redact).catch((error: unknown) => {
        throw error instanceof SilentConnection ? noAnswer('timeout') : error;
      });
    },
    async dispose() {
      await Promise.all([...closing, agent].map((each) => each.destroy()));
    },
  };
}

function exchange(
  agent: Dispatcher,
  url: URL,
  headers: Headers,
  signal: AbortSignal,
  maxBytes: number,
  redact: (text: string) => string,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let answered: Record<string, string> = {};
    let size = 0;
    const chunks: Buffer[] = [];
    const stop = (reason: Error) => {
      reject(reason);
      controller?.abort(reason);
    };
    const cancel = () => stop(signal.reason);
    signal.addEventListener('abort', cancel, { once: true });
    const stopListening = () => signal.removeEventListener('abort', cancel);

    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: { ...headers, 'accept-encoding': 'gzip' },
      },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) started.abort(signal.reason);
        },
        onResponseStart(_, code, received) {
          if (code < 200) return;
          status = code;
          answered = flatten(received);
        },
        onResponseData(_, chunk) {
          size += chunk.byteLength;
          if (size > maxBytes) stop(noAnswer('tooLarge'));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          stopListening();
          resolve({ status, headers: answered, body: Buffer.concat(chunks, size) });
        },
        onResponseError(_, error) {
          stopListening();
          if (error instanceof AdminApiError || error instanceof SilentConnection) reject(error);
          else if (!controller) reject(new NotConnected(codeOf(error), { cause: safeCause(error, redact) }));
          else reject(noAnswer(TIMEOUTS.has(codeOf(error)) ? 'timeout' : 'interrupted', safeCause(error, redact)));
        },
      },
    );
  });
}

function flatten(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
