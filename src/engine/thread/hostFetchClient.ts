import type { Answer, Headers, HostFetch } from '../../adminApi/transport.ts';
import type { FromEngine } from './protocol.ts';

/** Requests that go through the extension host's own `fetch`, which knows the editor's proxy and certificates. */
export class HostFetches {
  readonly #send: (message: FromEngine) => void;
  readonly #waiting = new Map<number, (answer: Answer | null) => void>();
  #lastId = 0;

  constructor(send: (message: FromEngine) => void) {
    this.#send = send;
  }

  /** Rejects when the host could not connect; what the host knows of the reason is in its log. */
  readonly fetch: HostFetch = (url: string, headers: Headers, signal: AbortSignal) => {
    signal.throwIfAborted();
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const onAbort = () => {
      this.#waiting.delete(id);
      this.#send({ type: 'abortFetch', id });
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#waiting.set(id, (answer) => {
      signal.removeEventListener('abort', onAbort);
      if (answer) resolve(answer);
      else reject(new TypeError('the extension host could not connect'));
    });
    this.#send({ type: 'fetch', id, url, headers });
    return promise;
  };

  settle(id: number, answer: Answer | null): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
