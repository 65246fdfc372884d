import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { AdminApiOptions } from '../../../src/adminApi/client.ts';
import type { HostFetch } from '../../../src/adminApi/transport.ts';
import { failureOf, fakeSurroundings, json, NOW, never, serve, type TestServer, testClient } from './support.ts';

const HOUR = 3_600_000;
const HTML = { 'content-type': 'text/html' };

/** What stood between in the wild, as status, headers and body. */
const CASES: Readonly<Record<string, readonly [number, Readonly<Record<string, string>>, string]>> = {
  'a block page with 403': [403, HTML, '<html>Blocked by policy</html>'],
  'a proxy’s login with 401': [401, HTML, '<html>Proxy login</html>'],
  'a proxy’s 407': [407, { 'proxy-authenticate': 'Basic' }, ''],
  'a page with 404': [404, HTML, '<html>No such page</html>'],
  'a 451': [451, {}, ''],
  'a redirect to a portal': [302, { location: 'http://portal.test/' }, ''],
  'a sign-in page with 200': [200, HTML, '<html>Log in</html>'],
  'a page with 503': [503, HTML, '<html>Unavailable</html>'],
  'JSON that is no report': [200, { 'content-type': 'application/json' }, '{"login":true}'],
  'a page with 429 that asks for a long pause': [429, { ...HTML, 'retry-after': '7200' }, '<html>Slow down</html>'],
  'a gateway’s own JSON with 401': [401, {}, '{"error":{"type":"authentication_error","message":"No such key"}}'],
};

const organization = { id: 'org', name: 'Acme', type: 'organization' };
const ofApi: HostFetch = async () => ({
  status: 200,
  headers: { 'request-id': 'req_host' },
  body: new TextEncoder().encode(JSON.stringify(organization)),
});

