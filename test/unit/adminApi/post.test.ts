import assert from 'node:assert/strict';
import { createTransport } from '../../../src/adminApi/fallbackTransport.ts';
import { type HostFetch, LIMITS } from '../../../src/adminApi/transport.ts';
import { createOtelTransport } from '../../../src/engine/otelTransport.ts';
import { closedOrigin, never, serve } from './support.ts';

const BODY = new Uint8Array([1, 2, 3, 0, 255]);
const TAKEN = { status: 200, headers: {}, body: new Uint8Array() };

interface Posted {
  readonly method: string | undefined;
  readonly body: Uint8Array;
}

describe('a transport of a request with a body', () => {
  const cleanUp: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const clean of cleanUp.splice(0)) await clean();
  });

  /** A server that remembers what it was sent. */
  async function listening(status: number, headers: Record<string, string> = {}, text = '') {
    const posted: Posted[] = [];
    const server = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        posted.push({ method: request.method, body: Buffer.concat(chunks) });
        response.writeHead(status, headers).end(text);
      });
    });
    cleanUp.push(() => server.close());
    return { origin: server.origin, posted };
  }

  function open(hostFetch: HostFetch, { preferHost = false } = {}) {
    const lines: string[] = [];
    const info = (line: string) => void lines.push(line);
    const transport = createOtelTransport({ hostFetch, preferHost, info }, (text) => text.replaceAll('hush', '***'));
    cleanUp.push(() => transport.dispose());
    return { transport, lines };
  }

  const noHost: HostFetch = () => Promise.reject(new TypeError('no host here'));

  it('a transport sends a body straight to the receiver, byte by byte, as a POST', async () => {
    const { origin, posted } = await listening(200);
    const answer = await open(noHost).transport.send(new URL('/v1/metrics', origin), { 'x-a': 'b' }, never, BODY);
    assert.equal(answer.status, 200);
    assert.deepEqual([posted[0]?.method, [...(posted[0]?.body ?? [])]], ['POST', [...BODY]]);
  });

  it('a transport sends what has no body as a GET', async () => {
    const { origin, posted } = await listening(200, { 'request-id': 'req_1' }, '{}');
    const options = {
      hostFetch: noHost,
      preferHost: false,
      limits: LIMITS,
      redact: String,
      info: () => {},
      now: Date.now,
    };
    const transport = createTransport(options);
    cleanUp.push(() => transport.dispose());
    await transport.send(new URL('/x', origin), {}, never);
    assert.deepEqual([posted[0]?.method, posted[0]?.body.byteLength], ['GET', 0]);
  });

  it('a transport sends a body by the extension host where a proxy is set, or no connection can be made', async () => {
    for (const preferHost of [true, false]) {
      const sent: unknown[] = [];
      const hostFetch: HostFetch = async (url, headers, _, body) => {
        sent.push([url, headers, body]);
        return TAKEN;
      };
      const origin = await closedOrigin();
      const { transport } = open(hostFetch, { preferHost });
      await transport.send(new URL('/v1/metrics', origin), { 'x-a': 'b' }, never, BODY);
      assert.deepEqual(sent, [[`${origin}/v1/metrics`, { 'x-a': 'b' }, BODY]]);
    }
  });

  it('a transport takes a page for that of a proxy, and tries the extension host once', async () => {
    const { origin } = await listening(403, { 'content-type': 'text/html' }, '<p>hush</p>');
    const { transport, lines } = open(async () => TAKEN);
    const answer = await transport.send(new URL('/v1/metrics', origin), {}, never, BODY);
    assert.equal(answer.status, 200);
    assert.deepEqual(lines, [
      "OpenTelemetry: something other than the receiver answered (status 403): trying the editor's own network",
    ]);
  });

  for (const [status, headers] of [
    [400, { 'content-type': 'text/plain' }],
    [401, {}],
    [307, { location: 'https://elsewhere.example/' }],
  ] as const) {
    it(`a transport takes a refusal of ${status} for the receiver’s own, and follows nothing`, async () => {
      const { origin, posted } = await listening(status, headers, 'no');
      const { transport } = open(() => assert.fail('the host was asked'));
      assert.equal((await transport.send(new URL('/v1/metrics', origin), {}, never, BODY)).status, status);
      assert.equal(posted.length, 1);
    });
  }
});
