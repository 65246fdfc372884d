import type { Answer } from '../../adminApi/transport.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

/**
 * The host's side of the engine's requests that go through the host's own fetch, which follows the editor's proxy and the
 * system's certificates. It follows no redirect.
 */
export class HostFetching {
  readonly #underWay = new Map<number, AbortController>();

  /** The answer goes to the thread that asked: a later one counts its questions from the beginning again. */
  async fetch(
    { id, url, headers }: FromEngine & { type: 'fetch' },
    answer: (message: ToEngine & { type: 'answer' }) => void,
  ): Promise<void> {
    const answerWith = (found: Answer | null) => answer({ type: 'answer', id, answer: found });
    const abort = new AbortController();
    this.#underWay.set(id, abort);
    try {
      const response = await fetch(url, { headers: { ...headers }, redirect: 'manual', signal: abort.signal });
      const body = new Uint8Array(await response.arrayBuffer());
      answerWith({ status: response.status, headers: Object.fromEntries(response.headers), body });
    } catch {
      // Nothing of this error may be shown or logged: some of Node's quote the request's headers.
      answerWith(null);
    } finally {
      if (this.#underWay.get(id) === abort) this.#underWay.delete(id);
    }
  }

  abort(id: number): void {
    this.#underWay.get(id)?.abort();
  }

  abortAll(): void {
    for (const abort of this.#underWay.values()) abort.abort();
    this.#underWay.clear();
  }
}
