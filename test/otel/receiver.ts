import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { type DecodedRequest, decodeRequest, encodeResponse } from './decode.ts';

interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly body: Uint8Array;
  readonly decoded: DecodedRequest;
}

/** What a receiver does with a request. */
export type Answer = (response: ServerResponse) => void;

/** Takes everything. */
export const TAKEN: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(encodeResponse(null));
};

export function answering(
  status: number,
  body: string | Uint8Array = '',
  headers: Record<string, string> = {},
): Answer {
  return (response) => response.writeHead(status, headers).end(body);
}

/** A receiver of OTLP on this machine that answers as it is told, and remembers what it was sent. */
export class LoopbackReceiver implements AsyncDisposable {
  readonly #server: Server;
  readonly requests: ReceivedRequest[] = [];
  /** What it does with each request. */
  answer: Answer = TAKEN;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<LoopbackReceiver> {
    const server = createServer();
    const receiver = new LoopbackReceiver(server);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const decoded = decodeRequest(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
      const { method = '', url: path = '', headers } = request;
      receiver.requests.push({ method, path, headers, body, decoded });
      receiver.answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The newest request. */
  get last(): DecodedRequest {
    const last = this.requests.at(-1);
    if (!last) throw new Error('nothing was received');
    return last.decoded;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** Values of a metric's points, by their attributes of some keys, summed. */
export function valuesOf(request: DecodedRequest, name: string, ...keys: readonly string[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const { attributes, value } of request.metrics.find((metric) => metric.name === name)?.points ?? []) {
    const of = keys.map((key) => attributes[key] ?? '?').join(' ');
    values.set(of, (values.get(of) ?? 0) + value);
  }
  return values;
}

/** Sum of a metric's points; null where it has none. */
export function sumOf(request: DecodedRequest, name: string): number | null {
  return valuesOf(request, name).get('') ?? null;
}
