import { withDeadline } from './deadline.ts';
import { decompress } from './decompress.ts';
import { createDirectTransport, NotConnected } from './directTransport.ts';
import { AdminApiError, noAnswer } from './errors.ts';
import { createGate } from './gate.ts';
import { createHostTransport } from './hostTransport.ts';

export type Headers = Readonly<Record<string, string>>;

/** An answer as it came, its body no longer compressed. Names of headers are in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** A GET through the extension host's `fetch`. It must follow no redirect, and its body must come decompressed. */
export type HostFetch = (url: string, headers: Headers, signal: AbortSignal) => Promise<Answer>;

/** Sends one GET and reads its whole answer; any status is an answer. */
export interface Transport {
  send(url: URL, headers: Headers, signal: AbortSignal): Promise<Answer>;
  dispose(): Promise<void>;
}

/** An answer that may have been given to another request, and is for this one, too: then this one was not sent. */
export interface SharedAnswer extends Answer {
  readonly isOwn: boolean;
}

/** Takes its turn with every request; see `Transport`. */
export interface GatedTransport extends Transport {
  send(url: URL, headers: Headers, signal: AbortSignal): Promise<SharedAnswer>;
}

export interface Limits {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Silence in the middle of a body. */
  readonly bodyMs: number;
  /** One request with all of its ways, from its turn to its last byte. */
  readonly totalMs: number;
  /** Of a body, compressed or not. */
  readonly maxBytes: number;
}

export const LIMITS: Limits = {
  connectMs: 10_000,
  headersMs: 45_000,
  bodyMs: 30_000,
  totalMs: 120_000,
  maxBytes: 64 * 1024 * 1024,
};

const UNDER_WAY = 4;

export interface TransportOptions {
  readonly hostFetch: HostFetch;
  /** A proxy is configured: never go direct. */
  readonly preferHost: boolean;
  readonly limits: Limits;
  readonly redact: (text: string) => string;
  readonly info: (line: string) => void;
}

/**
 * Direct, or through the extension host where no direct connection can be made; what worked is remembered until it fails.
 * Never more than four requests under way, by both ways together.
 */
export function createTransport(options: TransportOptions): GatedTransport {
  const { limits, redact } = options;
  // Who asks for patience means everybody.
  const gate = createGate<Answer>(UNDER_WAY, ({ status }) => status === 429);
  const host = createHostTransport(options.hostFetch, limits, redact);
  const direct = createDirectTransport(limits, UNDER_WAY, redact);
  let throughHost = options.preferHost;
  const end = new AbortController();

  const sendThroughHost: Transport['send'] = async (url, headers, signal) => {
    try {
      return await host.send(url, headers, signal);
    } catch (error) {
      throughHost = options.preferHost;
      throw error;
    }
  };

  const sendEitherWay: Transport['send'] = async (url, headers, signal) => {
    if (throughHost) return sendThroughHost(url, headers, signal);
    try {
      return await direct.send(url, headers, signal);
    } catch (error) {
      if (!(error instanceof NotConnected)) throw error;
      return afterNoConnection(error, url, headers, signal);
    }
  };

  const afterNoConnection = async (reason: NotConnected, url: URL, headers: Headers, signal: AbortSignal) => {
    let answer: Answer;
    try {
      answer = await host.send(url, headers, signal);
    } catch (error) {
      // The direct way's reason says more than the host's "fetch failed".
      if (error instanceof AdminApiError && error.kind === 'offline') throw noAnswer('offline', reason);
      throw error;
    }
    if (!throughHost) options.info(`no direct connection (${reason.message}): going through the editor's own network`);
    throughHost = true;
    return answer;
  };

  return {
    async send(url, headers, signal) {
      let isOwn = false;
      const answer = await gate(signal, () => {
        isOwn = true;
        return withDeadline([signal, end.signal], limits.totalMs, (limited) => sendEitherWay(url, headers, limited));
      });
      // Only once the next request is on its way.
      return {
        ...answer,
        isOwn,
        body: await decompress(answer.body, answer.headers['content-encoding'] ?? '', limits.maxBytes),
      };
    },
    async dispose() {
      end.abort();
      await direct.dispose();
    },
  };
}
