import assert from 'node:assert/strict';
import { REAL_DEPS } from '../../../src/adminApi/retry.ts';
import { checkKey } from '../../../src/engine/checkKey.ts';
import type { KeyCheck } from '../../../src/engine/thread/protocol.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);

describe('Checking a key', () => {
  let api: AdminApi;
  const lines: string[] = [];

  beforeEach(async () => {
    lines.length = 0;
    api = await startAdminApi({ world: tinyWorld(TODAY), now: () => TODAY });
  });

  afterEach(() => api[Symbol.asyncDispose]());

  async function check(key: string, origin = api.url): Promise<KeyCheck> {
    const log = { info: (line: string) => void lines.push(line), warn: (line: string) => void lines.push(line) };
    const account = {
      type: 'key',
      baseUrl: { origin, prefix: '' },
      key,
      organization: null,
      preferHost: false,
    } as const;
    const hostFetch = () => Promise.reject(new TypeError('no host here'));
    const deps = { ...REAL_DEPS, delay: () => Promise.resolve() };
    const found = await checkKey(account, { version: '0.0.0', log, hostFetch, deps });
    assert.ok(!JSON.stringify([found, lines]).includes(key), 'the key is in nothing that is said');
    return found;
  }

  it('checkKey returns the organization that a key opens, whatever its prefix', async () => {
    for (const key of [KEYS.admin, KEYS.personal]) {
      const { organization } = tinyWorld(TODAY);
      assert.deepEqual(await check(key), { outcome: 'valid', organization });
    }
  });

  it('checkKey refuses what the API refuses, each with its own sentence and the request id', async () => {
    const keys = ['sk-ant-admin01-nobody-knows', KEYS.ordinary, KEYS.individual];
    const sentences = new Set<string>();
    for (const key of keys) {
      const found = await check(key);
      assert.ok(found.outcome === 'refused');
      assert.match(found.message, /\(request req_\w+\)/);
      sentences.add(found.message.replace(/req_\w+/, ''));
    }
    assert.equal(sentences.size, keys.length);
  });

  it('checkKey does not call a key refused that could not be checked', async () => {
    api.faults.add({ fault: { kind: 'html' }, times: 'always' });
    assert.equal((await check(KEYS.admin)).outcome, 'unchecked');
    api.faults.clear();
    api.faults.add({ fault: { kind: 'redirect' }, times: 'always' });
    assert.equal((await check(KEYS.admin)).outcome, 'unchecked');
    assert.equal(api.elsewhere.requests.all.length, 0, 'and follows no redirect');
  });

  it('checkKey does not call a key refused by a page of something between', async () => {
    for (const status of [401, 403, 404, 407, 451, 503]) {
      api.faults.clear();
      api.faults.add({ fault: { kind: 'intermediary', status, body: '<html>Blocked by policy' }, times: 'always' });
      const found = await check(KEYS.admin);
      assert.ok(found.outcome === 'unchecked', String(status));
      assert.match(found.message, /^Something other than the API answered/);
      assert.doesNotMatch(found.message, /policy/);
    }
  });

  it('checkKey says so when there is nobody there', async () => {
    const { url } = api;
    await api[Symbol.asyncDispose]();
    const found = await check(KEYS.admin, url);
    assert.ok(found.outcome === 'unchecked');
    assert.match(found.message, /cannot be reached/);
  });
});
