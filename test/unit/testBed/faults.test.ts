import assert from 'node:assert/strict';
import { MALFORMATIONS } from '../../adminApi/faults/faults.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { DAY, MINUTE, rfc3339 } from '../../adminApi/world/time.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { ask, NOW, refusal, TODAY, USAGE, usage } from './ask.ts';

const ME = '/v1/organizations/me';
const QUERY = { starting_at: rfc3339(TODAY - 2 * DAY), limit: 1, group_by: ['model', 'service_tier'] };

describe('test bed: faults', () => {
  let api: AdminApi;
  before(async () => {
    api = await startAdminApi({ world: smallWorld(TODAY) });
    api.setNow(NOW);
  });
  beforeEach(() => {
    api.faults.clear();
    api.requests.clear();
  });
  after(() => api[Symbol.asyncDispose]());

  it('faults come on the route, after as many requests and as often as scripted', async () => {
    api.faults.add({ fault: { kind: 'status', status: 529 }, route: 'me', after: 1, times: 2 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask(api, ME)).status);
    assert.deepEqual(statuses, [200, 529, 529, 200]);
    assert.equal(api.faults.pending, 0);
  });

  it('faults answer any status in the documented shape', async () => {
    const types = { 404: 'not_found_error', 500: 'api_error', 529: 'overloaded_error' };
    for (const [status, type] of Object.entries(types)) {
      api.faults.add({ fault: { kind: 'status', status: Number(status) } });
      assert.equal((await refusal(ask(api, ME))).error.type, type);
    }
  });

  it('faults hint at when to come back, or not', async () => {
    const hinted = async (hint: Parameters<typeof rateLimited>[0], header: string) => {
      api.faults.add({ fault: rateLimited(hint) });
      const answer = await ask(api, ME);
      assert.equal(answer.status, 429);
      return answer.headers.get(header);
    };
    assert.equal(await hinted({ kind: 'none' }, 'retry-after'), null);
    assert.equal(await hinted({ kind: 'retryAfter', seconds: 7 }, 'retry-after'), '7');
    assert.equal(await hinted({ kind: 'retryAfterMs', ms: 70 }, 'retry-after-ms'), '70');
    assert.equal(await hinted({ kind: 'retryAfterDate', at: NOW }, 'retry-after'), new Date(NOW).toUTCString());
    assert.equal(await hinted({ kind: 'shouldRetry', should: false }, 'x-should-retry'), 'false');
    const reset = 'anthropic-ratelimit-requests-reset';
    assert.equal(await hinted({ kind: 'staleReset', now: NOW }, reset), rfc3339(NOW - MINUTE));
    assert.equal(await hinted({ kind: 'reset', now: NOW, ms: 5000 }, reset), rfc3339(NOW + 5000));
  });

  it('faults cut the connection before the answer or within its body', async () => {
    api.faults.add({ fault: { kind: 'cut', where: 'before' } });
    await assert.rejects(ask(api, ME));
    api.faults.add({ fault: { kind: 'cut', where: 'body' } });
    const answer = await ask(api, USAGE, QUERY);
    assert.equal(answer.status, 200);
    await assert.rejects(answer.text());
  });

  it('a fault may never answer, until the client gives up', async () => {
    api.faults.add({ fault: { kind: 'hang' } });
    const client = new AbortController();
    const answer = fetch(`${api.url}${ME}`, { signal: client.signal });
    await api.requests.waitFor(({ underWay }) => underWay === 1);
    client.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    await api.requests.waitFor(({ underWay }) => underWay === 0);
    assert.equal(api.requests.all[0]?.status, 0);
  });

  it('a fault may answer late', async () => {
    api.faults.add({ fault: { kind: 'slow', ms: 30 } });
    await (await ask(api, ME)).text();
    assert.ok((api.requests.all[0]?.took ?? 0) >= 25);
  });

  it('a fault may answer HTML', async () => {
    api.faults.add({ fault: { kind: 'html' } });
    const answer = await ask(api, ME);
    assert.equal(answer.headers.get('content-type'), 'text/html');
    assert.match(await answer.text(), /^<!doctype html>/);
    assert.equal(answer.headers.get('request-id'), null);
  });

  it('a fault may be answered by an intermediary, without a sign of the API', async () => {
    const headers = { via: '1.1 gate' };
    api.faults.add({ fault: { kind: 'intermediary', status: 451, headers, body: 'Log in' } });
    const answer = await ask(api, ME);
    assert.deepEqual([answer.status, await answer.text()], [451, 'Log in']);
    assert.equal(answer.headers.get('via'), '1.1 gate');
    assert.equal(answer.headers.get('request-id'), null);
  });

  it('a fault may lead to another origin, which knows whether the key followed', async () => {
    api.faults.add({ fault: { kind: 'redirect' } });
    const answer = await ask(api, ME);
    assert.equal(answer.status, 302);
    const location = answer.headers.get('location') ?? '';
    assert.equal(new URL(location).origin, api.elsewhere.url);
    await fetch(location, { headers: { 'x-api-key': 'sk-ant-admin01-test-bed-admin' } });
    await fetch(location);
    assert.deepEqual(
      api.elsewhere.requests.all.map(({ key }) => key),
      ['admin', 'none'],
    );
  });

  it('faults spoil a page in every way there is', async () => {
    const sound = await usage(api, QUERY);
    for (const how of MALFORMATIONS) {
      // Usage has no amounts.
      if (how === 'otherNotation') continue;
      api.faults.add({ fault: { kind: 'malformed', how } });
      const text = await (await ask(api, USAGE, QUERY)).text();
      assert.notEqual(text, JSON.stringify(sound), how);
    }
    const [row] = sound.data[0]?.results ?? [];
    assert.ok(row);
    const spoilt = async (how: (typeof MALFORMATIONS)[number]) => {
      api.faults.add({ fault: { kind: 'malformed', how } });
      return usage(api, QUERY);
    };
    assert.equal((await spoilt('missingField')).data[0]?.results[0]?.output_tokens, undefined);
    assert.equal((await spoilt('negativeCount')).data[0]?.results[0]?.uncached_input_tokens, -5);
    assert.deepEqual((await spoilt('duplicateBucket')).data, [sound.data[0], sound.data[0]]);
    assert.deepEqual(await spoilt('moreWithoutCursor'), { ...sound, has_more: true, next_page: null });
  });

  it('a fault may repeat a cursor', async () => {
    api.faults.add({ fault: { kind: 'malformed', how: 'repeatedCursor' }, times: 2 });
    const first = await usage(api, QUERY);
    const second = await usage(api, { ...QUERY, page: first.next_page ?? '' });
    assert.deepEqual(second, first);
  });
});
