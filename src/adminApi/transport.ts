/** Transports of requests to the API, and of metrics to a receiver: their requests, responses and limits. */

export type Headers = Readonly<Record<string, string>>;

/** An answer as it came, its body no longer compressed. Names of headers are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * A GET through the extension host's `fetch`, or a POST where it has a body. It must follow no redirect, and the answer's
 * body must come decompressed.
 */
export type HostFetch = (
  url: string,
  headers: Headers,
  signal: AbortSignal,
  body?: Uint8Array,
) => Promise<HttpResponse>;

/** Sends one GET, or a POST where it has a body, and reads its whole answer; any status is an answer. */
export interface Transport {
  send(url: URL, headers: Headers, signal: AbortSignal, body?: Uint8Array): Promise<HttpResponse>;
  dispose(): Promise<void>;
}

/** An answer that may have been given to another request, and is for this one, too: then this one was not sent. */
export interface SharedResponse extends HttpResponse {
  readonly isOwn: boolean;
}

/** Takes its turn with every request; see `Transport`. */
export interface QueuedTransport extends Transport {
  send(url: URL, headers: Headers, signal: AbortSignal, body?: Uint8Array): Promise<SharedResponse>;
}

export interface Limits {
  readonly connectMs: number;
  /** One of several addresses, before the next one is tried. */
  readonly connectAddressMs: number;
  /** How long a connection stays open that is not used. Polls are further apart, and routers forget such connections. */
  readonly idleMs: number;
  /** Wait for the first byte on a connection that has answered before; then a new one is tried. */
  readonly reusedMs: number;
  readonly headersMs: number;
  /** Silence in the middle of a body. */
  readonly bodyMs: number;
  /** One request with all of its ways, from its turn to its last byte. */
  readonly totalMs: number;
  /** Largest body, compressed or not. */
  readonly maxBytes: number;
}

export const LIMITS: Limits = {
  connectMs: 10_000,
  connectAddressMs: 2500,
  idleMs: 4000,
  reusedMs: 5000,
  headersMs: 45_000,
  bodyMs: 30_000,
  totalMs: 120_000,
  maxBytes: 64 * 1024 * 1024,
};
