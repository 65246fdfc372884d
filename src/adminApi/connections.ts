import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { Headers, Limits } from './transport.ts';

/** What becomes of a request before it is answered. */
interface Listener {
  /** A connection is being made for it. */
  onConnecting(): void;
  /** It is sent. */
  onSent(socket: Socket): void;
}

/**
 * Connections by HTTP/1.1 that are kept open, with one request at a time on each. They are made by Node's own client,
 * which in the engine's thread knows neither the editor's proxy nor its certificates.
 */
export class Connections {
  readonly #http: http.Agent;
  readonly #https: https.Agent;
  readonly #made = new WeakSet<Socket>();
  readonly #answered = new WeakSet<Socket>();

  /** At most `most` to each origin. */
  constructor(limits: Limits, most: number) {
    const options = {
      keepAlive: true,
      maxSockets: most,
      timeout: limits.idleMs,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: limits.connectAddressMs,
    };
    this.#http = new http.Agent(options);
    this.#https = new https.Agent(options);
  }

  /** Throws Node's error for headers that cannot be sent. */
  request(url: URL, headers: Headers, listener: Listener, body?: Uint8Array): http.ClientRequest {
    const isSecure = url.protocol === 'https:';
    const length = body ? { 'content-length': body.byteLength } : {};
    const options = {
      agent: isSecure ? this.#https : this.#http,
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...length },
    };
    const request = isSecure ? https.request(url, options) : http.request(url, options);
    request.end(body);
    return request.once('socket', (socket) => {
      if (this.#made.has(socket)) return listener.onSent(socket);
      listener.onConnecting();
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        this.#made.add(socket);
        listener.onSent(socket);
      });
    });
  }

  noteAnswer(socket: Socket): void {
    this.#answered.add(socket);
  }

  hasAnswered(socket: Socket): boolean {
    return this.#answered.has(socket);
  }

  /** Closes them, each as soon as no request is under way on it. */
  retire(): void {
    for (const agent of [this.#http, this.#https]) {
      agent.maxFreeSockets = 0;
      for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) socket.destroy();
    }
  }
}
