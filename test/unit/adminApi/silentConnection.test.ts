import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createDirectTransport } from '../../../src/adminApi/directTransport.ts';
import { LIMITS, type Limits, type Transport } from '../../../src/adminApi/transport.ts';
import { failureOf, type Handler, never, serve } from './support.ts';

/** A relay on loopback that can forget the connections that are open, without a word to either end. */
async function openRelay(port: number) {
  const sockets = new Set<Socket>();
  const forgotten = new Set<Socket>();
  let forgetsAll = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    sockets.add(near).add(far);
    near.on('data', (bytes) => forgetsAll || forgotten.has(near) || far.write(bytes));
    far.on('data', (bytes) => forgotten.has(near) || near.write(bytes));
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => forgotten.has(near) || near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Resolves once it has swallowed something. */
    forgetOpen(): Promise<unknown> {
      for (const socket of sockets) forgotten.add(socket);
      return new Promise((resolve) => {
        for (const socket of sockets) socket.once('data', resolve);
      });
    },
    forgetAll: () => {
      forgetsAll = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a connection that was kept open and is silent', () => {
  const cleanUp: (() => Promise<void>)[] = [];

  async function start(handle: Handler, limits: Partial<Limits> = {}, connections = 1) {
    const server = await serve(handle);
    const relay = await openRelay(Number(new URL(server.origin).port));
    const lines: string[] = [];
    const transport: Transport = createDirectTransport(
      { ...LIMITS, reusedMs: 300, ...limits },
      connections,
      (text) => text,
      (line) => lines.push(line),
    );
    cleanUp.push(
      () => transport.dispose(),
      () => relay.close(),
      () => server.close(),
    );
    const ask = async (path = '/x') => (await transport.send(new URL(path, relay.origin), {}, never)).status;
    return { relay, server, lines, ask, transport };
  }

  /** Answers four only when all are there, so that each has a connection of its own. */
  function byFours(): Handler {
    let held: (() => void)[] = [];
    return (_, response) => {
      response.setHeader('keep-alive', 'timeout=300');
      held.push(() => response.end('ok'));
      if (held.length < 4) return;
      for (const answer of held) answer();
      held = [];
    };
  }

  afterEach(async () => {
    for (const clean of cleanUp.splice(0)) await clean();
  });

  it('a silent open connection is given up in time, and the request sent once more on a new one', async () => {
    const { relay, server, lines, ask } = await start((_, response) => {
      response.setHeader('keep-alive', 'timeout=300');
      response.end('ok');
    });
    await ask();
    void relay.forgetOpen();
    assert.equal(await ask(), 200);
    assert.equal(server.requests.length, 2);
    assert.deepEqual(lines, ['an open connection has not answered for 300 ms: trying a new one']);
    assert.equal(await ask(), 200);
    assert.equal(lines.length, 1, 'the new one is used from then on');
  });

  it('four silent open connections cost four requests no more than one', async () => {
    const { relay, server, lines, ask } = await start(byFours(), {}, 4);
    await Promise.all([ask(), ask(), ask(), ask()]);
    void relay.forgetOpen();
    assert.deepEqual(await Promise.all([ask(), ask(), ask(), ask()]), [200, 200, 200, 200]);
    assert.equal(server.requests.length, 8);
    assert.equal(lines.length, 1);
  });

  it('a new connection that is silent after a silent open one is a time-out', async () => {
    const { relay, lines, ask } = await start((_, response) => response.end('ok'), { headersMs: 600 });
    await ask();
    relay.forgetAll();
    assert.equal((await failureOf(ask())).kind, 'timeout');
    assert.equal(lines.length, 1);
  });

  it('a silent connection is not suspected where it is new: a slow API has its full time', async () => {
    const { server, lines, ask } = await start((_, response) => void setTimeout(() => response.end('ok'), 700));
    assert.equal(await ask(), 200);
    assert.equal(server.requests.length, 1);
    assert.deepEqual(lines, []);
  });

  it('a silent open connection is not suspected after a new one was as slow, until the API is fast again', async () => {
    let isSlow = false;
    const { server, lines, ask } = await start((request, response) => {
      if (isSlow && request.url?.startsWith('/slow')) setTimeout(() => response.end('ok'), 700);
      else response.end('ok');
    });
    await ask('/fast');
    isSlow = true;
    await ask('/slow?page=1');
    assert.deepEqual([server.requests.length, lines.length], [3, 1], 'asked twice');
    await ask('/slow?page=2');
    await ask('/fast');
    await ask('/slow?page=3');
    assert.deepEqual([server.requests.length, lines.length], [6, 1], 'no more than asked for');
    isSlow = false;
    await ask('/slow?page=4');
    isSlow = true;
    await ask('/slow?page=5');
    assert.deepEqual([server.requests.length, lines.length], [9, 2], 'suspected again');
  });

  it('a silent open connection is given up within seconds, long before a slow API is', () => {
    assert.ok(LIMITS.reusedMs >= 3000 && LIMITS.reusedMs <= 8000);
    assert.equal(LIMITS.headersMs, 45_000);
  });

  it('a silent open connection is let go of when the request is given up', async () => {
    const { relay, transport, lines } = await start((_, response) => response.end('ok'), { reusedMs: 60_000 });
    const url = new URL('/x', relay.origin);
    await transport.send(url, {}, never);
    const swallowed = relay.forgetOpen();
    const controller = new AbortController();
    const running = transport.send(url, {}, controller.signal);
    await swallowed;
    controller.abort(new RangeError('enough'));
    await assert.rejects(running, RangeError);
    assert.deepEqual(lines, []);
  });
});
