import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createTransport } from '../../../src/adminApi/fallbackTransport.ts';
import { type HostFetch, LIMITS, type Transport } from '../../../src/adminApi/transport.ts';
import { SELF_SIGNED } from './selfSigned.ts';
import { closedOrigin, errorOf, failureOf, type Handler, NOW, never, noHost, serve } from './support.ts';

const hostAnswer = { status: 200, headers: { 'Request-Id': 'req_host' }, body: new TextEncoder().encode('host') };

interface Bed {
  readonly send: (origin: string, signal?: AbortSignal) => Promise<string>;
  readonly calls: string[];
  readonly lines: string[];
  readonly transport: Transport;
}

describe('the way to the API', () => {
  const cleanUp: (() => Promise<void>)[] = [];

  function bed(options: { hostFetch?: HostFetch; preferHost?: boolean; totalMs?: number } = {}): Bed {
    const calls: string[] = [];
    const lines: string[] = [];
    const answer: HostFetch = () => Promise.resolve(hostAnswer);
    const transport = createTransport({
      hostFetch(url, headers, signal) {
        calls.push(url);
        return (options.hostFetch ?? answer)(url, headers, signal);
      },
      preferHost: options.preferHost ?? false,
      limits: { ...LIMITS, totalMs: options.totalMs ?? LIMITS.totalMs },
      redact: (text) => text,
      info: (line) => lines.push(line),
      now: () => NOW,
    });
    cleanUp.push(() => transport.dispose());
    const send = async (origin: string, signal = never) =>
      new TextDecoder().decode((await transport.send(new URL('/x', origin), {}, signal)).body);
    return { send, calls, lines, transport };
  }

  async function direct(handle: Handler = (_, response) => response.setHeader('request-id', 'req_1').end('direct')) {
    const server = await serve(handle);
    cleanUp.push(() => server.close());
    return server;
  }

  afterEach(async () => {
    for (const clean of cleanUp.splice(0)) await clean();
  });

  it('the way to the API is the direct one at first', async () => {
    const { send, calls } = bed();
    assert.equal(await send((await direct()).origin), 'direct');
    assert.deepEqual(calls, []);
  });

  for (const [encoding, compress] of [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const) {
    it(`the way to the API undoes ${encoding} where it is direct, and nothing of the host's`, async () => {
      const server = await direct((_, response) => {
        response.writeHead(200, { 'content-encoding': encoding, 'request-id': 'req_1' });
        response.end(compress('direct'));
      });
      assert.equal(await bed().send(server.origin), 'direct');
      const undone = { ...hostAnswer, headers: { 'Content-Encoding': encoding } };
      assert.equal(await bed({ preferHost: true, hostFetch: async () => undone }).send(server.origin), 'host');
    });
  }

  it('the way to the API is the host where a proxy is configured', async () => {
    const { send, calls } = bed({ preferHost: true });
    const server = await direct();
    assert.equal(await send(server.origin), 'host');
    assert.deepEqual(calls, [`${server.origin}/x`]);
    assert.deepEqual(server.requests, []);
  });

  it('the way to the API is the host once a connection is refused', async () => {
    const { send, calls, lines } = bed();
    assert.equal(await send(await closedOrigin()), 'host');
    assert.equal(await send((await direct()).origin), 'host');
    assert.equal(calls.length, 2);
    assert.deepEqual(lines, ["no direct connection (ECONNREFUSED): trying the editor's own network"]);
  });

  it('the way to the API is the host where the name is not known', async () => {
    assert.equal(await bed().send('http://no-such-host.invalid'), 'host');
  });

  it('the way to the API is the host where the certificate is not trusted', async () => {
    const server = https.createServer(SELF_SIGNED, (_, response) => response.end('direct'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp.push(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    const { send, lines } = bed();
    assert.equal(await send(`https://127.0.0.1:${(server.address() as AddressInfo).port}`), 'host');
    assert.match(lines[0] ?? '', /DEPTH_ZERO_SELF_SIGNED_CERT/);
  });

  it('the way to the API is not changed by any answer of the API, nor by a connection that breaks', async () => {
    const { send, calls } = bed();
    const { origin } = await direct((_, response, count) => {
      if (count === 2) response.destroy();
      else response.writeHead(503, { 'request-id': 'req_1' }).end('busy');
    });
    assert.equal(await send(origin), 'busy');
    assert.equal((await failureOf(send(origin))).kind, 'interrupted');
    assert.deepEqual(calls, []);
  });

  it('the way to the API is sought anew once the host fails', async () => {
    let works = true;
    const { send, calls } = bed({
      hostFetch: () => (works ? Promise.resolve(hostAnswer) : Promise.reject(new Error('x'))),
    });
    const { origin } = await direct();
    await send(await closedOrigin());
    works = false;
    assert.equal((await failureOf(send(origin))).kind, 'offline');
    assert.equal(await send(origin), 'direct');
    assert.equal(calls.length, 2);
  });

  it('a request fails where no way to the API works, with the reason of the first way', async () => {
    const error = await errorOf(bed({ hostFetch: noHost }).send(await closedOrigin()));
    assert.equal(error.kind, 'offline');
    assert.match(String(error.cause), /ECONNREFUSED/);
    const proxied = await errorOf(bed({ hostFetch: noHost, preferHost: true }).send((await direct()).origin));
    assert.equal(proxied.kind, 'offline');
    assert.match(String(proxied.cause), /fetch failed/);
  });

  it('no other way to the API is sought for a request that was given up', async () => {
    const { send, calls } = bed();
    const closed = await closedOrigin();
    const controller = new AbortController();
    const running = send(closed, controller.signal);
    controller.abort();
    assert.equal((await failureOf(running)).kind, 'aborted');
    await send(closed);
    assert.equal(calls.length, 1);
  });

  it('names of headers are in lower case, from the host too', async () => {
    const { transport } = bed({ preferHost: true });
    const answer = await transport.send(new URL('http://localhost/x'), {}, never);
    assert.equal(answer.headers['request-id'], 'req_host');
  });

  it('a body from the host that is too large is not taken', async () => {
    const body = new Uint8Array(LIMITS.maxBytes + 1);
    const { send } = bed({ preferHost: true, hostFetch: () => Promise.resolve({ ...hostAnswer, body }) });
    assert.equal((await failureOf(send('http://x'))).kind, 'tooLarge');
  });

  it('the way to the API never carries more than four requests, through the host either', async () => {
    let underWay = 0;
    let most = 0;
    const { send } = bed({
      preferHost: true,
      async hostFetch() {
        most = Math.max(most, ++underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        return hostAnswer;
      },
    });
    await Promise.all(Array.from({ length: 12 }, () => send('http://x')));
    assert.equal(most, 4);
  });

  it('a request through a deaf host ends in time, and when it is told to', async () => {
    const deaf: HostFetch = () => new Promise(() => {});
    assert.equal(
      (await failureOf(bed({ hostFetch: deaf, preferHost: true, totalMs: 20 }).send('http://x'))).kind,
      'timeout',
    );
    const controller = new AbortController();
    const running = bed({ hostFetch: deaf, preferHost: true }).send('http://x', controller.signal);
    controller.abort();
    assert.equal((await failureOf(running)).kind, 'aborted');
  });

  it('the direct way to the API is closed once disposed of, for what is under way too', async () => {
    const { send, transport, calls } = bed();
    const arrived = Promise.withResolvers<void>();
    const { origin } = await direct(() => arrived.resolve());
    const running = send(origin);
    await arrived.promise;
    const failing = failureOf(running);
    await transport.dispose();
    assert.equal((await failing).kind, 'aborted');
    assert.equal((await failureOf(send(origin))).kind, 'aborted');
    assert.deepEqual(calls, []);
  });

  it('the way to the API through the host is closed once disposed of', async () => {
    const { send, transport, calls } = bed({ preferHost: true, hostFetch: () => new Promise(() => {}) });
    const failing = failureOf(send('http://x'));
    await transport.dispose();
    assert.equal((await failing).kind, 'aborted');
    assert.equal((await failureOf(send('http://x'))).kind, 'aborted');
    assert.equal(calls.length, 1);
  });
});
