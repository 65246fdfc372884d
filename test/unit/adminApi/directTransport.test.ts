import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import * as tls from 'node:tls';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createDirectTransport } from '../../../src/adminApi/directTransport.ts';
import { NotConnected } from '../../../src/adminApi/exchange.ts';
import { LIMITS, type Transport } from '../../../src/adminApi/transport.ts';
import { SELF_SIGNED } from './selfSigned.ts';
import { closedOrigin, failureOf, type Handler, never, serve, type TestServer } from './support.ts';

const BODY = '{"data":[]}'.repeat(500);

describe('the direct way', () => {
  let server: TestServer;
  let transport: Transport;
  let lines: string[];

  async function start(handle: Handler, limits = {}, connections = 4) {
    lines = [];
    server = await serve(handle);
    transport = createDirectTransport(
      { ...LIMITS, ...limits },
      connections,
      (text) => text,
      (line) => lines.push(line),
    );
    return new URL('/v1/x?a=1', server.origin);
  }

  afterEach(async () => {
    await transport.dispose();
    await server.close();
  });

  it('the direct way sends a GET with the headers, asking for compression', async () => {
    const url = await start((_, response) => response.end('ok'));
    const answer = await transport.send(url, { 'x-api-key': 'k' }, never);
    assert.equal(answer.status, 200);
    assert.equal(Buffer.from(answer.body).toString(), 'ok');
    const request = server.requests[0] ?? assert.fail();
    assert.deepEqual([request.method, request.url, request.headers['x-api-key']], ['GET', '/v1/x?a=1', 'k']);
    assert.equal(request.headers['accept-encoding'], 'gzip');
  });

  it('the direct way hands a compressed body on as it was sent', async () => {
    const compressed = gzipSync(BODY);
    const url = await start((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(compressed);
    });
    const { headers, body } = await transport.send(url, {}, never);
    assert.equal(headers['content-encoding'], 'gzip');
    assert.ok(compressed.equals(body));
  });

  it('the direct way takes every status for an answer and follows no redirect', async () => {
    const url = await start((_, response) => {
      response.writeHead(307, { location: '/elsewhere' });
      response.end();
    });
    assert.equal((await transport.send(url, {}, never)).status, 307);
    assert.equal(server.requests.length, 1);
  });

  it('the direct way is interrupted by a connection that breaks, before or inside the body', async () => {
    const url = await start((_, response, count) => {
      if (count === 1) response.destroy();
      else response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    });
    assert.equal((await failureOf(transport.send(url, {}, never))).kind, 'interrupted');
    assert.equal((await failureOf(transport.send(url, {}, never))).kind, 'interrupted');
  });

  it('the direct way times out without headers', async () => {
    const url = await start(() => {}, { headersMs: 40 });
    assert.equal((await failureOf(transport.send(url, {}, never))).kind, 'timeout');
  });

  it('the direct way times out in a silent body', async () => {
    const url = await start((_, response) => response.writeHead(200).write('{'), { bodyMs: 40 });
    assert.equal((await failureOf(transport.send(url, {}, never))).kind, 'timeout');
  });

  it('the direct way stops at a body that is too large', async () => {
    const url = await start((_, response) => response.end(BODY), { maxBytes: 1000 });
    assert.equal((await failureOf(transport.send(url, {}, never))).kind, 'tooLarge');
  });

  it('the direct way lets go of the connection when it is told to', async () => {
    const arrived = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const url = await start((request) => {
      arrived.resolve();
      request.on('close', closed.resolve);
    });
    const controller = new AbortController();
    const running = transport.send(url, {}, controller.signal);
    await arrived.promise;
    controller.abort(new RangeError('enough'));
    await assert.rejects(running, RangeError);
    await closed.promise;
  });

  it('the direct way sends nothing that was given up before there was a connection', async () => {
    const url = await start((_, response) => response.end('ok'), {}, 1);
    const controller = new AbortController();
    const given = transport.send(url, {}, controller.signal);
    controller.abort(new RangeError('enough'));
    await assert.rejects(given, RangeError);
    await transport.send(url, {}, never);
    assert.equal(server.requests.length, 1);
  });

  it('the direct way says when there was no connection at all', async () => {
    await start(() => {});
    const url = new URL(await closedOrigin());
    await assert.rejects(transport.send(url, {}, never), (error) => {
      assert.ok(error instanceof NotConnected);
      assert.equal(error.message, 'ECONNREFUSED');
      return true;
    });
  });

  it('the direct way uses its four connections again and opens no fifth', async () => {
    const sockets = new Set<unknown>();
    const url = await start((request, response) => {
      sockets.add(request.socket);
      setImmediate(() => response.end('ok'));
    });
    await Promise.all(Array.from({ length: 12 }, () => transport.send(url, {}, never)));
    assert.equal(sockets.size, 4);
  });

  it('the direct way closes a connection that is idle for long, and none with a request under way for longer', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await start(
      (request, response) => {
        request.socket.once('close', closed.resolve);
        setTimeout(() => response.end('ok'), 150);
      },
      { idleMs: 40 },
    );
    assert.equal((await transport.send(url, {}, never)).status, 200);
    await closed.promise;
    assert.equal((await transport.send(url, {}, never)).status, 200);
  });

  it('the direct way interrupts what is under way when it is disposed', async () => {
    const arrived = Promise.withResolvers<void>();
    const url = await start(() => arrived.resolve());
    const running = failureOf(transport.send(url, {}, never));
    await arrived.promise;
    await transport.dispose();
    assert.equal((await running).kind, 'interrupted');
  });

  it('the direct way has no connection for a header that cannot be sent, and does not quote it', async () => {
    const url = await start((_, response) => response.end('ok'));
    await assert.rejects(transport.send(url, { 'x-api-key': 'secret\u2028' }, never), (error) => {
      assert.ok(error instanceof NotConnected);
      assert.doesNotMatch(inspect(error), /secret/);
      return true;
    });
    assert.equal(server.requests.length, 0);
  });
});

describe('the direct way by TLS', () => {
  const trusted = tls.getCACertificates('default');
  before(() => tls.setDefaultCACertificates([SELF_SIGNED.cert]));
  after(() => tls.setDefaultCACertificates(trusted));

  it('the direct way by TLS sends its requests on one connection, after a handshake that is known to it', async () => {
    const answered: unknown[] = [];
    const server = createServer(SELF_SIGNED, ({ socket }, response) => {
      answered.push(socket);
      response.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const transport = createDirectTransport({ ...LIMITS, connectMs: 2000 }, 1, String, () => {});
    const ask = async () => (await transport.send(new URL(`https://localhost:${port}/`), {}, never)).status;
    assert.deepEqual([await ask(), await ask()], [200, 200]);
    assert.equal(new Set(answered).size, 1);
    await transport.dispose();
    server.close();
    await once(server, 'close');
  });

  it('the direct way by TLS has no connection where the handshake never ends', async () => {
    const server = await openSilent();
    const transport = createDirectTransport({ ...LIMITS, connectMs: 60 }, 1, String, () => {});
    const sent = transport.send(new URL(`https://localhost:${server.port}/`), {}, never);
    await assert.rejects(sent, (error) => error instanceof NotConnected && error.message === 'ETIMEDOUT');
    await transport.dispose();
    server.close();
  });
});

/** Takes connections and never says a word. */
async function openSilent() {
  const server = createNetServer((socket) => void socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
