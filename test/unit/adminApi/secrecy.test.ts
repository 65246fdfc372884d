import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { AdminApiOptions } from '../../../src/adminApi/client.ts';
import { explain } from '../../../src/adminApi/explain.ts';
import { createOtelTransport } from '../../../src/engine/otelTransport.ts';
import { outcomeOf } from '../../../src/otel/answer.ts';
import { withoutHeaders } from '../../../src/otel/headers.ts';
import { closedOrigin, errorOf, type Handler, json, KEY, never, serve, testClient } from './support.ts';

/** Whatever a reader of logs, errors or objects could get to see. */
function everythingOf(value: unknown): string {
  return inspect(value, { depth: Infinity, showHidden: true, getters: true }) + (JSON.stringify(value) ?? '');
}

/** A host that quotes what it was given, as a failing `fetch` may. */
const talkative: AdminApiOptions['hostFetch'] = (url, headers) => {
  const inner = Object.assign(new TypeError(`invalid header ${JSON.stringify(headers)}`), {
    request: { url, headers },
  });
  return Promise.reject(new Error(`fetch of ${url} with ${headers['x-api-key']} failed`, { cause: inner }));
};

describe('the key', () => {
  const leaks = (text: string) => text.includes(KEY) || /sk-ant-[a-z0-9]/i.test(text);

  async function tryOut(origin: string, options: Partial<AdminApiOptions> = {}) {
    const { api, lines } = testClient(origin, { hostFetch: talkative, ...options });
    const error = await errorOf(api.organization(never));
    const seen = `${everythingOf(error)}${error.stack}${explain(error.failure)}${lines.join('\n')}${everythingOf(api)}`;
    assert.ok(!leaks(seen), error.kind);
    await api.dispose();
    return error;
  }

  async function against(handle: Handler) {
    const server = await serve(handle);
    const error = await tryOut(server.origin);
    await server.close();
    return { error, server };
  }

  it('the key does not leak through an API that repeats it', async () => {
    const { error, server } = await against((request, response) => {
      const message = `invalid x-api-key ${request.headers['x-api-key']}, not sk-ant-api03-Other`;
      json(response, { type: 'error', error: { type: 'authentication_error', message } }, 401, { 'request-id': KEY });
    });
    assert.equal(server.requests[0]?.headers['x-api-key'], KEY);
    assert.equal(error.failure.apiMessage, 'invalid x-api-key ***, not sk-ant-***');
    assert.equal(error.failure.requestId, '');
    assert.ok(!leaks(server.requests[0]?.url ?? ''));
  });

  it('the key does not leak through a body that is no JSON', async () => {
    const { error } = await against((_, response) => response.end(`<html>${KEY}`));
    assert.equal(error.kind, 'intermediary');
  });

  it('the key does not leak through a body of another shape', async () => {
    const { error } = await against((_, response) => json(response, { id: [KEY], [KEY]: KEY }));
    assert.equal(error.kind, 'malformed');
  });

  it('the key does not leak through a connection that breaks', async () => {
    const { error } = await against((_, response) => response.destroy());
    assert.equal(error.kind, 'interrupted');
  });

  it('the key does not leak through a host that repeats it', async () => {
    const closed = await closedOrigin();
    assert.equal((await tryOut(closed, { preferHost: true })).kind, 'offline');
    assert.equal((await tryOut(closed)).kind, 'offline');
    const rude: AdminApiOptions['hostFetch'] = (_, headers) => Promise.reject(`no ${headers['x-api-key']}`);
    assert.equal((await tryOut(closed, { preferHost: true, hostFetch: rude })).kind, 'offline');
  });

  it('the key does not follow a redirect to another origin', async () => {
    const thief = await serve((_, response) => json(response, { id: 'org', name: 'Acme' }));
    const { error } = await against((_, response) => {
      response.writeHead(302, { location: `${thief.origin}/?key=${KEY}`, 'request-id': 'req_1' }).end();
    });
    assert.equal(error.kind, 'redirect');
    assert.deepEqual(thief.requests, []);
    await thief.close();
  });
});

describe('the headers of an export', () => {
  const SECRET = 'hush-hush-token';
  const headers = { authorization: `Basic ${btoa(`instance:${SECRET}`)}`, 'x-api-key': SECRET };
  const leaks = (text: string) => [...Object.values(headers), SECRET, btoa(SECRET)].some((each) => text.includes(each));

  async function tryOut(origin: string, hostFetch: AdminApiOptions['hostFetch'], preferHost = false) {
    const lines: string[] = [];
    const redact = (text: string) => withoutHeaders(text, headers);
    const options = { hostFetch, preferHost, info: (line: string) => void lines.push(line) };
    const transport = createOtelTransport(options, redact);
    const sent = transport.send(new URL('/v1/metrics', origin), headers, never, new Uint8Array([1]));
    const found = await sent.then(
      (answer) => everythingOf(outcomeOf(answer, 0, redact)),
      (error: Error) => everythingOf(error) + error.stack,
    );
    await transport.dispose();
    assert.ok(!leaks(found + lines.join('\n') + everythingOf(transport)), found);
    return found;
  }

  it('the headers of an export do not leak through a receiver that repeats them', async () => {
    for (const status of [200, 400, 401, 503]) {
      const server = await serve((request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message: `${JSON.stringify(request.headers)} ${SECRET}` }));
      });
      await tryOut(server.origin, talkative);
      assert.equal(server.requests[0]?.headers['x-api-key'], SECRET);
      await server.close();
    }
  });

  it('the headers of an export do not leak through a host that repeats them, or a connection that breaks', async () => {
    const closed = await closedOrigin();
    assert.match(await tryOut(closed, talkative, true), /offline/);
    assert.match(await tryOut(closed, talkative), /offline/);
    const server = await serve((_, response) => response.destroy());
    assert.match(await tryOut(server.origin, talkative), /interrupted/);
    await server.close();
  });

  it('the headers of an export do not follow a redirect', async () => {
    const thief = await serve((_, response) => response.end());
    const server = await serve((_, response) => response.writeHead(307, { location: thief.origin }).end());
    assert.match(await tryOut(server.origin, talkative), /points to another address/);
    assert.deepEqual(thief.requests, []);
    await Promise.all([server.close(), thief.close()]);
  });
});
