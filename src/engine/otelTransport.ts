import { createTransport } from '../adminApi/fallbackTransport.ts';
import { type HostFetch, type HttpResponse, LIMITS, type Limits, type QueuedTransport } from '../adminApi/transport.ts';
import { SECOND } from '../time/utc.ts';

/**
 * A receiver is given less time than the API. Nothing is sent twice by ourselves: where a connection is silent, nobody knows
 * whether the receiver has the request.
 */
const OTEL_LIMITS = {
  ...LIMITS,
  reusedMs: 20 * SECOND,
  headersMs: 20 * SECOND,
  bodyMs: 10 * SECOND,
  totalMs: 45 * SECOND,
  maxBytes: 1024 * 1024,
};

interface OtelTransportOptions {
  readonly hostFetch: HostFetch;
  /** A proxy is configured: never go direct. */
  readonly preferHost: boolean;
  readonly info: (line: string) => void;
  readonly limits?: Partial<Limits>;
}

/** The way to a receiver: as to the API, straight or by the extension host, which knows the proxy and its certificates. */
export function createOtelTransport(
  { hostFetch, preferHost, info, limits }: OtelTransportOptions,
  redact: (text: string) => string,
): QueuedTransport {
  return createTransport({
    hostFetch,
    preferHost,
    redact,
    limits: { ...OTEL_LIMITS, ...limits },
    info: (line) => info(`OpenTelemetry: ${redact(line)}`),
    now: Date.now,
    peer: { name: 'the receiver', isFromIntermediary: isPage },
  });
}

/** Receivers answer with no page: a proxy or a sign-in page has. */
function isPage({ status, headers }: HttpResponse): boolean {
  return status === 407 || /html/i.test(headers['content-type'] ?? '');
}
