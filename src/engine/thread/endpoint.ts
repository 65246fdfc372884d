import { errorMessage } from '../../shared/errorMessage.ts';
import type { Asked, Handlers, Notification, ParamsOf, Post, Request } from '../../shared/rpc.ts';

/** Messages as they cross. Both ends come from one build: a message is checked to be a call, and no further. */
type Wire =
  | WireCall
  | { readonly progress: number; readonly value: unknown }
  | { readonly reply: number; readonly value: unknown }
  | { readonly failure: number; readonly message: string }
  | { readonly cancel: number };

interface WireCall {
  readonly call: string;
  readonly params: unknown;
  /** Of a request, for its answer. */
  readonly id?: number;
}

type Named<Calls, Kind> = { [Name in keyof Calls as Calls[Name] extends Kind ? Name : never]: Calls[Name] };
type Notifications<Calls> = Named<Calls, Notification<unknown>>;
type Requests<Calls> = Named<Calls, Request<unknown, unknown, unknown>>;
type ReplyOf<Call> = Call extends Request<infer _P, infer Reply, infer _Q> ? Reply : never;
type ProgressOf<Call> = Call extends Request<infer _P, infer _R, infer Progress> ? Progress : never;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (progress: unknown) => void;
}

/** The other side's handler has failed, for the reason that is the message. */
export class RequestFailed extends Error {}

/** The other side has ended before it answered. */
export class Disconnected extends Error {}

/** One end of a channel between threads: makes calls on the other end, and handles those that come from there. */
export class Endpoint<Theirs, Ours> {
  readonly #send: (message: Wire) => void;
  readonly #handlers: Handlers<Ours>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #asked = new Map<number, AbortController>();
  #lastId = 0;

  constructor(send: (message: unknown) => void, handlers: Handlers<Ours>) {
    this.#send = send;
    this.#handlers = handlers;
  }

  readonly notify: Post<Notifications<Theirs>> = (call, ...params) => this.#send({ call, params: params[0] });

  /**
   * Rejects with `RequestFailed` or `Disconnected`. An aborted signal is passed on, and the answer is waited for all the
   * same: the other side says how it ended.
   */
  async request<Name extends keyof Requests<Theirs> & keyof Theirs & string>(
    call: Name,
    params: ParamsOf<Theirs[Name]>,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: ProgressOf<Theirs[Name]>) => void } = {},
  ): Promise<ReplyOf<Theirs[Name]>> {
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const onProgress = (progress: unknown) => options.onProgress?.(progress as ProgressOf<Theirs[Name]>);
    this.#waiting.set(id, { resolve, reject, onProgress });
    const cancel = () => this.#send({ cancel: id });
    options.signal?.addEventListener('abort', cancel, { once: true });
    this.#send({ call, params, id });
    try {
      return (await promise) as ReplyOf<Theirs[Name]>;
    } finally {
      this.#waiting.delete(id);
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  /** Handles a message; returns false where this end does not know it. */
  receive(message: unknown): boolean {
    if (typeof message !== 'object' || message === null) return false;
    const wire = message as Wire;
    if ('call' in wire) return this.#handle(wire);
    if ('reply' in wire) this.#waiting.get(wire.reply)?.resolve(wire.value);
    else if ('failure' in wire) this.#waiting.get(wire.failure)?.reject(new RequestFailed(wire.message));
    else if ('progress' in wire) this.#waiting.get(wire.progress)?.onProgress(wire.value);
    else if ('cancel' in wire) this.#asked.get(wire.cancel)?.abort();
    else return false;
    return true;
  }

  /** The other end is gone: nobody waits for it any longer, and what it has asked for is aborted. */
  close(): void {
    for (const { reject } of this.#waiting.values()) reject(new Disconnected('the other thread has ended'));
    for (const abort of this.#asked.values()) abort.abort();
  }

  #handle({ call, params, id }: WireCall): boolean {
    if (typeof call !== 'string' || !Object.hasOwn(this.#handlers, call)) return false;
    const handler = this.#handlers[call as keyof Ours] as (params: unknown, asked?: Asked<unknown>) => unknown;
    // A notification has no answer to fail: in the engine its error ends the thread, which is started anew.
    if (id === undefined) void handler(params);
    else void this.#answer(id, async (asked) => handler(params, asked));
    return true;
  }

  async #answer(id: number, handle: (asked: Asked<unknown>) => Promise<unknown>): Promise<void> {
    const abort = new AbortController();
    this.#asked.set(id, abort);
    try {
      const onProgress = (value: unknown) => this.#send({ progress: id, value });
      this.#send({ reply: id, value: await handle({ signal: abort.signal, onProgress }) });
    } catch (error) {
      this.#send({ failure: id, message: errorMessage(error) });
    } finally {
      this.#asked.delete(id);
    }
  }
}
