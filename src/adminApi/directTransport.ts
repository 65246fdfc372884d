import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import { AdminApiError, noAnswer } from './errors.ts';
import { codeOf, safeCause } from './safeCause.ts';
import type { Answer, Headers, Limits, Transport } from './transport.ts';

/** No connection could be made, so nothing was sent: another way may be tried. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/**
 * Straight to the API, past the editor's proxy and certificates. HTTP/1.1 alone, so that a connection is a request under
 * way. Its answers come as they were sent, compressed. Throws NotConnected, or an AdminApiError of kind `interrupted`, `timeout`, `tooLarge`, or the signal's reason.
 */
export function createDirectTransport(
  limits: Limits,
  connections: number,
  redact: (text: string) => string,
): Transport {
  const agent = new Agent({
    connections,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
  });
  return {
    send: (url, headers, signal) => exchange(agent, url, headers, signal, limits.maxBytes, redact),
    dispose: () => agent.destroy(),
  };
}

function exchange(
  agent: Dispatcher,
  url: URL,
  headers: Headers,
  signal: AbortSignal,
  maxBytes: number,
  redact: (text: string) => string,
): Promise<Answer> {
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
    const settle = () => signal.removeEventListener('abort', cancel);

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
          settle();
          resolve({ status, headers: answered, body: Buffer.concat(chunks, size) });
        },
        onResponseError(_, error) {
          settle();
          if (error instanceof AdminApiError) reject(error);
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
