import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Connections } from './connections.ts';
import { noAnswer } from './errors.ts';
import { codeOf, safeCause } from './safeCause.ts';
import type { Headers, HttpResponse, Limits } from './transport.ts';

/** No connection could be made, so nothing was sent: another way may be tried. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

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

/** One request and its answer. Each step has a time of its own. */
export class Exchange {
  readonly #connections: Connections;
  readonly #limits: Limits;
  readonly #slowPaths: SlowPaths;
  readonly #redact: (text: string) => string;
  readonly #answer = Promise.withResolvers<HttpResponse>();
  #request: ClientRequest | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** By `performance.now()`; 0 before there is a connection. */
  #sentAt = 0;

  constructor(connections: Connections, limits: Limits, slowPaths: SlowPaths, redact: (text: string) => string) {
    this.#connections = connections;
    this.#limits = limits;
    this.#slowPaths = slowPaths;
    this.#redact = redact;
  }

  /** Throws NotConnected, SilentConnection, an AdminApiError of a kind that has no answer, or the signal's reason. */
  async run(url: URL, headers: Headers, signal: AbortSignal, body?: Uint8Array): Promise<HttpResponse> {
    signal.throwIfAborted();
    const cancel = () => this.stop(signal.reason);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      this.#start(url, headers, body);
    } catch (error) {
      this.#fail(error);
    }
    try {
      return await this.#answer.promise;
    } finally {
      clearTimeout(this.#timer);
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Closes the connection. One that is still being made is kept by Node for others, unless it is given a reason. */
  stop(reason: Error): void {
    this.#answer.reject(reason);
    this.#request?.destroy(this.#sentAt === 0 ? reason : undefined);
  }

  #start(url: URL, headers: Headers, body?: Uint8Array): void {
    const { connectMs, headersMs, reusedMs } = this.#limits;
    const path = `${url.origin}${url.pathname}`;
    const listener = {
      onConnecting: () => this.#expectWithin(connectMs, () => new NotConnected('ETIMEDOUT')),
      onSent: (socket: Socket) => {
        this.#sentAt = performance.now();
        const isSuspect = this.#connections.hasAnswered(socket) && !this.#slowPaths.has(path);
        if (isSuspect && reusedMs < headersMs) this.#expectWithin(reusedMs, () => new SilentConnection());
        else this.#expectWithin(headersMs, () => noAnswer('timeout'));
      },
    };
    this.#request = this.#connections
      .request(url, { ...headers, 'accept-encoding': 'gzip' }, listener, body)
      .on('error', (error) => this.#fail(error))
      .on('response', (response) => {
        this.#connections.noteAnswer(response.socket);
        if (performance.now() - this.#sentAt > reusedMs) this.#slowPaths.add(path);
        else this.#slowPaths.delete(path);
        this.#read(response);
      });
  }

  #read(response: IncomingMessage): void {
    const { bodyMs, maxBytes } = this.#limits;
    const chunks: Buffer[] = [];
    let size = 0;
    this.#expectWithin(bodyMs, () => noAnswer('timeout'));
    response
      .on('data', (chunk: Buffer) => {
        this.#timer?.refresh();
        size += chunk.byteLength;
        if (size > maxBytes) this.stop(noAnswer('tooLarge'));
        else chunks.push(chunk);
      })
      .on('end', () => {
        const { statusCode: status = 0, headers } = response;
        this.#answer.resolve({ status, headers: flatten(headers), body: Buffer.concat(chunks, size) });
      })
      .on('error', (error) => this.#fail(error));
  }

  #expectWithin(ms: number, failure: () => Error): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(failure()), ms);
  }

  #fail(error: unknown): void {
    const cause = safeCause(error, this.#redact);
    const isSent = this.#sentAt > 0;
    this.#answer.reject(isSent ? noAnswer('interrupted', cause) : new NotConnected(codeOf(error), { cause }));
  }
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
