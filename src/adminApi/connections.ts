import type { Dispatcher, Client as UndiciClient } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import Client from 'undici/lib/dispatcher/client.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import WrapHandler from 'undici/lib/handler/wrap-handler.js';
import type { Limits } from './transport.ts';

/**
 * A connection that has answered before says nothing now. Routers and firewalls forget connections without telling either
 * end, so this one may be dead, and those that were opened with it.
 */
export class SilentConnection extends Error {
  override readonly name = 'SilentConnection';
}

/**
 * Paths that took the API longer than `reusedMs` on a new connection, too: there silence says nothing of the connection. By
 * origin and path, until it answers in time.
 */
export type SlowPaths = Set<string>;

/** HTTP/1.1 alone, so that a connection is a request under way. */
export function createAgent(limits: Limits, connections: number, slowPaths: SlowPaths): Agent {
  return new Agent({
    connections,
    pipelining: 1,
    allowH2: false,
    connect: {
      timeout: limits.connectMs,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: limits.connectAddressMs,
    },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    factory: (origin, options: Pool.Options) =>
      new Pool(origin, {
        ...options,
        factory: (url, each) => new Connection(url, each, limits.reusedMs, slowPaths),
      }),
  });
}

class Connection extends Client {
  readonly #reusedMs: number;
  readonly #slowPaths: SlowPaths;
  #hasAnswered = false;

  constructor(origin: URL, options: UndiciClient.Options, reusedMs: number, slowPaths: SlowPaths) {
    super(origin, options);
    this.#reusedMs = reusedMs;
    this.#slowPaths = slowPaths;
    this.on('connect', () => {
      this.#hasAnswered = false;
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handed: Dispatcher.DispatchHandler): boolean {
    const handler = WrapHandler.wrap(handed);
    const path = `${options.origin}${options.path.split('?', 1)[0]}`;
    let sentAt = 0;
    let patience: NodeJS.Timeout | undefined;
    return super.dispatch(options, {
      onRequestStart: (controller, context) => {
        sentAt = performance.now();
        if (this.#hasAnswered && !this.#slowPaths.has(path)) {
          patience = setTimeout(() => controller.abort(new SilentConnection()), this.#reusedMs);
        }
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (controller, status, headers, text) => {
        clearTimeout(patience);
        this.#hasAnswered = true;
        if (performance.now() - sentAt > this.#reusedMs) this.#slowPaths.add(path);
        else this.#slowPaths.delete(path);
        handler.onResponseStart?.(controller, status, headers, text);
      },
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => {
        clearTimeout(patience);
        handler.onResponseError?.(controller, error);
      },
    });
  }
}