describe('something that answers in the place of the API', () => {
  const cleanUp: (() => Promise<void>)[] = [];
  let server: TestServer;
  let hostCalls = 0;
  let answer: (response: ServerResponse) => void;

  async function start(hostFetch: HostFetch, options: Partial<AdminApiOptions> = {}) {
    hostCalls = 0;
    server = await serve((_, response) => answer(response));
    const client = testClient(server.origin, {
      hostFetch(url, headers, signal) {
        hostCalls += 1;
        return hostFetch(url, headers, signal);
      },
      ...options,
    });
    cleanUp.push(
      () => client.api.dispose(),
      () => server.close(),
    );
    return client;
  }

  afterEach(async () => {
    for (const clean of cleanUp.splice(0)) await clean();
  });

  for (const [what, [status, headers, body]] of Object.entries(CASES)) {
    const say = (response: ServerResponse) => void response.writeHead(status, headers).end(body);

    it(`an intermediary is gone round by the host's way, which is remembered: ${what}`, async () => {
      answer = say;
      const { api, lines } = await start(ofApi);
      assert.deepEqual(await api.organization(never), { id: 'org', name: 'Acme' });
      assert.deepEqual(await api.organization(never), { id: 'org', name: 'Acme' });
      assert.deepEqual([server.requests.length, hostCalls], [1, 2]);
      const told = `something other than the API answered (status ${status}): trying the editor's own network`;
      assert.equal(lines.filter((line) => line === told).length, 1);
    });

    it(`an intermediary refuses no key and asks for no pause where the host meets it too: ${what}`, async () => {
      answer = say;
      const { api, pauses } = await start(async () => ({ status, headers, body: new TextEncoder().encode(body) }));
      assert.deepEqual(await failureOf(api.organization(never)), {
        status,
        requestId: '',
        apiMessage: '',
        kind: 'intermediary',
      });
      assert.ok(pauses.every((pause) => pause <= 4000));
      assert.equal(hostCalls, 1);
    });
  }

  it('an intermediary is found in a page that is compressed', async () => {
    answer = (response) => response.writeHead(403, { 'content-encoding': 'gzip' }).end(gzipSync('<html>Blocked'));
    const { api } = await start(ofApi);
    assert.deepEqual(await api.organization(never), { id: 'org', name: 'Acme' });
  });

  it('going round an intermediary is tried once an hour', async () => {
    let now = NOW;
    answer = (response) => response.writeHead(403).end();
    const blocked: HostFetch = async () => ({ status: 403, headers: {}, body: new Uint8Array() });
    const { api } = await start(blocked, {
      deps: { ...fakeSurroundings({ lines: [], pauses: [] }), now: () => now },
    });
    for (const [minutes, calls] of [
      [0, 1],
      [1, 1],
      [59, 1],
      [60, 2],
      [61, 2],
    ] as const) {
      now = NOW + minutes * (HOUR / 60);
      assert.equal((await failureOf(api.organization(never))).kind, 'intermediary');
      assert.equal(hostCalls, calls, `after ${minutes} minutes`);
    }
  });

  it('an intermediary is gone round by all who meet it at once, with one trial', async () => {
    const held: ServerResponse[] = [];
    answer = (response) => {
      if (held.push(response) === 4) for (const each of held) each.writeHead(403).end();
    };
    const { api, lines } = await start(ofApi);
    const found = await Promise.all(Array.from({ length: 4 }, () => api.organization(never)));
    assert.deepEqual(new Set(found.map(({ name }) => name)), new Set(['Acme']));
    assert.equal(hostCalls, 4);
    assert.equal(lines.filter((line) => line.startsWith('something other')).length, 1);
  });

  it('an intermediary holds up four requests no more than one where the host does not help', async () => {
    const held: ServerResponse[] = [];
    answer = (response) => {
      if (held.push(response) === 4) for (const each of held) each.writeHead(403).end();
    };
    const { api } = await start(() => Promise.reject(new TypeError('fetch failed')));
    const kinds = await Promise.all(
      Array.from({ length: 4 }, async () => (await failureOf(api.organization(never))).kind),
    );
    assert.deepEqual(new Set(kinds), new Set(['intermediary']));
    assert.equal(hostCalls, 1);
  });

  it('an intermediary is told as such, and in time, where the host does not answer at all', async () => {
    answer = (response) => response.writeHead(403).end();
    const { api } = await start(() => new Promise(() => {}), { limits: { headersMs: 50 } });
    assert.equal((await failureOf(api.organization(never))).kind, 'intermediary');
  });

  it('going round an intermediary counts as no trial where the one who asked gave up', async () => {
    const controller = new AbortController();
    answer = (response) => response.writeHead(403).end();
    let hangs = true;
    const { api } = await start((url, headers, signal) => {
      if (!hangs) return ofApi(url, headers, signal);
      controller.abort();
      return new Promise(() => {});
    });
    assert.equal((await failureOf(api.organization(controller.signal))).kind, 'aborted');
    hangs = false;
    assert.equal((await api.organization(never)).name, 'Acme');
  });

  it('an intermediary in the host’s way ends the memory of that way', async () => {
    let isBlocked = true;
    answer = (response) => (isBlocked ? response.writeHead(403).end() : json(response, organization));
    let host = ofApi;
    const { api } = await start((url, headers, signal) => host(url, headers, signal));
    await api.organization(never);
    isBlocked = false;
    host = async () => ({ status: 403, headers: {}, body: new Uint8Array() });
    assert.equal((await failureOf(api.organization(never))).kind, 'intermediary');
    assert.equal((await api.organization(never)).name, 'Acme');
    assert.equal(server.requests.length, 2);
  });

  it('no direct way round an intermediary is sought where a proxy is configured', async () => {
    const { api } = await start(async () => ({ status: 403, headers: {}, body: new Uint8Array() }), {
      preferHost: true,
    });
    assert.equal((await failureOf(api.organization(never))).kind, 'intermediary');
    assert.deepEqual(server.requests, []);
  });

  it('a redirect that the API gave is not taken for an intermediary’s', async () => {
    answer = (response) => response.writeHead(302, { location: 'https://x.test/', 'request-id': 'req_1' }).end();
    const { api } = await start(ofApi);
    assert.equal((await failureOf(api.organization(never))).kind, 'redirect');
    assert.equal(hostCalls, 0);
  });

  it('a gateway that drops the request id of a right answer is no intermediary', async () => {
    answer = (response) => void response.end(JSON.stringify(organization));
    const { api } = await start(ofApi);
    assert.equal((await api.organization(never)).name, 'Acme');
    assert.equal(hostCalls, 0);
  });

  it('the API that says in a 200 that it is overloaded is no intermediary, and is asked again', async () => {
    let tries = 0;
    answer = (response) => {
      const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
      json(response, ++tries < 3 ? overloaded : organization);
    };
    const { api, lines } = await start(ofApi);
    assert.equal((await api.organization(never)).name, 'Acme');
    assert.equal(hostCalls, 0);
    assert.equal(lines.filter((line) => line.includes('server (200, req_011): Overloaded')).length, 2);
  });
});
