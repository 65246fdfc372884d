import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Page, UsageQuery } from '../../../src/source/source.ts';
import { failureOf, type Handler, json, NOW, never, noHost, serve, type TestServer, testClient } from './support.ts';

const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 22);
const days = { from: TODAY - 2 * DAY, to: TODAY, limit: 31 };
const minutes: UsageQuery = { width: '1m', from: NOW - 3_600_000, to: NOW, groupBy: ['model'], limit: 60 };
const empty = { data: [], has_more: false, next_page: null, last_id: null };

async function all<Item>(pages: AsyncIterable<Page<Item>>): Promise<readonly Page<Item>[]> {
  const read: Page<Item>[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

describe('the Admin API client', () => {
  let server: TestServer;
  let client: ReturnType<typeof testClient>;

  async function start(handle: Handler, options = {}) {
    server = await serve(handle);
    client = testClient(server.origin, options);
    return client.api;
  }

  const asked = (index = 0) => server.requests[index] ?? assert.fail(`no request ${index}`);
  const target = (index = 0) => new URL(asked(index).url ?? '', server.origin);
  const parameters = (index = 0) => [...target(index).searchParams].map((pair) => pair.join('='));

  afterEach(async () => {
    await client.api.dispose();
    await server.close();
  });

  it('the client says who asks, with which version, and nothing of a beta', async () => {
    const api = await start((_, response) => json(response, { id: 'org', name: 'Acme', type: 'organization' }));
    assert.deepEqual(await api.organization(never), { id: 'org', name: 'Acme' });
    assert.equal(asked().url, '/v1/organizations/me');
    const { headers } = asked();
    assert.equal(headers['anthropic-version'], '2023-06-01');
    assert.match(headers['user-agent'] ?? '', /^claude-usage-vscode\/1\.2\.3 \(https:\/\/\S+\)$/);
    assert.equal(headers['anthropic-beta'], undefined);
    assert.match(client.lines[0] ?? '', /^GET \/v1\/organizations\/me 200, 1 KB, 0 ms req_011$/);
  });

  it("the client puts a gateway's path in front of the API's", async () => {
    server = await serve((_, response) => json(response, { id: 'org', name: 'Acme' }));
    client = testClient(server.origin, { baseUrl: { origin: server.origin, prefix: '/gate' } });
    await client.api.organization(never);
    assert.equal(asked().url, '/gate/v1/organizations/me');
  });

  it("the client never leaves the origin that the key is bound to, whatever a gateway's path is", async () => {
    server = await serve((_, response) => json(response, { id: 'org', name: 'Acme' }));
    client = testClient(server.origin, { baseUrl: { origin: server.origin, prefix: '//other.invalid' } });
    assert.equal((await client.api.organization(never)).name, 'Acme');
    assert.equal(asked().url, '//other.invalid/v1/organizations/me');
  });

  it('the client asks for usage by range, width, limit and dimensions, percent-encoded', async () => {
    const api = await start((_, response) => json(response, empty));
    await all(api.usage({ ...minutes, groupBy: ['model', 'api_key_id'], inferenceGeo: 'us' }, never));
    assert.equal(target().pathname, '/v1/organizations/usage_report/messages');
    assert.match(asked().url ?? '', /&group_by%5B%5D=model&group_by%5B%5D=api_key_id&inference_geos%5B%5D=us$/);
    assert.deepEqual(parameters().slice(0, 4), [
      'starting_at=2026-11-22T13:07:00Z',
      'ending_at=2026-11-22T14:07:00Z',
      'bucket_width=1m',
      'limit=60',
    ]);
    assert.equal(asked().headers['anthropic-beta'], undefined);
  });

  it('the client announces the fast-mode beta where usage is cut by speed', async () => {
    const api = await start((_, response) => json(response, empty));
    await all(api.usage({ ...minutes, groupBy: ['speed'] }, never));
    await all(api.usage({ ...minutes, speed: 'fast' }, never));
    assert.deepEqual(
      [0, 1].map((index) => asked(index).headers['anthropic-beta']),
      ['fast-mode-2026-02-01', 'fast-mode-2026-02-01'],
    );
    assert.ok(parameters(1).includes('speeds[]=fast'));
  });

  it('the client turns pages with their cursor and tells their size before compression', async () => {
    const api = await start((_, response, count) =>
      json(response, { ...empty, has_more: count < 3, next_page: `c${count}` }),
    );
    const pages = await all(api.usage(minutes, never));
    assert.deepEqual(
      [0, 1, 2].map((index) => target(index).searchParams.get('page')),
      [null, 'c1', 'c2'],
    );
    assert.equal(pages[0]?.bytes, JSON.stringify({ ...empty, has_more: true, next_page: 'c1' }).length);
  });

  it('the client turns the pages of names with their last id', async () => {
    const api = await start((_, response, count) =>
      json(response, { ...empty, has_more: count === 1, last_id: 'id_9' }),
    );
    await all(api.workspaces(never));
    await all(api.apiKeys(never));
    assert.deepEqual(parameters(0), ['limit=1000', 'include_archived=true']);
    assert.deepEqual(parameters(1), ['limit=1000', 'include_archived=true', 'after_id=id_9']);
    assert.equal(asked(2).url, '/v1/organizations/api_keys?limit=1000');
  });

  it('the client leaves out a name that cannot be read, and says so once', async () => {
    const data = [
      { id: 'wrkspc_1', name: 'Production' },
      { id: 'wrkspc_2', name: null },
      { id: 'wrkspc_3', name: 'Lab' },
    ];
    const api = await start((_, response) => json(response, { ...empty, data }));
    for (let time = 0; time < 2; time += 1) {
      const [page] = await all(api.workspaces(never));
      assert.deepEqual(
        page?.items.map(({ name }) => name),
        ['Production', 'Lab'],
      );
    }
    assert.deepEqual(
      client.lines.filter((line) => line.includes('cannot be read')),
      ['a name cannot be read: workspaces[1].name'],
    );
  });

  it('the client asks for one day of Claude Code', async () => {
    const api = await start((_, response) => json(response, empty));
    await all(api.claudeCode('2026-11-20', never));
    assert.equal(asked().url, '/v1/organizations/usage_report/claude_code?starting_at=2026-11-20&limit=1000');
    assert.throws(() => api.claudeCode('yesterday', never), RangeError);
  });

  it('the client asks for the bill by workspace and description, with speed', async () => {
    const api = await start((_, response) => json(response, empty));
    await all(api.cost(days, never));
    assert.equal(target().pathname, '/v1/organizations/cost_report');
    assert.deepEqual(parameters(), [
      'starting_at=2026-11-20T00:00:00Z',
      'ending_at=2026-11-22T00:00:00Z',
      'bucket_width=1d',
      'limit=31',
      'group_by[]=workspace_id',
      'group_by[]=description',
    ]);
    assert.equal(asked().headers['anthropic-beta'], 'fast-mode-2026-02-01');
  });

  it('the client asks for the bill without the beta where the API refuses it, and remembers', async () => {
    const api = await start((request, response) =>
      request.headers['anthropic-beta'] === undefined ? json(response, empty) : json(response, {}, 400),
    );
    await all(api.cost(days, never));
    await all(api.cost(days, never));
    assert.equal(server.requests.length, 3);
    assert.equal(client.lines.filter((line) => line.includes('beta')).length, 1);
  });

  it('the client does not blame the beta for a 400 that stays without it', async () => {
    const api = await start((_, response) => json(response, {}, 400));
    assert.equal((await failureOf(all(api.cost(days, never)))).kind, 'badRequest');
    assert.equal((await failureOf(all(api.cost(days, never)))).kind, 'badRequest');
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => asked(index).headers['anthropic-beta'] !== undefined),
      [true, false, true, false],
    );
  });

  it('the client does not send what the API is known to refuse', async () => {
    const api = await start((_, response) => json(response, empty));
    for (const wrong of [{ from: TODAY }, { to: TODAY + DAY }, { from: TODAY - 1000 }, { limit: 0 }, { limit: 32 }]) {
      assert.throws(() => api.cost({ ...days, ...wrong }, never), RangeError, JSON.stringify(wrong));
    }
    const six = ['model', 'speed', 'api_key_id', 'workspace_id', 'service_tier', 'inference_geo'] as const;
    for (const wrong of [{ groupBy: six }, { to: minutes.from }, { limit: 1441 }]) {
      assert.throws(() => api.usage({ ...minutes, ...wrong }, never), RangeError, JSON.stringify(wrong));
    }
    assert.deepEqual(server.requests, []);
  });

  it('the client asks again after a body that is cut off or HTML, and after a 503', async () => {
    const api = await start((_, response, count) => {
      if (count === 1) response.end('{"id":"org","na');
      else if (count === 2) response.end('<html>Sign in to the network</html>');
      else if (count === 3) json(response, {}, 503, { 'retry-after': '2' });
      else json(response, { id: 'org', name: 'Acme' });
    });
    assert.equal((await api.organization(never)).name, 'Acme');
    assert.deepEqual(client.pauses, [437.5, 875, 2000]);
  });

  it('the client gives up a body of the API that never is JSON, naming it', async () => {
    const api = await start((_, response) => response.setHeader('request-id', 'req_1').end('<html>'));
    const failure = await failureOf(api.organization(never));
    assert.equal(failure.kind === 'malformed' && failure.field, 'body');
    assert.equal(server.requests.length, 4);
  });

  it('the client reads what is labelled as compressed and is not', async () => {
    const api = await start((_, response) => {
      response.writeHead(200, { 'request-id': 'req_1', 'content-encoding': 'gzip' });
      response.end(JSON.stringify({ id: 'org', name: 'Acme' }));
    });
    assert.equal((await api.organization(never)).name, 'Acme');
    assert.equal(server.requests.length, 1);
  });

  it('the client names the encoding of an answer that came whole and cannot be undone', async () => {
    const api = await start((_, response) => {
      response.writeHead(200, { 'request-id': 'req_1', 'content-encoding': 'gzip' });
      response.end(Buffer.from([0x00, 0x9f, 0xfe]));
    });
    assert.deepEqual(await failureOf(api.organization(never)), {
      status: 200,
      requestId: 'req_1',
      apiMessage: '',
      kind: 'malformed',
      field: 'content-encoding',
    });
  });

  it('the client believes the status of an error whose body cannot be read', async () => {
    const api = await start((_, response) => {
      response.writeHead(401, { 'request-id': 'req_1', 'content-encoding': 'gzip' });
      response.end(Buffer.from([0x00, 0x9f, 0xfe]));
    });
    assert.equal((await failureOf(api.organization(never))).kind, 'invalidKey');
  });

  it('the client asks only once where JSON is not what it should be', async () => {
    const api = await start((_, response) => json(response, { name: 'Acme' }));
    const failure = await failureOf(api.organization(never));
    assert.deepEqual(failure, { status: 200, requestId: 'req_011', apiMessage: '', kind: 'malformed', field: 'id' });
    assert.equal(server.requests.length, 1);
  });

  it('the client hands a rate limit on where waiting would block too long', async () => {
    const api = await start((_, response) => json(response, {}, 429), { maxWaitMs: 20_000 });
    const failure = await failureOf(api.organization(never));
    assert.equal(failure.kind === 'rateLimited' && failure.retryAt, NOW + 45_000);
    assert.equal(server.requests.length, 1);
  });

  it('the client logs what was never sent as such, where the API has asked for a pause meanwhile', async () => {
    const held: ServerResponse[] = [];
    const api = await start(
      (_, response) => {
        // As many as are under way at a time.
        if (held.push(response) === 4) for (const each of held) json(each, {}, 429);
      },
      { maxWaitMs: 0 },
    );
    const failures = await Promise.all(Array.from({ length: 6 }, () => failureOf(api.organization(never))));
    assert.deepEqual(new Set(failures.map(({ kind }) => kind)), new Set(['rateLimited']));
    assert.equal(server.requests.length, 4);
    assert.equal(client.lines.filter((line) => line.includes('/me 429')).length, 4);
    const unsent = 'GET /v1/organizations/me not sent: the API has just asked for a pause';
    assert.deepEqual(
      client.lines.filter((line) => !line.includes('/me 429')),
      [unsent, unsent],
    );
  });

  it('the client does not ask again after a refused key', async () => {
    const api = await start((_, response) => json(response, {}, 401));
    assert.equal((await failureOf(api.organization(never))).kind, 'invalidKey');
    assert.equal(server.requests.length, 1);
  });

  it('the client is cancelled by its signal, between pages too', async () => {
    const controller = new AbortController();
    const api = await start((_, response) => json(response, { ...empty, has_more: true, next_page: 'c' }));
    const pages = api.usage(minutes, controller.signal)[Symbol.asyncIterator]();
    await pages.next();
    controller.abort();
    assert.equal((await failureOf(pages.next())).kind, 'aborted');
    assert.equal(server.requests.length, 1);
  });

  it('the client goes through the host with the same headers', async () => {
    const seen: Record<string, string>[] = [];
    const api = await start((_, response) => json(response, {}), {
      preferHost: true,
      hostFetch(url: string, headers: Record<string, string>, signal: AbortSignal) {
        seen.push(headers);
        return headers['x-api-key'] ? noHost(url, headers, signal) : assert.fail('no key');
      },
    });
    assert.equal((await failureOf(api.organization(never))).kind, 'offline');
    assert.equal(seen.length, 2);
    assert.equal(seen[0]?.['anthropic-version'], '2023-06-01');
    assert.deepEqual(server.requests, []);
  });
});
