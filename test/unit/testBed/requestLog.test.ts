import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { startAdminApi } from '../../adminApi/server.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { ask, NOW, TODAY } from './ask.ts';

const ME = '/v1/organizations/me';

describe('test bed: request log', () => {
  it('the request log keeps what was asked, decoded and without the key', async () => {
    await using api = await startAdminApi({ world: smallWorld(TODAY), now: () => NOW });
    await ask(api, '/v1/organizations/cost_report', { starting_at: '2026-11-18T00:00:00Z', group_by: ['description'] });
    const [record] = api.requests.of('cost');
    assert.ok(record);
    assert.deepEqual(record.query.get('group_by[]'), ['description']);
    assert.deepEqual([record.key, record.headers['x-api-key'], record.status], ['admin', '***', 200]);
    assert.ok(!JSON.stringify(api.requests.all).includes(KEYS.admin));
  });

  it('the request log counts how many requests were under way at once', async () => {
    await using api = await startAdminApi({ world: smallWorld(TODAY), latencyMs: 20 });
    await Promise.all([ask(api, ME), ask(api, ME), ask(api, ME)]);
    await api.requests.waitFor(({ underWay }) => underWay === 0);
    assert.equal(api.requests.mostUnderWay, 3);
    api.requests.clear();
    assert.deepEqual([api.requests.all.length, api.requests.mostUnderWay], [0, 0]);
  });

  it('the request log wakes who waits for a request, and rejects when aborted', async () => {
    await using api = await startAdminApi({ world: smallWorld(TODAY) });
    const second = api.requests.waitFor((log) => log.of('me').length === 2);
    await ask(api, ME);
    await ask(api, ME);
    await second;
    const never = api.requests.waitFor(() => false, AbortSignal.timeout(1));
    await assert.rejects(never, { name: 'TimeoutError' });
  });
});

describe('test bed: command line', () => {
  let child: ChildProcess | undefined;
  afterEach(() => {
    child?.kill();
  });

  it('the test bed serves a named world in another process until its stdin closes', async () => {
    const main = fileURLToPath(new URL('../../adminApi/main.ts', import.meta.url));
    const options = ['--world', 'small', '--now', '2026-11-20T14:07:00Z'];
    const process0 = spawn(process.execPath, [main, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    child = process0;
    const lines = createInterface({ input: process0.stdout })[Symbol.asyncIterator]();
    const next = async () => String((await lines.next()).value);
    const url = await next();
    const headers = { 'x-api-key': KEYS.admin, 'anthropic-version': '2023-06-01' };
    assert.equal((await fetch(`${url}${ME}`, { headers })).status, 200);
    process0.stdin.write('{"addFault":{"fault":{"kind":"status","status":401}}}\n');
    await next();
    assert.equal((await fetch(`${url}${ME}`, { headers })).status, 401);
    process0.stdin.write('{"countRequests":true}\n');
    assert.equal((JSON.parse(await next()) as { requests: number }).requests, 2);
    process0.stdin.end();
    const [code] = await once(process0, 'exit');
    assert.equal(code, 0);
  });
});
