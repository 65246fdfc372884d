import assert from 'node:assert/strict';
import dns from 'node:dns';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { createDirectTransport } from '../../../src/adminApi/directTransport.ts';
import { LIMITS, type Limits } from '../../../src/adminApi/transport.ts';
import { never } from './support.ts';

/** Listens, and then holds its thread, so that it accepts no connection until it is released. */
const LISTENER = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:http').createServer((_, response) => response.end(workerData.host));
server.listen({ port: workerData.port, host: workerData.host, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(workerData.flag), 0, 0));
});`;
/** More than a queue of one takes. */
const FILLERS = 4;

interface Listener {
  readonly port: number;
  release(): void;
  close(): Promise<void>;
}

/** An address whose queue of connections is full: a further one waits until the client asks again, a second later. */
async function openFull(host: string, port = 0): Promise<Listener> {
  const flag = new SharedArrayBuffer(4);
  const worker = new Worker(LISTENER, { eval: true, workerData: { host, port, flag } });
  const [listening] = (await once(worker, 'message')) as [number];
  const fillers: Socket[] = [];
  for (let count = 0; count < FILLERS; count += 1) {
    fillers.push(connect(listening, host).on('error', () => {}));
  }
  const first = fillers[0] ?? assert.fail();
  await once(first, 'connect');
  const release = () => {
    Atomics.store(new Int32Array(flag), 0, 1);
    Atomics.notify(new Int32Array(flag), 0);
  };
  return {
    port: listening,
    release,
    async close() {
      for (const filler of fillers) filler.destroy();
      release();
      await worker.terminate();
    },
  };
}

describe('a name with several addresses', () => {
  const { lookup } = dns;
  const cleanUp: (() => Promise<void>)[] = [];

  /** Like a lookup of all addresses of any name. */
  function resolveTo(addresses: readonly string[]): void {
    const found = addresses.map((address) => ({ address, family: 4 }));
    const answer = (_name: string, _options: unknown, callback: (error: null, found: unknown) => void) =>
      process.nextTick(callback, null, found);
    Object.assign(dns, { lookup: answer });
  }

  function open(limits: Partial<Limits> = {}) {
    const transport = createDirectTransport({ ...LIMITS, ...limits }, 4, String, () => {});
    cleanUp.push(() => transport.dispose());
    return async (port: number) => {
      const { body } = await transport.send(new URL(`http://api.test:${port}/`), {}, never);
      return Buffer.from(body).toString();
    };
  }

  afterEach(async () => {
    Object.assign(dns, { lookup });
    for (const clean of cleanUp.splice(0)) await clean();
  });

  it('a name is reached by an address with a handshake of a second, where the other never answers', async () => {
    const slow = await openFull('127.0.0.1');
    cleanUp.push(() => slow.close());
    const dead = await openFull('127.0.0.2', slow.port);
    cleanUp.push(() => dead.close());
    resolveTo(['127.0.0.1', '127.0.0.2']);
    const answer = open()(slow.port);
    // Node gives up an address after 250 ms by itself.
    setTimeout(slow.release, 400);
    assert.equal(await answer, '127.0.0.1');
  });

  it('a name is reached by its second address where the first never answers', async () => {
    const dead = await openFull('127.0.0.1');
    cleanUp.push(() => dead.close());
    const alive = await openFull('127.0.0.2', dead.port);
    cleanUp.push(() => alive.close());
    alive.release();
    resolveTo(['127.0.0.1', '127.0.0.2']);
    assert.equal(await open({ connectAddressMs: 300 })(dead.port), '127.0.0.2');
  });

  it('the limit of a connection has time for a slow address, and for another after it', () => {
    assert.ok(LIMITS.connectAddressMs >= 2000 && 2 * LIMITS.connectAddressMs < LIMITS.connectMs);
  });
});
